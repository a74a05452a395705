using MusicWeb.Engine.Lyrics;

namespace Engine.Tests.Lyrics;

public sealed class LyricSheetTests
{
    [Theory]
    [InlineData("[Verse]", "verse")]
    [InlineData("[VERSE 2]", "verse")]
    [InlineData("[Pre-Chorus]", "pre-chorus")]
    [InlineData("[prechorus]", "pre-chorus")]
    [InlineData("[Chorus: all]", "chorus")]
    [InlineData("(Chorus)", "chorus")]
    [InlineData("Chorus:", "chorus")]
    [InlineData("**Bridge**", "bridge")]
    [InlineData("[Hook]", "hook")]
    [InlineData("[Intro]", "intro")]
    [InlineData("[Outro]", "outro")]
    [InlineData("[End]", "outro")]
    [InlineData("[Break]", "break")]
    [InlineData("[Instrumental]", "break")]
    [InlineData("[Guitar Solo]", "break")]
    [InlineData("【副歌】", "chorus")]
    public void A_marker_names_its_section(string marker, string kind)
    {
        var section = LyricSheet.Parse($"[Verse]\nfirst\n{marker}\nsecond line", null)[^1];
        Assert.Equal((kind, "second line"), (section.Kind, section.Lines[^1].Text));
    }

    [Fact]
    public void Unknown_markers_are_passed_over()
    {
        var section = Assert.Single(LyricSheet.Parse("[Verse]\none\n[whispered, softly]\ntwo", null));
        Assert.Equal(["one", "two"], section.Lines.Select(line => line.Text));
    }

    [Fact]
    public void Markers_inside_a_line_open_sections_too() =>
        Assert.Equal(["verse", "chorus"], LyricSheet.Parse("[Verse] hello there [Chorus] sing it", null).Select(section => section.Kind));

    [Fact]
    public void A_chorus_marker_without_lines_repeats_the_chorus()
    {
        var sheet = LyricSheet.Parse("[Chorus]\nsing it\n[Verse]\nhello\n[Chorus]", null);
        Assert.Equal(sheet[0].Lines, sheet[2].Lines);
    }

    [Fact]
    public void A_line_in_parentheses_is_no_marker() =>
        Assert.Equal(["(end of the night)"], LyricSheet.Parse("[Verse]\n(end of the night)", null)[0].Lines.Select(line => line.Text));

    [Fact]
    public void Without_markers_a_repeated_stanza_is_the_chorus() =>
        Assert.Equal(["verse", "chorus", "verse", "chorus"], LyricSheet.Parse("one\ntwo\n\nsing\nit\n\nthree\nfour\n\nsing\nit", null).Select(section => section.Kind));

    [Fact]
    public void A_long_line_is_cut_into_breaths_without_losing_a_word()
    {
        var words = string.Join(' ', Enumerable.Repeat("never gonna stop this endless line,", 140));
        var lines = LyricSheet.Parse(words, null).SelectMany(section => section.Lines).ToList();
        Assert.All(lines, line => Assert.InRange(line.Syllables, 1, LineCutter.MaxSyllables));
        Assert.Equal(words, string.Join(' ', lines.Select(line => line.Text)));
    }

    [Fact]
    public void What_cannot_be_sung_stays_in_the_text()
    {
        var line = Assert.Single(LineCutter.Cut("Hello 🙂 <b>big</b> — world…", null));
        Assert.Equal("Hello 🙂 <b>big</b> — world…", line.Text);
        Assert.Equal(["Hello", "big", "world…"], line.Words.Select(word => word.Text));
    }

    [Theory]
    [InlineData("🙂🙂 🎉")]
    [InlineData("... --- !!!")]
    [InlineData("\uD83D \u200F \u0301")]
    [InlineData("<><><")]
    public void A_line_without_letters_has_nothing_to_sing(string text) => Assert.Empty(LineCutter.Cut(text, null));
}
