using System.Net.Http.Json;
using MusicWeb.Providers;

namespace ScriptedProvider;

/// <summary>A provider that does what a script on the loopback says, so that a test decides when a song fails, hangs or is done.</summary>
/// <remarks>
/// <c>POST /create</c> and <c>GET /task/{id}</c> answer with <c>{"state": "accepted|working|done|failed|refused", "percent": 43, "reason": "..."}</c>;
/// <c>POST /cancel/{id}</c> is told of cancels.
/// </remarks>
public sealed class WireProvider(Uri address) : IMusicProvider, IDisposable
{
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(200);
    private static readonly SocketsHttpHandler _connections = new();
    private readonly HttpClient _client = new(_connections, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public ProviderManifest Manifest { get; } = new()
    {
        Name = "scripted",
        DisplayName = "Scripted vendor",
        Badge = "Scripted",
        Summary = "Does what a test says.",
        Repeatable = false,
        CanCancel = true,
        Slots = 4,
        Deadline = TimeSpan.FromMinutes(5),
        Models = [new ModelSpec { Name = "script-1", DisplayName = "Script 1", LyricsLimit = 3000, DescriptionLimit = 200, StylesLimit = 120, TitleLimit = 80, VocalGender = false }],
        Operations = [new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2)],
    };

    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null) => RequestRules.Check(limits ?? Manifest, request);

    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        using var content = JsonContent.Create(call.Request);
        using var response = await _client.PostAsync("create", content, ct);
        var reply = await ReadAsync(response, ct);
        return reply.State switch
        {
            "accepted" => new SubmitAnswer.Accepted($"{call.TaskId:N}", _again),
            "done" => new SubmitAnswer.Done(Takes(call.Request)),
            _ => new SubmitAnswer.Refused(reply.Reason ?? "No."),
        };
    }

    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        using var response = await _client.GetAsync($"task/{providerTaskId}", ct);
        var reply = await ReadAsync(response, ct);
        return reply.State switch
        {
            "done" => new ProviderStatus.Done(Takes(call.Request)),
            "failed" => new ProviderStatus.Failed(reply.Reason ?? "No reason."),
            _ => new ProviderStatus.Working(new ProviderProgress(Stages.Running, reply.Percent), _again),
        };
    }

    public async Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        using var response = await _client.PostAsync($"cancel/{providerTaskId}", content: null, ct);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<Reply> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Reply>(ct) ?? throw new ProviderProtocolException("Empty reply.");
    }

    private static ProviderResult[] Takes(MusicRequest request) =>
    [
        .. Enumerable.Range(0, 2).Select(take => new ProviderResult
        {
            Index = take,
            Title = request.Title ?? "Scripted song",
            DurationSeconds = Tone.Seconds,
            Lyrics = request.Lyrics,
            Styles = request.Styles,
            Peaks = [.. Enumerable.Repeat((byte)128, 200)],
            Files = [new ResultFile("wav", "audio/wav", _ => ValueTask.FromResult<Stream>(new MemoryStream(Tone.Wav(hertz: 220 * (take + 1)))))],
        }),
    ];

    private sealed record Reply(string State, int? Percent, string? Reason);
}
