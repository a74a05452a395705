using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Engine.Tests.Mix;
using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Providers;

namespace Bench;

/// <summary>The bars of the sketch engine: what it costs, and what its songs are like.</summary>
internal static class EngineBench
{
    private static readonly string[] Wishes =
    [
        "lofi beats for a rainy study", "upbeat summer pop", "loud rock anthem", "deep house night drive", "neon synthwave 1985", "slow ambient space",
        "a sad ballad about leaving", "happy birthday party", "dark techno warehouse", "calm piano for sleep", "road trip rock", "dreamy bedroom pop",
        "retro arcade chase", "sunset beach house", "stormy night at sea", "jazzy coffee shop", "angry punk break-up", "meditation by the river",
        "christmas with the family", "victory after a long fight",
    ];

    /// <summary>Everything: the cost, each in a fresh process, then the songs.</summary>
    public static IEnumerable<Row> Measure(int songs, double seconds)
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-bench-source-");
        // A song, a longer one made of its beginning, and that with a section made anew: four stretches of three scores.
        var (whole, extended, mended) = (folder.CreateSubdirectory("new").FullName, folder.CreateSubdirectory("extended").FullName, folder.CreateSubdirectory("mended").FullName);
        var song = RenderChild.Run(Ops.Create, 90);
        var longest = RenderChild.Run(Ops.Create, 240, target: whole);
        // Per second of CPU and not of time, so that a busy machine does not count: rendering keeps one core busy.
        yield return new("engine.speed_90s", song.SongSeconds / song.CpuSeconds, "x real time", AtLeast: true, 15);
        yield return new("engine.speed_240s", longest.SongSeconds / longest.CpuSeconds, "x real time", AtLeast: true, 15);
        yield return new("engine.wait_90s", song.WallSeconds, "s for both takes", AtLeast: false, 30);
        yield return new("engine.memory_240s", longest.PeakMegabytes, "MB", AtLeast: false, 400);
        yield return new("engine.memory_extend_240s", RenderChild.Run(Ops.Extend, 240, whole, extended).PeakMegabytes, "MB", AtLeast: false, 400);
        yield return new("engine.memory_replace_section_240s", RenderChild.Run(Ops.ReplaceSection, 240, extended, mended).PeakMegabytes, "MB", AtLeast: false, 400);
        var (stems, stemsEdited) = (RenderChild.Run(Ops.StemsFull, 240, whole), RenderChild.Run(Ops.StemsFull, 240, mended));
        yield return new("engine.memory_stems_full_240s", stems.PeakMegabytes, "MB", AtLeast: false, 400);
        yield return new("engine.memory_stems_edited_240s", stemsEdited.PeakMegabytes, "MB", AtLeast: false, 400);
        yield return new("engine.speed_stems_240s", 240 / stems.CpuSeconds, "x real time", AtLeast: true, 15);
        yield return new("engine.speed_stems_edited_240s", 240 / stemsEdited.CpuSeconds, "x real time", AtLeast: true, 15);
        yield return new("engine.speed_stems_old_240s", 240 / RenderChild.Run(RenderChild.StemsOfOld, 240, whole).CpuSeconds, "x real time", AtLeast: true, 15);
        yield return new("engine.cancel", RenderChild.Run(RenderChild.Cancelled, 240, whole).WallSeconds * 1000, "ms to stop, at the worst of several moments", AtLeast: false, 500);
        folder.Delete(recursive: true);
        var web = RenderChild.Run(RenderChild.Web, 240);
        yield return new("engine.web_p95", web.CpuSeconds * 1000, "ms for a request of the API while a song is rendered", AtLeast: false, 20);
        yield return new("engine.page_p95", web.SongSeconds * 1000, "ms for a whole page while a song is rendered", AtLeast: false, 20);
        yield return new("engine.page_slowdown", web.WallSeconds, "times as long for a page while a song is rendered, at the 95th of 100", AtLeast: false, 2);
        foreach (var row in Judge(songs, seconds)) yield return row;
    }

    /// <summary>What can be said of songs without a clock.</summary>
    public static IEnumerable<Row> Judge(int songs, double seconds)
    {
        var renderer = new SongRenderer();
        var (loudness, peak, silence, offset, duration) = (0.0, double.NegativeInfinity, 0.0, 0.0, 0.0);
        var (inTime, inKey) = (0, 0);
        var balance = 0.0;
        foreach (var (wish, seed) in Enumerable.Range(0, songs).Select(i => (Wishes[i % Wishes.Length], seed: 7919L * (i + 1))))
        {
            var score = Composer.Compose(new SongPlan { Description = wish, DurationSeconds = seconds, Instrumental = seed % 2 == 0 }, seed);
            var song = renderer.Render(score, progress: null, CancellationToken.None);
            balance = Math.Max(balance, Math.Abs(Tone.Distance(BandBalance.Of(renderer.Mixed), MixProfile.Of(score).Brightness)));
            loudness = Math.Max(loudness, Math.Abs(song.Loudness.IntegratedLufs + 14));
            peak = Math.Max(peak, song.Loudness.TruePeakDb);
            silence = Math.Max(silence, MasterChecks.LongestSilenceSeconds(song.Sound));
            offset = Math.Max(offset, MasterChecks.Offset(song.Sound));
            duration = Math.Max(duration, Math.Abs(song.Sound.DurationSeconds - seconds) / score.SecondsAt(score.BeatsPerBar));
            if (TempoEstimator.Estimate(song.Sound) is { } bpm && MasterChecks.SameTempo(score.Bpm, bpm)) inTime++;
            if (MasterChecks.NearKey(score, KeyEstimator.Estimate(song.Sound))) inKey++;
        }

        yield return new("engine.loudness_error", loudness, "LU from -14 LUFS", AtLeast: false, 0.3);
        yield return new("engine.true_peak", peak, "dBTP", AtLeast: false, -1);
        yield return new("engine.band_balance", balance, "dB from the style's curve", AtLeast: false, 4);
        yield return new("engine.silence", silence, "s", AtLeast: false, 2);
        yield return new("engine.offset", offset, "of full scale", AtLeast: false, 0.001);
        yield return new("engine.duration_error", duration, "bars", AtLeast: false, 1);
        yield return new("engine.tempo", 100.0 * inTime / songs, "% of songs", AtLeast: true, 95);
        yield return new("engine.key", 100.0 * inKey / songs, "% of songs", AtLeast: true, 90);
        yield return new("engine.stem_error", StemError(renderer, seconds), "LSB between stems and mix", AtLeast: false, Stems.Full.Count);
        yield return Variety();
        yield return new("engine.takes_alike", TakesAlike(renderer, Math.Min(songs, 6), seconds), "correlation of chroma", AtLeast: false, 0.98);
        yield return new("engine.same_bytes", SameBytes(seconds), "% of songs", AtLeast: true, 100);
    }

    private static double StemError(SongRenderer renderer, double seconds)
    {
        var score = Composer.Compose(new SongPlan { Description = Wishes[1], DurationSeconds = seconds }, 4711);
        var song = renderer.Render(score, progress: null, CancellationToken.None);
        var mix = song.Sound;
        var left = mix.Samples.Select(sample => (int)sample).ToArray();
        new StemRenderer(renderer).Render(score, mix.Frames, Stems.Full, Stems.OfFull, song.Mastering, (_, stem) =>
        {
            for (var i = 0; stem is not null && i < left.Length; i++) left[i] -= stem.Samples[i];
        }, progress: null, CancellationToken.None);
        return left.Max(Math.Abs);
    }

    private static Row Variety()
    {
        var kinds = Wishes.Select((wish, i) => Composer.Compose(new SongPlan { Description = wish }, i + 1)).Select(KindOf).Distinct().Count();
        return new("engine.variety", kinds, $"kinds of {Wishes.Length} wishes", AtLeast: true, 12);
    }

    // Two songs of one kind have the same band of tempo, mode, first four chords from the tonic, and kit.
    private static string KindOf(SongScore score) => string.Join(
        ' ',
        [(int)(score.Bpm / 10), score.Mode, string.Join('-', score.Chords.Take(4).Select(chord => (chord.Root - score.KeyRoot + 12) % 12)), score.Parts.FirstOrDefault(part => part.Role is PartRole.Drums)?.Patch]);

    private static double TakesAlike(SongRenderer renderer, int songs, double seconds)
    {
        var most = -1.0;
        for (var i = 0; i < songs; i++)
        {
            var takes = Enumerable.Range(0, 2).Select(take => Chroma.Of(Render(renderer, i, take, seconds))).ToArray();
            most = Math.Max(most, MasterChecks.Correlation(takes[0], takes[1]));
        }

        return most;
    }

    // A renderer that has worked before and a fresh one.
    private static double SameBytes(double seconds)
    {
        const int Songs = 3;
        var used = new SongRenderer();
        return 100.0 / Songs * Enumerable.Range(0, Songs).Count(i => HashOf(Render(used, i, take: 0, seconds)) == HashOf(Render(new SongRenderer(), i, take: 0, seconds)));
    }

    private static Pcm Render(SongRenderer renderer, int wish, int take, double seconds) =>
        renderer.Render(Composer.Compose(new SongPlan { Description = Wishes[wish], DurationSeconds = seconds }, 1000L * (wish + 1) + take), progress: null, CancellationToken.None).Sound;

    private static string HashOf(Pcm sound) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(sound.Samples.AsSpan())));
}
