using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Score;

/// <summary>What a person asked for, in the engine's words. Together with a seed it determines a song completely.</summary>
public sealed record SongPlan
{
    /// <summary>The song's title; empty when the person gave none (the composer then finds one).</summary>
    public string Title { get; init; } = "";

    /// <summary>A free description ("rain on a tin roof, slow and warm"); read for style, mood and topic.</summary>
    public string? Description { get; init; }

    /// <summary>Words to sing, with optional section markers such as <c>[Verse]</c> on lines of their own.</summary>
    public string? Lyrics { get; init; }

    /// <summary>Style words, comma separated ("lofi, rainy, 82 bpm").</summary>
    public string? Styles { get; init; }

    /// <summary>Style words to avoid, comma separated.</summary>
    public string? NegativeStyles { get; init; }

    /// <summary>No melody voice that carries words.</summary>
    public bool Instrumental { get; init; }

    /// <summary><c>f</c> or <c>m</c>: the register of the melody voice; null leaves it to the style.</summary>
    public string? VocalGender { get; init; }

    /// <summary>0 to 1: how closely the style's typical tempo, groove and patches are kept.</summary>
    public double StyleWeight { get; init; } = 0.5;

    /// <summary>0 to 1: how far harmony and melody may wander.</summary>
    public double Weirdness { get; init; } = 0.5;

    /// <summary>Wanted length in seconds; the result is within one bar of it. Null: as long as the words need, about 90 seconds without words.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>
    /// The song it should be a sibling of: style, tempo, key, instruments and voice come from there wherever the words do not ask for
    /// something else. Null: from the words alone.
    /// </summary>
    public SongProfile? Profile { get; init; }

    /// <summary>The song that this one is a piece of, which settles tempo, key and harmony; null for a song of its own.</summary>
    internal Piece? Piece { get; init; }
}
