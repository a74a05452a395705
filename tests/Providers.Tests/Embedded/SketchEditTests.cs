using MusicWeb.Engine.Score;
using MusicWeb.Providers;

namespace Providers.Tests.Embedded;

public sealed class SketchEditTests
{
    private static readonly MusicRequest Song = new() { Op = Ops.Create, Model = "sketch-1", Title = "Boats", Styles = "lofi, rainy", Lyrics = "[Verse]\nPaper boats on the morning tide", DurationSeconds = 10 };
    private static readonly Guid TaskId = new("0198a000-0000-7000-8000-000000000021");
    private static readonly MusicRequest Extending = new() { Op = Ops.Extend, Model = "sketch-1", SourceClipId = Guid.CreateVersion7(), ContinueAtSeconds = 5, Lyrics = "[Chorus]\nSail away", DurationSeconds = 10 };

    [Fact]
    public async Task An_extension_has_all_files_words_and_the_kept_sound()
    {
        using var run = new SketchRun();
        using var edit = new SketchRun();
        var song = (await run.MakeAsync(Song))[0];
        var takes = Assert.IsType<SubmitAnswer.Done>(await edit.AskAsync(Extending, TaskId, sources: [await SourceAsync(song)])).Results;

        Assert.Equal([0, 1], takes.Select(take => take.Index));
        var before = await SketchRun.SoundOfAsync(song);
        foreach (var take in takes)
        {
            Assert.Equal(["flac", "wav", "midi", "score", "timeline"], take.Files.Select(file => file.Kind));
            Assert.Equal(("Boats", "lofi, rainy", song.Bpm, song.Key), (take.Title, take.Styles, take.Bpm, take.Key));
            Assert.EndsWith("Sail away", take.Lyrics, StringComparison.Ordinal);
            var score = ScoreJson.Read(await SketchRun.BytesOfAsync(take, "score"));
            var kept = score.Stretches[1].StartFrame * 2;
            Assert.Equal(before.Samples[..kept], (await SketchRun.SoundOfAsync(take)).Samples[..kept]);
        }

        Assert.NotEqual(await SketchRun.BytesOfAsync(takes[0], "flac"), await SketchRun.BytesOfAsync(takes[1], "flac"));
        Assert.Equal(100, edit.Reports[^1].Percent);
    }

    [Fact]
    public async Task What_cannot_be_edited_is_refused_in_a_sentence()
    {
        using var run = new SketchRun();
        var song = await SourceAsync((await run.MakeAsync(Song))[0]);
        async Task<string> ReasonAsync(MusicRequest request, params SourceClip[] sources) => Assert.IsType<SubmitAnswer.Refused>(await run.AskAsync(request, sources: sources)).Reason;

        Assert.Equal("This song is not there any more: choose another.", await ReasonAsync(Extending));
        Assert.Equal("This song was made before its score was kept, so this cannot be done with it.", await ReasonAsync(Extending, song with { Files = [.. song.Files.Where(file => file.Kind != "score")] }));
        Assert.Equal("The stored score of this song cannot be read, so this cannot be done with it.", await ReasonAsync(Extending, song with { Files = [File("score", """{"version":99}"""u8.ToArray())] }));
        Assert.Equal("The sound of this song is not there any more.", await ReasonAsync(Extending, song with { Files = [.. song.Files.Where(file => file.Kind == "score")] }));
        Assert.Equal("The sound of this song cannot be read.", await ReasonAsync(Extending, song with { Files = [.. song.Files.Where(file => file.Kind == "score"), File("flac", "fLaC"u8.ToArray())] }));
        Assert.Equal("Choose a song to start from.", await ReasonAsync(Extending with { SourceClipId = null }, song));
        foreach (var at in (double?[])[null, 0, -1, double.NaN]) Assert.Equal("Choose a moment after the song's beginning to go on from.", await ReasonAsync(Extending with { ContinueAtSeconds = at }, song));
        Assert.StartsWith("Choose a moment before the song's end at", await ReasonAsync(Extending with { ContinueAtSeconds = 99 }, song), StringComparison.Ordinal);
        Assert.Equal("Leave the position out: this does not use one.", await ReasonAsync(Song with { ContinueAtSeconds = 3 }));
        Assert.Equal("Leave the list of songs out: this does not use one.", await ReasonAsync(Song with { SourceClipIds = [Guid.CreateVersion7()] }));
    }

    /// <summary>A finished take as the clip that it becomes.</summary>
    internal static async Task<SourceClip> SourceAsync(ProviderResult take)
    {
        var files = new List<SourceFile>();
        foreach (var file in take.Files) files.Add(File(file.Kind, await SketchRun.BytesOfAsync(take, file.Kind)));
        return new SourceClip { Id = Guid.CreateVersion7(), Provider = "sketch", Title = take.Title, Styles = take.Styles, CreatedAt = DateTime.UnixEpoch, Files = files };
    }

    private static SourceFile File(string kind, byte[] bytes) => new(kind, "application/octet-stream", bytes.Length, _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)));
}
