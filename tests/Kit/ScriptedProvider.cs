using System.Collections.Concurrent;
using System.Text;
using MusicWeb.Providers;

namespace Kit;

/// <summary>A provider that does what a test says. Without a word it answers every submit with two takes.</summary>
public sealed class ScriptedProvider : IMusicProvider
{
    public const string Name = "scripted";

    public ScriptedProvider(bool repeatable = true, bool canCancel = true, int slots = 2, TimeSpan spacing = default, string name = Name, string? vendor = null) => Manifest = new ProviderManifest
    {
        Name = name,
        DisplayName = "Scripted",
        Badge = "Test",
        Summary = "Does what a test says.",
        Vendor = vendor,
        Repeatable = repeatable,
        CanCancel = canCancel,
        Slots = slots,
        Spacing = spacing,
        Deadline = TimeSpan.FromMinutes(10),
        Models =
        [
            new ModelSpec { Name = "script-1", DisplayName = "Script", LyricsLimit = 1000, DescriptionLimit = 1000, StylesLimit = 200, TitleLimit = 80, VocalGender = false },
        ],
        Operations =
        [
            new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2),
            new OperationSpec(Ops.Persona, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.Words | OperationNeeds.Persona },
            new OperationSpec(Ops.Extend, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Position, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.Concat, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClips, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.ReplaceSection, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.StemsBasic, PriceCredits: 15, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score", AddsFiles = ["vocals", "instrumental"] },
            new OperationSpec(Ops.Remaster, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceById = true },
            new OperationSpec(Ops.AddVocals, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceById = true, UploadedSourceOnly = true },
            new OperationSpec(Ops.Upload, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClip, SendsSource = true, LongestSource = TimeSpan.FromMinutes(8) },
            new OperationSpec(Ops.PersonaCreate, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip | OperationNeeds.Name, OwnSourceOnly = true },
        ],
    };

    public ProviderManifest Manifest { get; init; }

    public ConcurrentQueue<Guid> Submits { get; } = [];

    public ConcurrentQueue<string> Polls { get; } = [];

    public ConcurrentQueue<string> Cancels { get; } = [];

    public Func<ProviderCall, CancellationToken, Task<SubmitAnswer>> OnSubmit { get; set; } = (call, _) => Task.FromResult(Done(call.TaskId));

    public Func<ProviderCall, string, CancellationToken, Task<ProviderStatus>> OnPoll { get; set; } = (call, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.Done(Takes(call.TaskId, 2)));

    public Func<string, Task> OnCancel { get; set; } = _ => Task.CompletedTask;

    public static MusicRequest Request(string description = "rain on tin") => new() { Op = Ops.Create, Model = "script-1", Description = description };

    public static SubmitAnswer Done(Guid taskId, int takes = 2) => new SubmitAnswer.Done(Takes(taskId, takes));

    /// <summary>Takes with a playable file and a score each, the same bytes for the same task.</summary>
    public static IReadOnlyList<ProviderResult> Takes(Guid taskId, int count) => [.. Enumerable.Range(0, count).Select(index => new ProviderResult
    {
        Index = index,
        ProviderClipId = $"theirs-{index}",
        Title = "Rain on tin",
        DurationSeconds = 90,
        Files = [File("flac", $"fLaC of take {index} of {taskId}"), File("score", $"{{ \"take\": {index} }}")],
    })];

    public static ResultFile File(string kind, string content) =>
        new(kind, "application/octet-stream", _ => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(content))));

    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null) => null;

    public Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        Submits.Enqueue(call.TaskId);
        return OnSubmit(call, ct);
    }

    public Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        Polls.Enqueue(providerTaskId);
        return OnPoll(call, providerTaskId, ct);
    }

    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        Cancels.Enqueue(providerTaskId);
        return OnCancel(providerTaskId);
    }
}
