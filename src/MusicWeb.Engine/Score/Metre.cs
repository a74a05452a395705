using System.Text.Json.Serialization;

namespace MusicWeb.Engine.Score;

/// <summary>How a song's beats are counted. The engine knows three metres; positions in a score are quarter notes in all of them.</summary>
public sealed class Metre
{
    private const double ShortestPhraseSeconds = 3.4;

    private Metre(string name, int quarters, int beats, int unit) => (Name, QuartersPerBar, BeatsPerBar, BeatUnit) = (name, quarters, beats, unit);

    /// <summary>Four quarters.</summary>
    public static Metre Common { get; } = new("4/4", quarters: 4, beats: 4, unit: 4);

    /// <summary>Three quarters: the waltz.</summary>
    public static Metre Waltz { get; } = new("3/4", quarters: 3, beats: 3, unit: 4);

    /// <summary>Six eighths, counted in two dotted quarters: the ballad that sways, and the jig.</summary>
    public static Metre SixEight { get; } = new("6/8", quarters: 3, beats: 2, unit: 8);

    /// <summary>As it is written at the beginning of a stave.</summary>
    public string Name { get; }

    /// <summary>Length of a bar in quarter notes.</summary>
    public int QuartersPerBar { get; }

    /// <summary>Beats that a foot taps in a bar: in 6/8 two.</summary>
    public int BeatsPerBar { get; }

    /// <summary>The lower number of the signature.</summary>
    public int BeatUnit { get; }

    /// <summary>Beats a foot taps while one quarter note passes.</summary>
    [JsonIgnore]
    public double BeatsPerQuarter => (double)BeatsPerBar / QuartersPerBar;

    /// <summary>Whether its beats have three parts, so that nothing in it swings.</summary>
    internal bool IsCompound => BeatUnit == 8;

    internal int StepsPerBar => QuartersPerBar * 4;

    // Where a long fill begins.
    internal int Half => BeatsPerBar == 3 ? 4 : StepsPerBar / 2;

    // A beat in sixteenths.
    private int StepsPerBeat => StepsPerBar / BeatsPerBar;

    /// <summary>The metre of that name; null for one the engine does not know.</summary>
    public static Metre? Find(string? name) => name switch
    {
        "4/4" => Common,
        "3/4" => Waltz,
        "6/8" => SixEight,
        _ => null,
    };

    /// <summary>Whether a sixteenth is where a bar, or half of an even one, begins.</summary>
    internal bool IsStrong(int step) => step % (BeatsPerBar == 3 ? StepsPerBar : StepsPerBar / 2) == 0;

    /// <summary>Whether a foot taps on a sixteenth.</summary>
    internal bool IsBeat(int step) => step % StepsPerBeat == 0;

    /// <summary>How much weight a stressed syllable finds on a sixteenth, -0.3 to 1.25.</summary>
    internal double Strength(int step) => step % StepsPerBar == 0 ? 1.25 : IsStrong(step) ? 1.05 : IsBeat(step) ? 0.75 : step % 2 == 0 ? 0.1 : -0.3;

    /// <summary>Bars that a line of words takes: two, or four where two would be over too soon.</summary>
    internal int PhraseBars(double barSeconds) => this == Common || 2 * barSeconds >= ShortestPhraseSeconds ? 2 : 4;

    /// <summary>Most syllables that have places of their own in so many bars, the last of them held a little.</summary>
    internal int MostSyllables(int bars) => (bars * StepsPerBar) - 1;

    /// <summary>Lengths in sixteenths of so many chords in a bar: in three beats the first of two chords has two of them.</summary>
    internal int[] Split(int chords) => chords switch
    {
        1 => [StepsPerBar],
        2 when BeatsPerBar == 3 => [8, 4],
        _ => [.. Enumerable.Repeat(StepsPerBar / chords, chords)],
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
