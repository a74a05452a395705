namespace MusicWeb.Engine.Sing;

/// <summary>A part as it is sung, in frames from the song's start.</summary>
/// <param name="Notes">In order; those whose sounds are empty are sung on "ah".</param>
/// <param name="Sounds">In order, without overlap; between two that do not touch the voice is silent.</param>
internal sealed record Singing(IReadOnlyList<SungNote> Notes, IReadOnlyList<SungSound> Sounds);

/// <summary>A note with the stretch its syllable really takes: consonants before a vowel are sung before the beat, so that the vowel is on it.</summary>
/// <param name="Start">First frame of the syllable, its opening consonants included.</param>
/// <param name="VowelStart">First frame of its vowel: the note's own start, except at the very start of a song.</param>
/// <param name="End">First frame after the syllable.</param>
/// <param name="Pitch">MIDI pitch.</param>
/// <param name="Velocity">0 to 1.</param>
internal readonly record struct SungNote(int Start, int VowelStart, int End, int Pitch, float Velocity);

/// <summary>What of a sound is made.</summary>
internal enum Articulation
{
    /// <summary>A sound that can be held: everything but stops.</summary>
    Hold,

    /// <summary>The mouth is shut before a stop.</summary>
    Closure,

    /// <summary>The stop is let out, with its breath.</summary>
    Release,
}

/// <summary>A stretch of one sound.</summary>
/// <param name="Phone">The sound.</param>
/// <param name="Articulation">What of it.</param>
/// <param name="Start">First frame.</param>
/// <param name="End">First frame after it.</param>
/// <param name="Note">Index of its note.</param>
/// <param name="Vowel">The vowel it leans to: its own for a vowel, the syllable's nearest for a consonant.</param>
/// <param name="OpensVowel">Whether that vowel follows it.</param>
internal readonly record struct SungSound(Phone Phone, Articulation Articulation, int Start, int End, int Note, Phone Vowel, bool OpensVowel);
