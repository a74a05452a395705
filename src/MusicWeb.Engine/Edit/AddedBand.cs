using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Edit;

/// <summary>Gives a voice another band: whoever sings does so as before, syllable for syllable.</summary>
public static class AddedBand
{
    /// <summary>Arranges the band; a few milliseconds.</summary>
    /// <param name="song">A sung song.</param>
    /// <param name="styles">Style words of the band; null for one of the song's own style.</param>
    /// <param name="negativeStyles">Style words to avoid.</param>
    /// <param name="title">Title of the result; empty keeps the song's.</param>
    /// <param name="seed">Decides every free choice.</param>
    /// <exception cref="EditRefusedException">Nobody sings in it, or the styles name another metre.</exception>
    public static SongScore Compose(SongScore song, string? styles, string? negativeStyles, string title, long seed)
    {
        ArgumentNullException.ThrowIfNull(song);
        ArgumentNullException.ThrowIfNull(title);
        if (song.Lines.Count == 0) throw new EditRefusedException("There is no voice in this song that a band could play to.");
        SameMetre.Ask(song, styles, "leave it out, or cover the song.");
        var plan = new SongPlan
        {
            Title = title.Length > 0 ? title : song.Title,
            Styles = string.IsNullOrWhiteSpace(styles) ? song.Style : styles,
            NegativeStyles = negativeStyles,
            VocalGender = SongProfile.Of(song).Patches.GetValueOrDefault(PartRole.Melody) is "voice-male" ? "m" : "f",
            Piece = new Piece(song.Bpm, song.KeyRoot, song.Mode, song.Metre),
        };
        return Arrangement.Of(song, plan, seed, keepsVoice: true);
    }
}
