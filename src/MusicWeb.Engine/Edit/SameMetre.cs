using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Edit;

/// <summary>A song stays in one metre: what is worked into it is counted as it is.</summary>
internal static class SameMetre
{
    /// <summary>Refuses style words that name another metre than the song's.</summary>
    /// <param name="song">The song.</param>
    /// <param name="styles">Style words of the edit.</param>
    /// <param name="instead">What the person can do.</param>
    /// <exception cref="EditRefusedException">They do.</exception>
    public static void Ask(SongScore song, string? styles, string instead)
    {
        if (MetreReader.Named(styles) is { } named && named != song.Metre) throw new EditRefusedException($"This song is in {song.Metre}, so {named} does not fit into it: {instead}");
    }
}
