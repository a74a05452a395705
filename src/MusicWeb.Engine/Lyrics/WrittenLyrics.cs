using System.Text;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Lyrics;

/// <summary>Words for a song that nobody has composed yet.</summary>
/// <param name="Title">What the song could be called.</param>
/// <param name="Text">The words, with a marker above each section.</param>
public sealed record WrittenLyrics(string Title, string Text)
{
    private static readonly (string Kind, string Marker, int Lines)[] _form =
        [("verse", "Verse 1", 4), ("pre-chorus", "Pre-Chorus", 2), ("chorus", "Chorus", 4), ("verse", "Verse 2", 4), ("chorus", "Chorus", 4), ("bridge", "Bridge", 2), ("chorus", "Chorus", 4)];

    /// <summary>Writes rhymed words in the form of a song; a few milliseconds.</summary>
    /// <param name="about">What to sing about; its own words appear in the lines.</param>
    /// <param name="styles">Style words, for the mood; null for none.</param>
    /// <param name="seed">The same seed writes the same words.</param>
    /// <param name="dictionary">Makes rhymes truer.</param>
    public static WrittenLyrics Write(string about, string? styles, long seed, PronouncingDictionary? dictionary)
    {
        ArgumentNullException.ThrowIfNull(about);
        var plan = new SongPlan { Description = about, Styles = styles };
        var brief = BriefReader.Read(plan, seed);
        var sections = LyricWriter.Write(about, brief.Mood, [.. _form.Select(section => (section.Kind, section.Lines))], Dice.Key(brief.Key, "written words"), dictionary);
        var text = new StringBuilder();
        for (var i = 0; i < sections.Count; i++)
        {
            if (i > 0) text.Append('\n');
            text.Append('[').Append(_form[i].Marker).Append("]\n");
            foreach (var line in sections[i].Lines) text.Append(line).Append('\n');
        }

        return new WrittenLyrics(TitleFinder.Find(plan, [], brief.Profile.Name), text.ToString().TrimEnd('\n'));
    }
}
