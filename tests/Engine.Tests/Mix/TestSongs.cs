using MusicWeb.Engine.Score;

namespace Engine.Tests.Mix;

/// <summary>Small hand-written songs: four chords round and round, with every role playing.</summary>
internal static class TestSongs
{
    public sealed record Band(string Style, double Bpm, string Melody, string Chords, string Pad, string Bass, string Lead, string Drums);

    public static readonly Band Pop = new("pop", 104, "voice-female", "piano", "pad-strings", "bass-finger", "guitar-clean", "kit-acoustic");
    public static readonly Band Rock = new("rock", 138, "voice-male", "guitar-drive", "pad-strings", "bass-pick", "lead-saw", "kit-rock");
    public static readonly Band Lofi = new("lofi", 78, "lead-flute", "e-piano", "pad-warm", "bass-finger", "vibes", "kit-lofi");
    public static readonly Band House = new("house", 124, "voice-female", "stab-house", "pad-saw", "bass-synth", "pluck", "kit-909");
    public static readonly Band Synthwave = new("synthwave", 100, "lead-soft", "pluck", "pad-saw", "bass-synth", "arp-saw", "kit-808");
    public static readonly Band Ambient = new("ambient", 66, "lead-bell", "e-piano", "pad-glass", "bass-sub", "bell", "kit-soft");

    public static readonly IReadOnlyList<Band> All = [Pop, Rock, Lofi, House, Synthwave, Ambient];

    /// <summary>vi IV I V in the given key, or i VI III VII in minor.</summary>
    public static SongScore Make(Band band, double seconds, int key = 0, Mode mode = Mode.Major, long seed = 1)
    {
        var bars = Math.Max(4, (int)Math.Round(seconds * band.Bpm / 240));
        int[] degrees = mode == Mode.Major ? [0, 7, 9, 5] : [0, 8, 3, 10];
        int[] scale = mode == Mode.Major ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10];
        var chords = new List<Chord>();
        var (melody, harmony, pad, bass, lead, drums, shaker) = (new List<Note>(), new List<Note>(), new List<Note>(), new List<Note>(), new List<Note>(), new List<Note>(), new List<Note>());
        for (var bar = 0; bar < bars; bar++)
        {
            var beat = bar * 4.0;
            var last = bar == bars - 1;
            var root = (key + degrees[last ? 0 : bar % 4]) % 12;
            var inScale = Enumerable.Range(0, 7).Select(i => (key + scale[i]) % 12).ToHashSet();
            var third = inScale.Contains((root + 4) % 12) ? 4 : 3;
            int[] pitches = [.. new[] { root, root + third, root + 7 }.Select(pitch => 55 + (pitch + 5) % 12).Order()];
            chords.Add(new Chord(beat, 4, root, pitches, $"{root}"));
            if (last)
            {
                harmony.AddRange(pitches.Select(pitch => new Note(beat, 2.5, pitch, 80)));
                bass.Add(new Note(beat, 2.5, 36 + root, 90));
                drums.Add(new Note(beat, 0.5, 36, 110));
                drums.Add(new Note(beat, 1, 49, 90));
                continue;
            }
            pad.AddRange(pitches.Select(pitch => new Note(beat, 4, pitch, 70)));
            foreach (var at in (double[])[0, 1.5, 2.5]) harmony.AddRange(pitches.Select(pitch => new Note(beat + at, 0.9, pitch, 84)));
            for (var eighth = 0; eighth < 8; eighth++)
            {
                bass.Add(new Note(beat + eighth * 0.5, 0.45, 36 + root, eighth % 2 == 0 ? 100 : 84));
                drums.Add(new Note(beat + eighth * 0.5, 0.25, eighth == 7 && bar % 4 == 3 ? 46 : 42, eighth % 2 == 0 ? 90 : 66));
                if (bar >= 2) lead.Add(new Note(beat + eighth * 0.5, 0.4, pitches[(eighth * 2 + bar) % 3] + 12, 74));
                shaker.Add(new Note(beat + eighth * 0.5 + 0.25, 0.2, 70, 70));
            }
            foreach (var at in (double[])[0, 2]) drums.Add(new Note(beat + at, 0.5, 36, 112));
            foreach (var at in (double[])[1, 3]) drums.Add(new Note(beat + at, 0.5, 38, 104));
            if (bar % 2 == 0 && bar > 0)
            {
                for (var step = 0; step < 4; step++) melody.Add(new Note(beat + step, step == 3 ? 2.2 : 0.9, pitches[(int)((seed + step + bar) % 3)] + 12, 96));
            }
        }
        drums.Sort((a, b) => a.StartBeat.CompareTo(b.StartBeat));
        return new SongScore
        {
            Title = "Test",
            Style = band.Style,
            Seed = seed,
            Bpm = band.Bpm,
            BeatsPerBar = 4,
            KeyRoot = key,
            Mode = mode,
            Bars = bars,
            Sections = [new Section("verse", 0, bars, 0.7)],
            Chords = chords,
            Parts =
            [
                new Part(PartRole.Melody, band.Melody, melody), new Part(PartRole.Drums, band.Drums, drums), new Part(PartRole.Bass, band.Bass, bass),
                new Part(PartRole.Chords, band.Chords, harmony), new Part(PartRole.Pad, band.Pad, pad), new Part(PartRole.Lead, band.Lead, lead),
                new Part(PartRole.Percussion, "perc", shaker), new Part(PartRole.Effects, "fx", [new Note(0, 2, 36, 90), new Note(12, 4, 48, 90)]),
            ],
            Lines = [],
        };
    }
}
