using System.Globalization;
using Microsoft.Extensions.Options;
using MusicWeb.Engine.Codec;
using MusicWeb.Providers;
using MusicWeb.Providers.Embedded;

namespace Providers.Tests.Embedded;

/// <summary>Runs the sketch engine as the task runner does: with a folder that is gone afterwards, and an eye on the progress.</summary>
internal sealed class SketchRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static SketchProvider Provider { get; } = new(Options.Create(new EngineOptions { SoundBank = EngineOptions.NoSoundBank }));

    public static MusicRequest Described { get; } = new() { Op = Ops.Create, Model = "sketch-1", Description = "a small boat at night, calm lofi", DurationSeconds = 10 };

    /// <summary>The engine that is asked: the usual one, unless a test brings its own.</summary>
    public SketchProvider Engine { get; init; } = Provider;

    public List<ProviderProgress> Reports { get; } = [];

    public Action<ProviderProgress> OnProgress { get; init; } = _ => { };

    public async Task<IReadOnlyList<ProviderResult>> MakeAsync(MusicRequest request, Guid? taskId = null, CancellationToken? ct = null) =>
        Assert.IsType<SubmitAnswer.Done>(await AskAsync(request, taskId, ct)).Results;

    /// <summary>Any answer, with the clips and the persona that the request names.</summary>
    public Task<SubmitAnswer> AskAsync(MusicRequest request, Guid? taskId = null, CancellationToken? ct = null, IReadOnlyList<SourceClip>? sources = null, SourcePersona? persona = null)
    {
        var call = new ProviderCall
        {
            TaskId = taskId ?? new Guid("0198a000-0000-7000-8000-000000000001"),
            Request = request,
            ScratchDirectory = Path.Combine(_folder.FullName, "scratch"),
            Sources = sources ?? [],
            Persona = persona,
            Progress = new Sink(report =>
            {
                Reports.Add(report);
                OnProgress(report);
            }),
        };
        return Engine.SubmitAsync(call, ct ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Why a request is refused: with the order, or once its source is looked at.</summary>
    public async Task<string> RefusalOfAsync(MusicRequest request, params IReadOnlyList<SourceClip> sources) =>
        Engine.Refuse(request) is { } refusal
            ? string.Format(CultureInfo.InvariantCulture, refusal.Text, refusal.Arguments)
            : Assert.IsType<SubmitAnswer.Refused>(await AskAsync(request, sources: sources)).Reason;

    public static async Task<byte[]> BytesOfAsync(ProviderResult result, string kind)
    {
        await using var stream = await result.Files.Single(file => file.Kind == kind).OpenAsync(TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    public static async Task<Pcm> SoundOfAsync(ProviderResult result) => WavReader.Read(new MemoryStream(await BytesOfAsync(result, "wav")));

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Sink(Action<ProviderProgress> report) : IProgress<ProviderProgress>
    {
        public void Report(ProviderProgress value) => report(value);
    }
}
