using System.Text;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Sing;

namespace Engine.Tests.Codec;

public sealed class LyricFilesTests
{
    private static readonly LyricTimeline _timeline = new()
    {
        DurationSeconds = 83.456,
        Lines =
        [
            new TimedLine("Paper\nboats", 0, 61.234, 63.9994, [new TimedWord("Paper", 61.234, 62, []), new TimedWord("boats", 62.5, 63.9994, [])]),
            new TimedLine("雨夜", 1, 70, 71.5, [new TimedWord("雨夜", 70, 71.5, [])]),
        ],
    };

    [Fact]
    public void Lrc_has_the_time_of_each_line_and_word() => Assert.Equal(
        "[ti:Boats at night]\n[length:01:23.46]\n[01:01.23]<01:01.23>Paper <01:02.50>boats <01:04.00>\n[01:10.00]<01:10.00>雨夜 <01:11.50>\n",
        Encoding.UTF8.GetString(LyricFiles.Lrc(_timeline, "Boats\nat night")));

    [Fact]
    public void Srt_has_a_numbered_line_each() => Assert.Equal(
        "1\n00:01:01,234 --> 00:01:03,999\nPaper boats\n\n2\n00:01:10,000 --> 00:01:11,500\n雨夜\n\n",
        Encoding.UTF8.GetString(LyricFiles.Srt(_timeline)));
}
