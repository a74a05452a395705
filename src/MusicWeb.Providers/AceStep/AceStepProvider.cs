using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AceStep;

/// <summary>ACE-Step on a server of the installation's own: an order is put into its queue and asked for until it has ended.</summary>
internal sealed class AceStepProvider(VendorHttp http, string? key, TimeSpan idle, TimeProvider time, ILogger<AceStepProvider> log) : IMusicProvider
{
    // Tasks that the server was once seen to know. After a restart it answers for them as if they had only just been queued.
    private readonly ConcurrentDictionary<string, bool> _known = new();
    private (AceStepAbilities Abilities, DateTimeOffset At)? _abilities;

    /// <inheritdoc/>
    public ProviderManifest Manifest => AceStepManifest.Manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequestRules.Check(limits ?? Manifest, request);
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var body = AceStepWire.WriteCreate(call.Request, await AskAbilitiesAsync(ct));
        var reply = await http.SendAsync(key, HttpMethod.Post, AceStepManifest.SubmitPath, body, AceStepManifest.CallTimeout, ct);
        if (reply.Status is HttpStatusCode.TooManyRequests) throw new RequestNotSentException("The queue of the ACE-Step server is full.") { RetryAfter = reply.RetryAfter };
        if (Trouble(reply) is { } trouble) throw trouble;
        if (AceStepWire.ReadError(reply.Body) is { } error) return new SubmitAnswer.Refused(error);
        if ((int)reply.Status >= 400) return new SubmitAnswer.Refused($"The ACE-Step server refused this with {(int)reply.Status} and gave no reason.");
        var id = AceStepWire.ReadTaskId(reply.Body) ?? throw new ProviderProtocolException("The ACE-Step server took an order without naming its task.");
        return new SubmitAnswer.Accepted(id, AceStepManifest.PollEvery);
    }

    /// <inheritdoc/>
    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var reply = await http.SendAsync(key, HttpMethod.Post, AceStepManifest.QueryPath, AceStepWire.WriteQuery(providerTaskId), AceStepManifest.CallTimeout, ct);
        if (reply.Status is HttpStatusCode.TooManyRequests) return Working(percent: null, reply.RetryAfter);
        if (Trouble(reply) is { } trouble) throw trouble;
        if (AceStepWire.ReadError(reply.Body) is { } error) throw new HttpRequestException(error, inner: null, reply.Status);
        var task = Read(reply.Body, providerTaskId);
        if (task.Status is 2) return End(providerTaskId, new ProviderStatus.Failed(task.Songs.Select(song => song.Error).FirstOrDefault(why => why is not null) ?? "The ACE-Step server could not make this song and gave no reason."));
        if (task.Status is 1)
        {
            ProviderResult[] results = [.. task.Songs.Where(song => song.File is not null).Select((song, index) => Result(call.Request, song, index))];
            return End(providerTaskId, results.Length > 0 ? new ProviderStatus.Done(results) : new ProviderStatus.Failed("The ACE-Step server called this song done and named no file."));
        }

        if (task.Status is not 0) log.LogWarning("ACE-Step task {Id} is in the unknown state {State}", providerTaskId, task.Status);
        if (task.Songs.Count == 0)
        {
            if (!_known.ContainsKey(providerTaskId)) return Working(percent: null, retryAfter: null);
            return End(providerTaskId, new ProviderStatus.Failed("The ACE-Step server no longer knows this song: it was probably restarted. Try again."));
        }

        _known[providerTaskId] = true;
        return Working(task.Songs.Max(song => song.Progress) is { } progress ? (int)Math.Round(Math.Clamp(progress, 0, 1) * 100) : null, retryAfter: null);
    }

    /// <summary>Not offered by the server.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("ACE-Step cannot stop a task.");

    // Builds differ in what they tell, and one that tells nothing takes orders all the same.
    private async Task<AceStepAbilities> AskAbilitiesAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_abilities is { } kept && now - kept.At < AceStepManifest.AbilitiesKept) return kept.Abilities;
        var reply = await http.SendAsync(key, HttpMethod.Get, AceStepManifest.ModelsPath, body: null, AceStepManifest.CallTimeout, ct);
        var abilities = AceStepWire.ReadAbilities(reply.Body);
        _abilities = (abilities, now);
        return abilities;
    }

    private static AceStepTask Read(JsonElement body, string taskId)
    {
        try
        {
            return AceStepWire.ReadTask(body, taskId) ?? throw new ProviderProtocolException("The ACE-Step server did not answer for the task it was asked for.");
        }
        catch (JsonException fault)
        {
            throw new ProviderProtocolException("The result of the ACE-Step server is no JSON.", fault);
        }
    }

    private ProviderResult Result(MusicRequest request, AceStepSong song, int index) => new()
    {
        Index = index,
        Title = request.Title ?? "",
        Styles = song.Styles,
        Lyrics = request.Instrumental ? null : song.Lyrics,
        DurationSeconds = song.DurationSeconds,
        Bpm = song.Bpm,
        Key = song.Key,
        Files = [new ResultFile(ResultFile.Audio, "audio/flac", async token => await http.OpenAsync(key, song.File!, idle, token))],
    };

    // Not the author's business: the door is closed or something is broken behind it.
    private HttpRequestException? Trouble(VendorReply reply)
    {
        if (reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            log.LogError("The ACE-Step server does not accept the installation's key (Vendors:ace-step:Key)");
            return new HttpRequestException("The ACE-Step server does not let this installation in.", inner: null, reply.Status);
        }

        return (int)reply.Status >= 500 ? new HttpRequestException(AceStepWire.ReadError(reply.Body) ?? $"The ACE-Step server answered {(int)reply.Status}.", inner: null, reply.Status) : null;
    }

    private ProviderStatus End(string providerTaskId, ProviderStatus status)
    {
        _known.TryRemove(providerTaskId, out _);
        return status;
    }

    private static ProviderStatus.Working Working(int? percent, TimeSpan? retryAfter) =>
        new(new ProviderProgress(Stages.Running, percent), retryAfter > AceStepManifest.PollEvery ? retryAfter.Value : AceStepManifest.PollEvery);
}
