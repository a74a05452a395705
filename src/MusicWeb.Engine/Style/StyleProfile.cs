using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Style;

/// <summary>A style as data: everything the composer needs to know about it. Written in Style/Data as JSON.</summary>
/// <remarks>
/// Grids are text, one character a sixteenth, one or two bars long. Drums: <c>o</c> soft, <c>x</c> normal, <c>X</c> accented, <c>.</c> rest.
/// Bass: <c>R</c> root, <c>5</c> fifth, <c>8</c> octave, <c>a</c> approach to the next root, <c>-</c> hold.
/// Comping: <c>x</c>/<c>X</c> whole chord, <c>p</c>/<c>P</c> power chord, <c>l</c> lowest, <c>h</c> all but the lowest, a digit one voice (from 1), <c>-</c> hold.
/// Figures: a digit is a rung of the chord's ladder (from 0), <c>answer</c> plays where the melody rests.
/// </remarks>
internal sealed record StyleProfile
{
    public required string Name { get; init; }

    /// <summary>Slowest and fastest usual tempo, beats per minute.</summary>
    public required double[] Tempo { get; init; }

    /// <summary>How often a song of this style is in major, 0 to 1.</summary>
    public required double MajorShare { get; init; }

    /// <summary>0 straight to 1 full triplet swing.</summary>
    public required double Swing { get; init; }

    /// <summary>8 or 16: the note value whose second half swings.</summary>
    public required int SwingUnit { get; init; }

    /// <summary>Whose grids it plays in other metres: soft, band, loud, machine or swing.</summary>
    public required string Feel { get; init; }

    /// <summary>The engine that mixes its songs (<see cref="SongScore.Engine"/>); null for the first.</summary>
    public int? Engine { get; init; }

    /// <summary>How often a song of this style is in another metre than 4/4, 0 to 1 by name; null for never unless asked.</summary>
    public Dictionary<string, double>? Metres { get; init; }

    public required double IntroSeconds { get; init; }

    public required double OutroSeconds { get; init; }

    /// <summary>Section kinds of an instrumental, repeated until the time is filled.</summary>
    public required string[] Form { get; init; }

    /// <summary>Energy by section kind.</summary>
    public required Dictionary<string, double> Energies { get; init; }

    /// <summary>The energy from which a role plays.</summary>
    public required Dictionary<string, double> Layers { get; init; }

    /// <summary>Patches by role, most typical first.</summary>
    public required Dictionary<string, string[]> Patches { get; init; }

    public required MelodyFeel Melody { get; init; }

    /// <summary>Mode, then section kind, then progressions of one chord a bar (<c>+</c> halves a bar), most typical first.</summary>
    public required Dictionary<string, Dictionary<string, string[]>> Progressions { get; init; }

    /// <summary>Grooves by tier (low, mid, high).</summary>
    public required Dictionary<string, Groove[]> Grooves { get; init; }

    /// <summary>Last bars before a section change, drum key to grid.</summary>
    public required Dictionary<int, string>[] Fills { get; init; }

    public required Dictionary<string, string[]> Comping { get; init; }

    public required Dictionary<string, string[]> Figures { get; init; }

    /// <summary>The style as it is played in a metre.</summary>
    public StyleProfile In(Metre metre)
    {
        if (metre == Metre.Common) return this;
        var grids = MetreGrids.Of(metre, Feel);
        return this with { Swing = metre.IsCompound ? 0 : Swing, Grooves = grids.Grooves, Fills = grids.Fills, Comping = grids.Comping, Figures = grids.Figures };
    }

    /// <summary>The tier of an energy.</summary>
    public static string TierOf(double energy) => energy < 0.42 ? "low" : energy < 0.7 ? "mid" : "high";

    /// <summary>The progressions for a section kind; kinds without their own borrow from a neighbour.</summary>
    public string[] ProgressionsFor(string mode, string kind)
    {
        var bank = Progressions[mode];
        var borrowed = kind switch
        {
            "pre-chorus" => "bridge",
            "hook" or "intro" or "outro" => "chorus",
            _ => "verse",
        };
        return bank.TryGetValue(kind, out var own) ? own : bank[borrowed];
    }
}

/// <summary>How a style's melodies move.</summary>
/// <param name="NotesPerPhrase">Notes in two bars of an instrumental melody.</param>
/// <param name="LongestGapSeconds">The usual longest time between two syllables.</param>
/// <param name="Syncopation">0 to 1: how freely a motif leaves the strong beats.</param>
/// <param name="Sixteenths">Cost of a note on an odd sixteenth; low where the style likes them.</param>
internal sealed record MelodyFeel(double NotesPerPhrase, double LongestGapSeconds, double Syncopation, double Sixteenths);

/// <summary>Drums, percussion and bass that belong together, so that the bass locks with the kick.</summary>
/// <param name="Drums">General MIDI drum key to grid.</param>
/// <param name="Percussion">General MIDI drum key to grid.</param>
/// <param name="Bass">Bass grid.</param>
internal sealed record Groove(Dictionary<int, string> Drums, Dictionary<int, string>? Percussion, string Bass);
