using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Style;

namespace Engine.Tests.Lyrics;

public sealed class WrittenLyricsTests
{
    [Fact]
    public void Words_are_about_the_topic_in_the_form_of_a_song_with_one_refrain()
    {
        var made = WrittenLyrics.Write("a lighthouse in the fog", "sad, folk", seed: 4, dictionary: null);
        var sections = LyricSheet.Parse(made.Text, dictionary: null);
        Assert.Equal(["verse", "pre-chorus", "chorus", "verse", "chorus", "bridge", "chorus"], sections.Select(section => section.Kind));
        Assert.Equal(sections[2].Lines.Select(line => line.Text), sections[4].Lines.Select(line => line.Text));
        Assert.Contains("lighthouse", made.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Lighthouse in the fog", made.Title);
        Assert.Equal(made, WrittenLyrics.Write("a lighthouse in the fog", "sad, folk", seed: 4, dictionary: null));
        Assert.NotEqual(made, WrittenLyrics.Write("a lighthouse in the fog", "sad, folk", seed: 5, dictionary: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("🎉🎉")]
    [InlineData("雨夜的城市")]
    [InlineData("[Verse] {t} <b>")]
    public void Any_topic_gives_words_that_can_be_sung(string about)
    {
        var sections = LyricSheet.Parse(WrittenLyrics.Write(about, null, seed: 1, dictionary: null).Text, dictionary: null);
        Assert.Equal(7, sections.Count(section => section.Lines.Count > 0));
    }

    [Fact]
    public void Style_words_stay_and_get_what_belongs_to_them()
    {
        var more = StyleBoost.Of("sad piano ballad, 70 bpm", seed: 1, limit: 1000);
        Assert.StartsWith("sad piano ballad, 70 bpm, ", more, StringComparison.Ordinal);
        Assert.Contains("vocal", more, StringComparison.Ordinal);
        Assert.Equal(1, more.Split("bpm").Length - 1);
        Assert.Equal(1, more.Split("piano").Length - 1);
        Assert.Equal(more, StyleBoost.Of("sad piano ballad, 70 bpm", seed: 1, limit: 1000));
        Assert.Equal(more.Split(", "), StyleBoost.Of(more, seed: 1, limit: 1000).Split(", ").Take(more.Split(", ").Length));
        Assert.Contains("instrumental", StyleBoost.Of("techno, instrumental", seed: 2, limit: 1000), StringComparison.Ordinal);
        Assert.Contains("bpm", StyleBoost.Of("爵士", seed: 2, limit: 1000), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_is_never_cut_and_what_is_added_stays_within_the_limit()
    {
        var words = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"word{i}"));
        Assert.Equal(words, StyleBoost.Of(words, seed: 1, limit: words.Length));
        Assert.InRange(StyleBoost.Of("jazz", seed: 1, limit: 30).Length, 4, 30);
    }
}
