using System.Net;
using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>Nuro, a product of MusicAPI that a sister host has retired: an order is handed in and asked for until it has ended.</summary>
/// <param name="http">The wire.</param>
/// <param name="ownKey">The installation's key; null when it has none.</param>
/// <param name="downloads">Fetches the files.</param>
/// <param name="time">The clock by which "gone" is forgotten.</param>
/// <param name="log">What is odd.</param>
internal sealed class NuroProvider(VendorHttp http, VendorKey? ownKey, GuardedDownload downloads, TimeProvider time, ILogger<NuroProvider> log) : IMusicProvider
{
    private const string Gone = "MusicAPI has retired Nuro: make songs with Sonic and instrumentals with Producer, with the same key.";

    // Ticks; read and written by several tasks at once.
    private long _goneUntil;

    /// <inheritdoc/>
    public ProviderManifest Manifest => NuroManifest.Manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RequestRules.Check(limits ?? Manifest, request) is { } refusal) return refusal;
        return time.GetUtcNow().UtcTicks < Interlocked.Read(ref _goneUntil) ? new(nameof(request.Model), Gone) : null;
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        if ((call.Key ?? ownKey) is not { } key) return new SubmitAnswer.KeyRefused(MusicApiVendor.NoKey);
        var reply = await http.SendAsync(key.Text, HttpMethod.Post, NuroManifest.CreatePath, NuroWire.WriteCreate(call.Request, call.Hook), NuroManifest.SubmitTimeout, ct);
        if (ErrorOf(reply) is { } error) return error.Fault is MusicApiFault.Gone ? Retire(error.Text) : error.AnswerSubmit(reply);
        var id = NuroWire.ReadTaskId(reply.Body) ?? throw new ProviderProtocolException("Nuro took an order without naming its task.");
        return new SubmitAnswer.Accepted(id, NuroManifest.FirstPoll);
    }

    /// <inheritdoc/>
    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var key = call.Key ?? ownKey ?? throw new KeyRefusedException(MusicApiVendor.NoKey);
        var reply = await http.SendAsync(key.Text, HttpMethod.Get, NuroManifest.TaskPath + Uri.EscapeDataString(providerTaskId), body: null, NuroManifest.PollTimeout, ct);
        if (ErrorOf(reply) is { } error) return error.Fault is MusicApiFault.Gone ? new ProviderStatus.Failed(Retire(error.Text).Reason) : error.AnswerPoll(reply) ?? Working(percent: null, reply.RetryAfter);
        var task = NuroWire.ReadTask(reply.Body) ?? throw new ProviderProtocolException("Nuro did not say how the task is doing.");
        switch (task.State)
        {
            case "failed":
                return new ProviderStatus.Failed(task.Error ?? "Nuro could not make this song and gave no reason.");
            // What calls itself done without a file is not.
            case "succeeded" when task.Audio is { } audio:
                return new ProviderStatus.Done([Result(call.Request, task, audio)]);
            case not ("pending" or "running" or "succeeded"):
                log.LogWarning("Nuro task {Id} is in the unknown state {State}", providerTaskId, task.State);
                break;
        }

        return Working(task.Percent, reply.RetryAfter);
    }

    /// <summary>Not offered by the vendor.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("Nuro cannot stop a task.");

    // Nobody else shall order it in vain; after a day it is asked once more.
    private SubmitAnswer.Refused Retire(string text)
    {
        log.LogError("MusicAPI says that Nuro is gone: {Text}. Switch it off on the page Prices", text);
        Interlocked.Exchange(ref _goneUntil, (time.GetUtcNow() + NuroManifest.GoneFor).UtcTicks);
        return new SubmitAnswer.Refused(Gone);
    }

    // Unlike at the other products, being forbidden means a limit of use or rate, or a full queue.
    private static MusicApiError? ErrorOf(VendorReply reply) => MusicApiError.Of(reply) switch
    {
        { Fault: MusicApiFault.Request } error when reply.Status is HttpStatusCode.Forbidden => error with { Fault = MusicApiFault.Busy },
        var error => error,
    };

    private ProviderResult Result(MusicRequest request, NuroTask task, Uri audio) => new()
    {
        Index = 0,
        Title = request.Title ?? "",
        Styles = task.Styles ?? request.Styles,
        Lyrics = request.Instrumental ? null : task.Lyrics ?? request.Lyrics,
        DurationSeconds = task.DurationSeconds,
        Files = [new ResultFile(ResultFile.Audio, "audio/wav", async token => await downloads.OpenAsync(audio, token))],
    };

    private static ProviderStatus.Working Working(int? percent, TimeSpan? retryAfter) =>
        new(new ProviderProgress(Stages.Running, percent), retryAfter > NuroManifest.PollEvery ? retryAfter.Value : NuroManifest.PollEvery);
}
