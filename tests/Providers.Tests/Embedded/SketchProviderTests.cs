using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Providers;

namespace Providers.Tests.Embedded;

public class SketchProviderTests
{
    private const string Lyrics = "[Verse]\nRain on the window, light on the floor\nI hear the river calling once more\n[Chorus]\nCarry me home, carry me home";

    [Fact]
    public async Task A_description_becomes_two_takes_whose_files_agree()
    {
        using var run = new SketchRun();
        var results = await run.MakeAsync(SketchRun.Described);
        Assert.Equal([0, 1], results.Select(result => result.Index));
        foreach (var result in results)
        {
            Assert.Equal(["flac", "wav", "midi", "score", "cover", "cover-png", "timeline", "lrc", "srt"], result.Files.Select(file => file.Kind));
            var score = ScoreJson.Read(await SketchRun.BytesOfAsync(result, "score"));
            var wav = await SketchRun.SoundOfAsync(result);
            var flac = FlacDecoder.Decode(new MemoryStream(await SketchRun.BytesOfAsync(result, "flac")), TestContext.Current.CancellationToken);
            Assert.True(wav.Samples.AsSpan().SequenceEqual(flac.Samples));
            Assert.Equal(score.DurationSeconds, wav.DurationSeconds, 0.01);
            Assert.Equal(wav.DurationSeconds, result.DurationSeconds, 0.001);
            Assert.InRange(result.DurationSeconds, 10 - SecondsOfBar(score), 10 + SecondsOfBar(score));
            Assert.Equal(score.Bpm, result.Bpm);
            Assert.Equal(score.Title, result.Title);
            Assert.NotEqual("", result.Title);
            Assert.EndsWith(score.Mode == Mode.Major ? " major" : " minor", result.Key, StringComparison.Ordinal);
            Assert.Equal(WaveformPeaks.Points, result.Peaks!.Length);
            Assert.Equal(score.Bpm, MidiReader.Read(new MemoryStream(await SketchRun.BytesOfAsync(result, "midi"))).Bpm, 0.01);
            Assert.Equal(-14, LoudnessMeter.Measure(wav, TestContext.Current.CancellationToken).IntegratedLufs, 0.3);
            Assert.Equal("lofi", result.Styles);
            Assert.StartsWith("[", result.Lyrics, StringComparison.Ordinal);
            Assert.Equal("Synthetic guide vocal", result.Note);
        }
    }

    [Fact]
    public async Task Lyrics_come_back_as_written_and_every_word_has_its_time()
    {
        using var run = new SketchRun();
        var results = await run.MakeAsync(new() { Op = Ops.Create, Model = "sketch-1", Lyrics = Lyrics, Styles = "pop, 120 bpm", Title = " Carry Me ", VocalGender = "f" });
        foreach (var result in results)
        {
            Assert.Equal(Lyrics, result.Lyrics);
            Assert.Equal("Carry Me", result.Title);
            Assert.Equal("pop, 120 bpm", result.Styles);
            Assert.Equal("Synthetic guide vocal", result.Note);
            var score = ScoreJson.Read(await SketchRun.BytesOfAsync(result, "score"));
            var words = score.Lines.SelectMany(line => line.Words).ToList();
            Assert.Equal("Rain", words[0].Text);
            Assert.All(words, word => Assert.NotEmpty(word.Syllables));
            Assert.Equal("guide-female", score.Voice!.Name);
            var timeline = LyricTimeline.Read(await SketchRun.BytesOfAsync(result, "timeline"));
            Assert.Equal(words.Select(word => word.Text), timeline.Lines.SelectMany(line => line.Words).Select(word => word.Text));
            Assert.InRange(timeline.Lines[^1].EndSeconds, 0, result.DurationSeconds);
        }
    }

    [Fact]
    public async Task A_man_or_a_woman_sings_as_asked()
    {
        using var run = new SketchRun();
        foreach (var (gender, voice) in (IEnumerable<(string, string)>)[("m", "guide-male"), ("f", "guide-female")])
        {
            var results = await run.MakeAsync(SketchRun.Described with { VocalGender = gender });
            foreach (var result in results) Assert.Equal(voice, ScoreJson.Read(await SketchRun.BytesOfAsync(result, "score")).Voice!.Name);
        }
    }

    [Fact]
    public async Task Words_that_cannot_be_read_are_admitted()
    {
        using var run = new SketchRun();
        var results = await run.MakeAsync(new() { Op = Ops.Create, Model = "sketch-1", Lyrics = "[Verse]\n静夜思\n床前明月光", DurationSeconds = 10 });
        Assert.All(results, result => Assert.Equal("Synthetic guide vocal; words in other scripts are sung as \"la\"", result.Note));
    }

    [Fact]
    public async Task Lines_that_do_not_fit_the_length_are_admitted()
    {
        using var run = new SketchRun();
        var lyrics = string.Join('\n', Enumerable.Range(0, 24).Select(_ => "walking home along the river light")) + "\nand this is where it ends";
        var results = await run.MakeAsync(new() { Op = Ops.Create, Model = "sketch-1", Lyrics = lyrics, DurationSeconds = 10 });
        Assert.All(results, result => Assert.Equal("Synthetic guide vocal; the last lines did not fit the length", result.Note));
    }

