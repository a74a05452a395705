using MusicWeb.Engine.Sing;

namespace MusicWeb.Engine.Score;

/// <summary>A composed song: the truth behind its audio, MIDI and lyric times. Positions are in beats (quarter notes) from the song's start.</summary>
public sealed record SongScore
{
    /// <summary>The newest format this engine reads and writes. Older scores stay readable.</summary>
    public const int CurrentVersion = 5;

    /// <summary>The newest engine: it reaches further where a mix is dull or boomy.</summary>
    public const int CurrentEngine = 2;

    /// <summary>What a song in another metre than 4/4, with sampled instruments, or mixed as by a later engine than the first is written as.</summary>
    public const int MetreVersion = 5;

    /// <summary>What a song with a finish of its own is written as.</summary>
    public const int FinishVersion = 4;

    /// <summary>What an edited song is written as.</summary>
    public const int EditedVersion = 3;

    /// <summary>What a sung song that was made in one piece is written as.</summary>
    public const int SungVersion = 2;

    /// <summary>What a song without a voice is written as: nothing in it needs more, so its stored bytes stay the same.</summary>
    public const int VoicelessVersion = 1;

    /// <summary>Format version of this score.</summary>
    public int Version { get; init; } = SungVersion;

    /// <summary>The song's title.</summary>
    public required string Title { get; init; }

    /// <summary>Name of the style profile it was composed with, for example <c>lofi</c>.</summary>
    public required string Style { get; init; }

    /// <summary>The seed every random choice was derived from.</summary>
    public required long Seed { get; init; }

    /// <summary>Tempo in quarter notes per minute, constant through the song.</summary>
    public required double Bpm { get; init; }

    /// <summary>Beats (quarter notes) in a bar.</summary>
    public required int BeatsPerBar { get; init; }

    /// <summary>The lower number of the signature: 8 in 6/8, else 4.</summary>
    public int BeatUnit { get; init; } = 4;

    /// <summary>How it is counted.</summary>
    public Metre Metre => BeatUnit == 8 ? Metre.SixEight : BeatsPerBar == 3 ? Metre.Waltz : Metre.Common;

    /// <summary>Tempo as a foot taps it: in 6/8 dotted quarters per minute.</summary>
    public double TappedBpm => Bpm * Metre.BeatsPerQuarter;

    /// <summary>The tonic, 0 = C to 11 = B.</summary>
    public required int KeyRoot { get; init; }

    /// <summary>Major or minor.</summary>
    public required Mode Mode { get; init; }

    /// <summary>0 = straight; 1 = full triplet swing of the second eighth (or sixteenth where the style swings those).</summary>
    public double Swing { get; init; }

    /// <summary>Length in bars, tail included.</summary>
    public required int Bars { get; init; }

    /// <summary>The form, in order, without gaps.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>The harmony, in order, without gaps.</summary>
    public required IReadOnlyList<Chord> Chords { get; init; }

    /// <summary>The instruments with their notes.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>The words with the notes that carry them; empty for an instrumental.</summary>
    public required IReadOnlyList<LyricLine> Lines { get; init; }

    /// <summary>Who sings the words; null for an instrumental, and for songs of version 1, whose melody instrument only coloured them.</summary>
    public VoiceProfile? Voice { get; init; }

    /// <summary>
    /// What an edited song sounds like, stretch by stretch: the notes above are its music, but each stretch keeps the sound of the
    /// score it was rendered from. Empty for a song rendered in one piece.
    /// </summary>
    public IReadOnlyList<Stretch> Stretches { get; init; } = [];

    /// <summary>The stretches of any song: its own, or one for the whole.</summary>
    public IReadOnlyList<Stretch> Sounding => Stretches.Count > 0 ? Stretches : [new Stretch(0, 0, 1, this)];

    /// <summary>How a remastered song is mixed otherwise than its style usually is; null as usual.</summary>
    public Finish? Finish { get; init; }

    /// <summary>The engine that mixes it, from 1: an old song is always mixed as it was, so that its stems and edits fit what is heard.</summary>
    public int Engine { get; init; } = 1;

    /// <summary>The sound bank it was made with; null where every instrument is synthesized.</summary>
    public SoundBankMark? Bank { get; init; }

    /// <summary>What the song continues when it is the new part alone; null for a song with a beginning of its own.</summary>
    public Continues? Continues { get; init; }

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => SecondsAt(Bars * BeatsPerBar);

    /// <summary>The time of a beat in seconds from the start.</summary>
    public double SecondsAt(double beat) => beat * 60.0 / Bpm;
}

/// <summary>
/// A stretch of an edited song. It lasts until the next one has faded in; every stretch but the first fades in over the first
/// <see cref="FadeFrames"/> of it. The first may begin before the song does: then only its end is heard.
/// </summary>
/// <param name="StartFrame">First frame in the song, at 44.1 kHz.</param>
/// <param name="SkippedFrames">How much further that frame is from the start of its own score.</param>
/// <param name="Gain">Factor between the rendering of its score and what is heard.</param>
/// <param name="Score">What it was rendered from, itself of one piece.</param>
public sealed record Stretch(int StartFrame, int SkippedFrames, double Gain, SongScore Score)
{
    /// <summary>Length of a fade: 30 ms.</summary>
    public const int FadeFrames = 1323;

