using System.Text;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Edit;

/// <summary>How a song is to be covered.</summary>
public sealed record CoverPlan
{
    /// <summary>Style words of the cover.</summary>
    public string? Styles { get; init; }

    /// <summary>Style words to avoid.</summary>
    public string? NegativeStyles { get; init; }

    /// <summary>0 to 1: how much of the song is kept. Its words always; from one half on its form, harmony and melody; the tempo in between.</summary>
    public double AudioWeight { get; init; } = 0.5;

    /// <summary>Title of the result; empty keeps the song's.</summary>
    public string Title { get; init; } = "";
}

/// <summary>Writes a song anew in another style.</summary>
public static class Cover
{
    private const double KeepsMelodyFrom = 0.5;

    /// <summary>Composes a cover; a few milliseconds.</summary>
    /// <param name="song">The song.</param>
    /// <param name="plan">How.</param>
    /// <param name="seed">Decides every free choice.</param>
    /// <param name="dictionary">Makes English syllables truer.</param>
    /// <exception cref="EditRefusedException">The melody is to be kept, but in another metre.</exception>
    /// <returns>A song of one piece: nothing of the first one's sound is in it.</returns>
    public static SongScore Compose(SongScore song, CoverPlan plan, long seed, PronouncingDictionary? dictionary)
    {
        ArgumentNullException.ThrowIfNull(song);
        ArgumentNullException.ThrowIfNull(plan);
        var weight = double.IsFinite(plan.AudioWeight) ? Math.Clamp(plan.AudioWeight, 0, 1) : 0.5;
        var isSung = song.Lines.Count > 0;
        var asked = new SongPlan
        {
            Title = plan.Title.Length > 0 ? plan.Title : song.Title,
            Lyrics = isSung ? WordsOf(song) : null,
            Styles = plan.Styles,
            NegativeStyles = plan.NegativeStyles,
            Instrumental = !isSung,
            VocalGender = !isSung ? null : SongProfile.Of(song).Patches.GetValueOrDefault(PartRole.Melody) is "voice-male" ? "m" : "f",
            DurationSeconds = song.DurationSeconds,
        };
        var keepsMelody = weight >= KeepsMelodyFrom;
        if (keepsMelody) SameMetre.Ask(song, plan.Styles, "with an audio weight below one half the melody is written anew, and in it.");
        var own = BriefReader.Read(asked, seed);
        var bpm = Math.Round(own.Bpm + (weight * (song.Bpm - own.Bpm)), 3);
        return keepsMelody
            ? Arrangement.Of(song, asked with { Piece = new Piece(bpm, song.KeyRoot, song.Mode, song.Metre) }, seed)
            : Composer.Compose(asked with { Piece = new Piece(bpm, own.Root, own.Mode, MetreReader.Named(plan.Styles) ?? song.Metre) }, seed, dictionary);
    }

    private static string WordsOf(SongScore song)
    {
        var text = new StringBuilder();
        foreach (var section in song.Lines.GroupBy(line => line.SectionIndex).OrderBy(section => section.Key))
        {
            text.Append('[').Append(song.Sections[section.Key].Kind).Append("]\n");
            foreach (var line in section) text.Append(line.Text).Append('\n');
        }

        return text.ToString();
    }
}