    [Fact]
    public async Task An_instrumental_has_no_words_and_needs_no_apology()
    {
        using var run = new SketchRun();
        var results = await run.MakeAsync(SketchRun.Described with { Instrumental = true });
        Assert.All(results, result => Assert.Equal((null, null), (result.Lyrics, result.Note)));
        Assert.All(results, result => Assert.DoesNotContain(result.Files, file => file.Kind is "timeline"));
    }

    [Fact]
    public async Task The_same_task_makes_the_same_bytes_and_another_task_others()
    {
        using var first = new SketchRun();
        using var again = new SketchRun();
        using var other = new SketchRun();
        var results = await first.MakeAsync(SketchRun.Described);
        var repeated = await again.MakeAsync(SketchRun.Described);
        var different = await other.MakeAsync(SketchRun.Described, new Guid("0198a000-0000-7000-8000-000000000002"));
        for (var take = 0; take < 2; take++)
        {
            foreach (var kind in (string[])["flac", "wav", "midi", "score", "cover", "cover-png", "timeline", "lrc", "srt"])
            {
                var bytes = await SketchRun.BytesOfAsync(results[take], kind);
                var same = await SketchRun.BytesOfAsync(repeated[take], kind);
                var foreign = await SketchRun.BytesOfAsync(different[take], kind);
                Assert.True(bytes.AsSpan().SequenceEqual(same), kind);
                Assert.False(bytes.AsSpan().SequenceEqual(foreign), kind);
            }
        }
    }

    [Fact]
    public async Task The_takes_are_two_different_songs()
    {
        using var run = new SketchRun();
        var results = await run.MakeAsync(SketchRun.Described with { DurationSeconds = 24 });
        var first = Chroma.Of(await SketchRun.SoundOfAsync(results[0]));
        var second = Chroma.Of(await SketchRun.SoundOfAsync(results[1]));
        Assert.InRange(Correlation(first, second), -1, 0.98);
    }

    [Fact]
    public async Task Progress_only_rises_and_names_its_stages()
    {
        using var run = new SketchRun();
        await run.MakeAsync(SketchRun.Described);
        var percents = run.Reports.Select(report => report.Percent!.Value).ToList();
        Assert.Equal(percents.Order(), percents);
        Assert.Equal((0, 100), (percents[0], percents[^1]));
        Assert.True(percents.Distinct().Count() > 15, $"{percents.Distinct().Count()} steps");
        Assert.Equal([Stages.Composing, Stages.Rendering, Stages.Encoding], run.Reports.Select(report => report.Stage).Distinct());
    }

    [Theory, InlineData(Stages.Composing), InlineData(Stages.Rendering), InlineData(Stages.Encoding)]
    public async Task A_cancelled_task_stops_before_its_next_report(string stage)
    {
        using var cancel = new CancellationTokenSource();
        using var run = new SketchRun
        {
            OnProgress = report =>
            {
                if (report.Stage == stage) cancel.Cancel();
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.MakeAsync(SketchRun.Described with { DurationSeconds = 60 }, ct: cancel.Token));
        Assert.Single(run.Reports, report => report.Stage == stage);
        Assert.Equal(stage, run.Reports[^1].Stage);
    }

    [Theory]
    [InlineData("🎸🔥 قلب في الليل <script>alert(1)</script>")]
    [InlineData("[Verse]\n静夜思\n床前明月光\n[Chorus]\n\u202eabc\u202c")]
    [InlineData("a")]
    [InlineData("[[[[\n]]]]\nla la (la) 'la' \t la")]
    public async Task Odd_words_make_a_song_too(string lyrics)
    {
        using var run = new SketchRun();
        var results = await run.MakeAsync(new() { Op = Ops.Create, Model = "sketch-1", Lyrics = lyrics, DurationSeconds = 10, Title = "<b>\"&" });
        Assert.All(results, result => Assert.Equal(lyrics, result.Lyrics));
        Assert.All(results, result => Assert.Equal("<b>\"&", result.Title));
    }

    [Fact]
    public async Task A_forged_request_is_refused_in_words()
    {
        using var run = new SketchRun();
        var call = new ProviderCall { TaskId = Guid.CreateVersion7(), Request = SketchRun.Described with { Description = null, Lyrics = "[Verse]\n..." }, ScratchDirectory = "unused", Progress = new Progress<ProviderProgress>() };
        var answer = Assert.IsType<SubmitAnswer.Refused>(await SketchRun.Provider.SubmitAsync(call, TestContext.Current.CancellationToken));
        Assert.Equal("Write some words to sing: there are only signs and section markers.", answer.Reason);
    }

    [Fact]
    public async Task There_is_nothing_to_poll_and_nothing_left_to_cancel()
    {
        var call = new ProviderCall { TaskId = Guid.CreateVersion7(), Request = SketchRun.Described, ScratchDirectory = "unused", Progress = new Progress<ProviderProgress>() };
        await Assert.ThrowsAsync<InvalidOperationException>(() => SketchRun.Provider.PollAsync(call, "x", TestContext.Current.CancellationToken));
        await SketchRun.Provider.CancelAsync(call, "x", TestContext.Current.CancellationToken);
    }

    private static double SecondsOfBar(SongScore score) => score.SecondsAt(score.BeatsPerBar) + 0.01;

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var both = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return both / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
