using Microsoft.Extensions.Options;
using MusicWeb.Providers;
using MusicWeb.Providers.Embedded;

namespace Providers.Tests.Embedded;

public sealed class SketchMp3Tests
{
    private static readonly MusicRequest Asked = new() { Op = Ops.Mp3, Model = "sketch-1", SourceClipId = Guid.CreateVersion7() };
    private static readonly Lazy<Ffmpeg?> _noProgram = new(() => null);

    [Fact]
    public async Task The_library_makes_an_mp3_of_the_songs_length()
    {
        if (LameLibrary.Installed is null) Assert.Skip("libmp3lame is not installed.");
        await AssertMp3Async(new SketchMp3(LameLibrary.Installed, _noProgram));
    }

    [Fact]
    public async Task Without_the_library_the_program_does_and_always_the_same()
    {
        if (Ffmpeg.Installed is null) Assert.Skip("ffmpeg is not installed.");
        var way = new SketchMp3(lame: null, new Lazy<Ffmpeg?>(() => Ffmpeg.Installed));
        Assert.Equal(await AssertMp3Async(way), await AssertMp3Async(way));
    }

    [Fact]
    public async Task Without_both_it_is_announced_as_missing_with_the_reason()
    {
        using var provider = Provider(new SketchMp3(lame: null, _noProgram));
        Assert.Null(provider.Manifest.FindOperation(Ops.Mp3));
        Assert.Equal("MP3 needs libmp3lame or ffmpeg on this server.", provider.Manifest.Missing.Single(missing => missing.Op == Ops.Mp3).Reason);
        using var run = new SketchRun { Engine = provider };
        Assert.Equal(SketchMp3.WhyMissing, Assert.IsType<SubmitAnswer.Refused>(await run.AskAsync(Asked, sources: [await SketchEditTests.SongAsync()])).Reason);
    }

    [Fact]
    public async Task A_cancelled_task_ends_the_program()
    {
        if (Ffmpeg.Installed is null) Assert.Skip("ffmpeg is not installed.");
        using var provider = Provider(new SketchMp3(lame: null, new Lazy<Ffmpeg?>(() => Ffmpeg.Installed)));
        using var run = new SketchRun { Engine = provider };
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var song = await SketchEditTests.SongAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.AskAsync(Asked, ct: cancelled.Token, sources: [song]));
    }

    [Fact]
    public void A_folder_that_has_no_such_program_or_another_of_its_name_is_passed_by()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.Null(Ffmpeg.Find(folder.FullName));
            Assert.Null(Ffmpeg.Find(searchPath: null));
            var path = Path.Combine(folder.FullName, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg");
            File.WriteAllText(path, "this is no program");
            Assert.Null(Ffmpeg.Find($"relative{Path.PathSeparator}{folder.FullName}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<byte[]> AssertMp3Async(SketchMp3 way)
    {
        using var provider = Provider(way);
        using var run = new SketchRun { Engine = provider };
        Assert.Equal(0, provider.Manifest.FindOperation(Ops.Mp3)!.PriceCredits);
        var song = await SketchEditTests.SongAsync();
        var file = Assert.IsType<SubmitAnswer.MadeFiles>(await run.AskAsync(Asked, sources: [song])).Files.Single();
        await using var stream = await file.OpenAsync(TestContext.Current.CancellationToken);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal((0xFF, 0xFA), (bytes[0], bytes[1] & 0xFE));
        // 192 kbit/s: 24,000 bytes a second, within a few frames.
        Assert.Equal(SketchEditTests.MadeSeconds, bytes.Length / 24000.0, 0.15);
        return bytes;
    }

    private static SketchProvider Provider(SketchMp3 way) => new(Options.Create(new EngineOptions { SoundBank = EngineOptions.NoSoundBank }), way);
}
