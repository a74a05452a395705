namespace MusicWeb.Engine.Synth;

/// <summary>A note as a patch plays it.</summary>
/// <param name="Start">First frame.</param>
/// <param name="Length">Frames until it is released.</param>
/// <param name="Pitch">MIDI pitch or drum key.</param>
/// <param name="Velocity">0 to 1.</param>
/// <param name="Syllable">What a voice sings on it.</param>
internal readonly record struct TimedNote(int Start, int Length, int Pitch, float Velocity, Syllable Syllable)
{
    /// <summary>Frequency in hertz.</summary>
    public float Hertz => Tuning.Hertz(Pitch);
}

/// <summary>The vowel colours of a voice.</summary>
internal enum Vowel
{
    /// <summary>As in "far".</summary>
    Ah,

    /// <summary>As in "bed".</summary>
    Eh,

    /// <summary>As in "see".</summary>
    Ee,

    /// <summary>As in "more".</summary>
    Oh,

    /// <summary>As in "moon".</summary>
    Oo,
}

/// <summary>How a syllable begins.</summary>
internal enum Onset
{
    /// <summary>With its vowel.</summary>
    Open,

    /// <summary>With a hum, as "m" or "l".</summary>
    Hum,

    /// <summary>With breath, as "s" or "t".</summary>
    Breath,
}

/// <summary>What a voice makes of a syllable: its colour and its beginning, not its word.</summary>
/// <param name="Vowel">Colour.</param>
/// <param name="Onset">Beginning.</param>
internal readonly record struct Syllable(Vowel Vowel, Onset Onset)
{
    /// <summary>Guesses both from the letters; other scripts than Latin sing "ah".</summary>
    public static Syllable FromLetters(string letters)
    {
        var text = letters.ToLowerInvariant();
        var first = text.FirstOrDefault(char.IsLetter);
        var onset = "sztkpfhcqx".Contains(first) ? Onset.Breath : "mnlrwyvjbdg".Contains(first) ? Onset.Hum : Onset.Open;
        return new Syllable(VowelOf(text), onset);
    }

    private static Vowel VowelOf(string text)
    {
        if (HasAny(text, "oo", "ew", "ue", "ou")) return Vowel.Oo;
        if (HasAny(text, "ee", "ea", "ie", "ey")) return Vowel.Ee;
        if (HasAny(text, "ai", "ay", "ei")) return Vowel.Eh;
        foreach (var letter in text)
        {
            switch (letter)
            {
                case 'a': return Vowel.Ah;
                case 'e': return Vowel.Eh;
                case 'i' or 'y': return Vowel.Ee;
                case 'o': return Vowel.Oh;
                case 'u': return Vowel.Oo;
            }
        }
        return Vowel.Ah;
    }

    private static bool HasAny(string text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal)) return true;
        }
        return false;
    }
}

/// <summary>The notes of one part with what a patch must know about the song.</summary>
/// <param name="Notes">Ordered by start.</param>
/// <param name="Bpm">Tempo, for echoes.</param>
/// <param name="Seed">What the part's noise is derived from.</param>
internal sealed record PartNotes(IReadOnlyList<TimedNote> Notes, double Bpm, ulong Seed);

/// <summary>Equal temperament at A4 = 440 Hz.</summary>
internal static class Tuning
{
    /// <summary>Frequency of a MIDI pitch, fractions allowed.</summary>
    public static float Hertz(double pitch) => (float)(440 * Math.Pow(2, (pitch - 69) / 12));

    /// <summary>Frequency ratio of an interval in cents.</summary>
    public static float Cents(double cents) => (float)Math.Pow(2, cents / 1200);
}
