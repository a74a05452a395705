using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Compose;

/// <summary>Plans and checks that several tests share.</summary>
internal static class Songs
{
    public static readonly string[] Styles = ["pop", "rock", "lofi", "ambient", "synthwave", "house"];

    public const string Lyrics = """
        [Verse 1]
        City lights are fading slow
        Every street I used to know
        Whispers follow where I go
        Only the rain can let me go

        [Pre-Chorus]
        Hold on a little while
        I can see it in your smile

        [Chorus]
        Carry me home tonight
        Carry me into the light
        Carry me home, it feels so right
        Carry me through the night

        [Verse 2]
        Windows open, morning sun
        All the hours we have run
        Count the battles we have won
        Turn around, the day is done

        [Chorus]
        Carry me home tonight
        Carry me into the light
        Carry me home, it feels so right
        Carry me through the night
        """;

    public static readonly string?[] Words =
    [
        null,
        Lyrics,
        "hello",
        "la la la\nla la\n\nna na na\nna",
        "[Verse]\n[Chorus]\n[Outro]",
        "🙂🙂🙂 🎉",
        "雨夜的城市\n霓虹灯下\n[副歌]\n带我回家",
        "שלום עולם\nאני שר שיר\nلا أعرف الكلمات",
        "<script>alert(1)</script> <b>bold</b> words & more",
        string.Join(' ', Enumerable.Repeat("never gonna stop this endless line of words", 114)),
        new string('a', 5000),
        "... --- !!! ???\n\n***",
        "1 2 3 4, 99 red balloons\n[Unknown marker: whispered]\nHello (ooh)",
    ];

    /// <summary>Every melody note lies within its song and range, positive, without overlap; the same for all parts.</summary>
    public static void AssertValid(SongScore score)
    {
        var end = score.Bars * score.BeatsPerBar;
        Assert.InRange(score.Bpm, 40, 220);
        Assert.InRange(score.KeyRoot, 0, 11);
        Assert.NotEmpty(score.Title);
        Assert.NotEmpty(score.Parts);
        var bar = 0;
        foreach (var section in score.Sections)
        {
            Assert.Equal(bar, section.StartBar);
            Assert.True(section.Bars > 0);
            Assert.InRange(section.Energy, 0, 1);
            bar += section.Bars;
        }

        Assert.Equal(score.Bars, bar);
        var beat = 0.0;
        foreach (var chord in score.Chords)
        {
            Assert.Equal(beat, chord.StartBeat);
            Assert.InRange(chord.Root, 0, 11);
            Assert.Equal(chord.Pitches.Order(), chord.Pitches);
            Assert.InRange(chord.Pitches[0], 36, 72);
            beat += chord.LengthBeats;
        }

        Assert.Equal(end, beat);
        foreach (var part in score.Parts)
        {
            Assert.NotEmpty(part.Notes);
            Assert.Contains(part.Patch, Patches);
            var soundsUntil = new double[128];
            var last = 0.0;
            foreach (var note in part.Notes)
            {
                Assert.InRange(note.Pitch, 24, 108);
                Assert.InRange(note.Velocity, 1, 127);
                Assert.True(note.LengthBeats > 0);
                Assert.InRange(note.StartBeat, last, end);
                Assert.True(note.StartBeat + note.LengthBeats <= end + 1e-9, $"{part.Role} ends at {note.StartBeat + note.LengthBeats} of {end}");
                Assert.True(note.StartBeat >= soundsUntil[note.Pitch] - 1e-9, $"{part.Role} {note.Pitch} overlaps itself at {note.StartBeat}");
                soundsUntil[note.Pitch] = note.StartBeat + note.LengthBeats;
                last = note.StartBeat;
            }
        }

        AssertWordsAreCarried(score);
    }

    /// <summary>Each syllable stands on one note of the melody, in order, and a word's syllables joined are the word.</summary>
    public static void AssertWordsAreCarried(SongScore score)
    {
        if (score.Lines.Count == 0) return;
        var melody = score.Parts.Single(part => part.Role is PartRole.Melody);
        var syllables = score.Lines.SelectMany(line => line.Words).SelectMany(word => word.Syllables).ToList();
        Assert.Equal(melody.Notes.Select(note => (note.StartBeat, note.LengthBeats)), syllables.Select(syllable => (syllable.StartBeat, syllable.LengthBeats)));
        for (var i = 1; i < melody.Notes.Count; i++) Assert.True(melody.Notes[i].StartBeat >= melody.Notes[i - 1].StartBeat + melody.Notes[i - 1].LengthBeats - 1e-9);
        Assert.All(score.Lines, line =>
        {
            Assert.InRange(line.SectionIndex, 0, score.Sections.Count - 1);
            Assert.NotEmpty(line.Words);
            Assert.All(line.Words, word => Assert.Equal(word.Text, string.Concat(word.Syllables.Select(syllable => syllable.Text))));
        });
    }

    public static SongScore Compose(string? styles = null, string? description = null, string? lyrics = null, long seed = 1, double? seconds = null, bool instrumental = false) =>
        Composer.Compose(new SongPlan { Styles = styles, Description = description, Lyrics = lyrics, DurationSeconds = seconds, Instrumental = instrumental }, seed);

    private static readonly HashSet<string> Patches =
    [
        "voice-female", "voice-male", "lead-flute", "lead-soft", "lead-saw", "lead-bell", "piano", "e-piano", "guitar-clean", "guitar-drive", "stab-house", "pluck",
        "pad-warm", "pad-strings", "pad-glass", "pad-saw", "bass-finger", "bass-pick", "bass-sub", "bass-synth", "arp-saw", "bell", "vibes",
        "kit-acoustic", "kit-rock", "kit-lofi", "kit-808", "kit-909", "kit-soft", "perc", "fx",
    ];
}
