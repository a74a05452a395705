using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Codec;

/// <summary>What a standard MIDI file holds of a song.</summary>
/// <param name="Bpm">The first tempo, beats per minute.</param>
/// <param name="BeatsPerBar">Numerator of the first time signature.</param>
/// <param name="BeatUnit">Its denominator.</param>
/// <param name="KeyRoot">Tonic, 0 = C to 11 = B; null without a key signature.</param>
/// <param name="Mode">Mode of the key signature; null without one.</param>
/// <param name="Tracks">Tracks that hold notes or words, in the file's order.</param>
public sealed record MidiSong(double Bpm, int BeatsPerBar, int BeatUnit, int? KeyRoot, Mode? Mode, IReadOnlyList<MidiTrack> Tracks);

/// <summary>One track of a MIDI file.</summary>
/// <param name="Name">Its name; empty without one.</param>
/// <param name="Channel">0 to 15, of its first note; 9 is drums.</param>
/// <param name="Program">General MIDI program, 0 to 127; null when none is chosen.</param>
/// <param name="Notes">Ordered by start, then pitch.</param>
/// <param name="Lyrics">Lyric texts with their beat, in order.</param>
public sealed record MidiTrack(string Name, int Channel, int? Program, IReadOnlyList<Note> Notes, IReadOnlyList<(double Beat, string Text)> Lyrics);
