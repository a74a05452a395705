using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Embedded;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>VidGo's music series: everything is handed in at one door and asked for until it is finished; words with times may be in the first answer.</summary>
/// <param name="manifest">What it offers here.</param>
/// <param name="http">The wire.</param>
/// <param name="ownKey">The installation's key; null when it has none.</param>
/// <param name="downloads">Fetches the files.</param>
/// <param name="log">What is odd.</param>
internal sealed class VidGoProvider(ProviderManifest manifest, VendorHttp http, VendorKey? ownKey, GuardedDownload downloads, ILogger<VidGoProvider> log) : IMusicProvider
{
    /// <inheritdoc/>
    public ProviderManifest Manifest => manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequestRules.Check(limits ?? Manifest, request) ?? VidGoRules.Refuse(request);
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        if ((call.Key ?? ownKey) is not { } key) return new SubmitAnswer.KeyRefused(VidGoVendor.NoKey);
        if (!VidGoOrder.TryWrite(call, out var body, out var reason)) return new SubmitAnswer.Refused(reason);
        var reply = await http.SendAsync(key.Text, HttpMethod.Post, VidGoManifest.SubmitPath, body, VidGoManifest.SubmitTimeout, ct);
        if (VidGoError.Of(reply) is { } error)
        {
            return error.Fault switch
            {
                VidGoFault.Account => new SubmitAnswer.KeyRefused(error.Text),
                VidGoFault.Busy => throw new RequestNotSentException(error.Text) { RetryAfter = reply.RetryAfter },
                VidGoFault.Unknown => throw new HttpRequestException(error.Text, inner: null, reply.Status),
                _ => new SubmitAnswer.Refused(error.Text),
            };
        }

        if (call.Request.Op is Ops.LyricsTimeline && VidGoTimes.Read(reply.Body.Field("data")) is { Count: > 0 } lines) return new SubmitAnswer.MadeFiles(WordFiles.Of(lines, call.Sources[0].Title));
        var id = VidGoWire.ReadTaskId(reply.Body) ?? throw new ProviderProtocolException("VidGo took an order without naming its task.");
        return new SubmitAnswer.Accepted(id, VidGoManifest.FirstPoll);
    }

    /// <inheritdoc/>
    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var key = call.Key ?? ownKey ?? throw new KeyRefusedException(VidGoVendor.NoKey);
        var reply = await http.SendAsync(key.Text, HttpMethod.Get, VidGoManifest.DetailPath + Uri.EscapeDataString(providerTaskId), body: null, VidGoManifest.PollTimeout, ct);
        if (VidGoError.Of(reply) is { } error)
        {
            return error.Fault switch
            {
                VidGoFault.Request => new ProviderStatus.Failed(error.Text),
                VidGoFault.Busy => Working(reply.RetryAfter),
                // The song may be there all the same, once the key's owner has settled things with the vendor.
                VidGoFault.Account => throw new KeyRefusedException(error.Text),
                _ => throw new HttpRequestException(error.Text, inner: null, reply.Status),
            };
        }

        var task = VidGoWire.ReadTask(reply.Body) ?? throw new ProviderProtocolException("VidGo did not say how the task is doing.");
        switch (task.Status)
        {
            case "failed":
                return new ProviderStatus.Failed(task.Error ?? "VidGo could not make this and gave no reason.");
            case "finished":
                return new VidGoResults(downloads).Read(call, task.Files);
            case not ("not_started" or "running"):
                log.LogWarning("VidGo task {Id} is in the unknown state {State}", providerTaskId, task.Status);
                break;
        }

        return Working(retryAfter: null);
    }

    /// <summary>Not offered by the vendor.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("VidGo cannot stop a task.");

    private static ProviderStatus.Working Working(TimeSpan? retryAfter) =>
        new(new ProviderProgress(Stages.Running, Percent: null), retryAfter > VidGoManifest.PollEvery ? retryAfter.Value : VidGoManifest.PollEvery);
}