    /// <summary>The share of the new sound in a frame of a fade: half a wave of a cosine.</summary>
    internal static double Share(int frame) => 0.5 - (0.5 * Math.Cos(Math.PI * frame / FadeFrames));
}

/// <summary>How a mix differs from the usual one of its style.</summary>
/// <param name="Brightness">Decibels by which its highs are raised, -6 to 6.</param>
/// <param name="Room">Level of its hall against the usual, 0 to 2.</param>
/// <param name="Punch">Decibels by which drums and bass stand out, -6 to 6.</param>
/// <param name="Width">How far apart its instruments stand against the usual, 0 to 2.</param>
public sealed record Finish(double Brightness, double Room, double Punch, double Width);

/// <summary>Which song a part goes on from.</summary>
/// <param name="ScoreHash">Hash of that song's score (<see cref="ScoreJson.Hash"/>).</param>
/// <param name="Bar">The bar at which it does, from 1.</param>
public sealed record Continues(string ScoreHash, int Bar);

/// <summary>The two modes the composer writes in.</summary>
public enum Mode
{
    /// <summary>Major.</summary>
    Major,

    /// <summary>Natural minor.</summary>
    Minor,
}

/// <summary>A stretch of the form.</summary>
/// <param name="Kind">intro, verse, pre-chorus, chorus, hook, bridge, break or outro.</param>
/// <param name="StartBar">First bar, from 0.</param>
/// <param name="Bars">Length in bars.</param>
/// <param name="Energy">0 to 1: drives density, register and level.</param>
public sealed record Section(string Kind, int StartBar, int Bars, double Energy);

/// <summary>A chord and how long it holds.</summary>
/// <param name="StartBeat">From the song's start.</param>
/// <param name="LengthBeats">In beats.</param>
/// <param name="Root">Pitch class, 0 = C to 11 = B.</param>
/// <param name="Pitches">MIDI pitches of the voicing, low to high.</param>
/// <param name="Name">As a musician writes it, for example <c>Am7</c>.</param>
public sealed record Chord(double StartBeat, double LengthBeats, int Root, IReadOnlyList<int> Pitches, string Name);

/// <summary>One instrument's notes.</summary>
/// <param name="Role">What it does in the arrangement; decides its level and pan.</param>
/// <param name="Patch">Name of a synth patch, for example <c>warm-pad</c> or <c>kit-lofi</c>.</param>
/// <param name="Notes">Ordered by start. For drums the pitch is the General MIDI drum key.</param>
public sealed record Part(PartRole Role, string Patch, IReadOnlyList<Note> Notes);

/// <summary>The roles an arrangement knows; also the names of the stems.</summary>
public enum PartRole
{
    /// <summary>The guide vocal that sings the words, and the lead melody of an instrumental.</summary>
    Melody,

    /// <summary>Voices that sing along with the melody.</summary>
    Backing,

    /// <summary>Kick, snare, hats, toms, cymbals.</summary>
    Drums,

    /// <summary>Shakers, claps, congas.</summary>
    Percussion,

    /// <summary>Bass line.</summary>
    Bass,

    /// <summary>Rhythmic chords: piano, guitar, keys.</summary>
    Chords,

    /// <summary>Sustained chords.</summary>
    Pad,

    /// <summary>Counter melody, arpeggio, riff.</summary>
    Lead,

    /// <summary>Risers, impacts, noise.</summary>
    Effects,
}

/// <summary>A note.</summary>
/// <param name="StartBeat">From the song's start; swing and humanising are already in it.</param>
/// <param name="LengthBeats">Sounding length in beats, above 0.</param>
/// <param name="Pitch">MIDI pitch, 0 to 127.</param>
/// <param name="Velocity">1 to 127.</param>
public readonly record struct Note(double StartBeat, double LengthBeats, int Pitch, int Velocity);

/// <summary>A line of the lyrics as it is carried by the melody.</summary>
/// <param name="Text">The line as the person wrote it.</param>
/// <param name="SectionIndex">Index into <see cref="SongScore.Sections"/>.</param>
/// <param name="Words">Its words in order.</param>
public sealed record LyricLine(string Text, int SectionIndex, IReadOnlyList<LyricWord> Words);

/// <summary>A word and its syllables; each syllable is carried by exactly one melody note.</summary>
/// <param name="Text">As written, punctuation included.</param>
/// <param name="Syllables">In order, never empty.</param>
public sealed record LyricWord(string Text, IReadOnlyList<LyricSyllable> Syllables)
{
    /// <summary>Whether the guide vocal can read it; words in other scripts than Latin are sung as "la".</summary>
    public bool IsReadable => Pronunciation.IsLatin(Text);
}

/// <summary>A syllable on its note.</summary>
/// <param name="Text">The letters it covers.</param>
/// <param name="Stressed">Carries the word's stress.</param>
/// <param name="StartBeat">Same as its note's start.</param>
/// <param name="LengthBeats">Same as its note's length.</param>
/// <param name="Sounds">What is sung, in ARPABET without stress, for example <c>R EY N</c>; empty in songs of version 1.</param>
public sealed record LyricSyllable(string Text, bool Stressed, double StartBeat, double LengthBeats, string Sounds = "");
