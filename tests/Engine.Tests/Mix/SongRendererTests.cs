using System.Globalization;
using System.Text.RegularExpressions;
using Engine.Tests.Codec;
using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Mix;

public partial class SongRendererTests
{
    public static TheoryData<string> Styles => [.. TestSongs.All.Select(band => band.Style)];

    [Theory, MemberData(nameof(Styles))]
    public void A_master_is_loud_clean_in_time_and_in_key(string style)
    {
        var score = TestSongs.Make(BandOf(style), seconds: 24, key: 9, mode: Mode.Minor);
        var song = new SongRenderer().Render(score, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(-14, song.Loudness.IntegratedLufs, 0.3);
        Assert.InRange(song.Loudness.TruePeakDb, -3, -1);
        Assert.Equal(score.DurationSeconds, song.Sound.DurationSeconds, 0.001);
        Assert.DoesNotContain(short.MaxValue, song.Sound.Samples);
        Assert.DoesNotContain(short.MinValue, song.Sound.Samples);
        Assert.InRange(MasterChecks.Offset(song.Sound), 0, 0.001);
        Assert.InRange(MasterChecks.LongestSilenceSeconds(song.Sound), 0, 2);
        Assert.Equal(WaveformPeaks.Points, song.Peaks.Length);
        Assert.Equal(255, song.Peaks.Max());
        Assert.True(TempoEstimator.Estimate(song.Sound) is { } bpm && MasterChecks.SameTempo(score.Bpm, bpm));
        Assert.True(MasterChecks.NearKey(score, KeyEstimator.Estimate(song.Sound)));
    }

    [Fact]
    public async Task Another_meter_agrees()
    {
        var song = new SongRenderer().Render(TestSongs.Make(TestSongs.House, seconds: 20), progress: null, TestContext.Current.CancellationToken);
        var file = Path.GetTempFileName();
        try
        {
            await using (var stream = File.Create(file)) WavWriter.Write(song.Sound, stream, TestContext.Current.CancellationToken);
            var report = await CommandLine.AskAsync("ffmpeg", "-nostats", "-hide_banner", "-f", "wav", "-i", file, "-af", "ebur128=peak=true", "-f", "null", "-");
            var summary = report[report.LastIndexOf("Summary:", StringComparison.Ordinal)..];
            Assert.Equal(song.Loudness.IntegratedLufs, Number(LufsLine().Match(summary)), 0.2);
            Assert.Equal(song.Loudness.TruePeakDb, Number(PeakLine().Match(summary)), 0.2);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_same_score_gives_the_same_bytes()
    {
        var score = TestSongs.Make(TestSongs.Pop, seconds: 12);
        var renderer = new SongRenderer();
        var first = renderer.Render(score, progress: null, TestContext.Current.CancellationToken);
        renderer.Render(TestSongs.Make(TestSongs.Rock, seconds: 15), progress: null, TestContext.Current.CancellationToken);
        var again = renderer.Render(score, progress: null, TestContext.Current.CancellationToken);
        Assert.True(first.Sound.Samples.AsSpan().SequenceEqual(again.Sound.Samples));
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        var reports = new List<double>();
        new SongRenderer().Render(TestSongs.Make(TestSongs.Synthwave, seconds: 8), new Progress(reports.Add), TestContext.Current.CancellationToken);
        Assert.True(reports.Count > 8);
        Assert.Equal(reports.Order(), reports);
        Assert.Equal(1, reports[^1]);
    }

    [Fact]
    public void Cancelling_at_any_stage_stops_the_rendering()
    {
        var score = TestSongs.Make(TestSongs.Lofi, seconds: 8);
        for (var stage = 1; stage <= 10; stage++)
        {
            using var cancel = new CancellationTokenSource();
            var left = stage;
            var progress = new Progress(_ =>
            {
                if (--left == 0) cancel.Cancel();
            });
            Assert.Throws<OperationCanceledException>(() => new SongRenderer().Render(score, progress, cancel.Token));
        }
    }

    [Fact]
    public void A_song_without_notes_is_silence()
    {
        var score = TestSongs.Make(TestSongs.Pop, seconds: 8) with { Parts = [] };
        var song = new SongRenderer().Render(score, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(score.DurationSeconds, song.Sound.DurationSeconds, 0.001);
        Assert.InRange(song.Sound.Samples.Max(sample => Math.Abs((int)sample)), 0, 2);
    }

    [Fact]
    public void Notes_beyond_the_edges_do_no_harm()
    {
        var score = TestSongs.Make(TestSongs.Pop, seconds: 8);
        Note[] notes = [new(-0.02, 0.001, 0, 1), new(0, 10_000, 127, 127), new(5000, 1, 60, 90)];
        score = score with { Parts = [.. score.Parts.Select(part => part with { Notes = notes })] };
        var song = new SongRenderer().Render(score, progress: null, TestContext.Current.CancellationToken);
        Assert.InRange(song.Loudness.TruePeakDb, -30, -1);
    }

    private static TestSongs.Band BandOf(string style) => TestSongs.All.Single(band => band.Style == style);

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"I:\s+(-?[\d.]+) LUFS")]
    private static partial Regex LufsLine();

    [GeneratedRegex(@"Peak:\s+(-?[\d.]+) dBFS")]
    private static partial Regex PeakLine();

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
