using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>VidGo's music series: an order is handed in and asked for until it is finished.</summary>
internal sealed class VidGoProvider(VendorHttp http, string key, GuardedDownload downloads, ILogger<VidGoProvider> log) : IMusicProvider
{
    /// <inheritdoc/>
    public ProviderManifest Manifest => VidGoManifest.Manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RequestRules.Check(limits ?? Manifest, request) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(request.Description)) return null;
        // The simple mode takes nothing else: it would be lost without a sound.
        const string Alone = "VidGo takes a description alone: say it there.";
        if (!string.IsNullOrWhiteSpace(request.Styles)) return new(nameof(request.Styles), Alone);
        if (!string.IsNullOrWhiteSpace(request.Title)) return new(nameof(request.Title), Alone);
        return request.VocalGender is null ? null : new(nameof(request.VocalGender), Alone);
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var reply = await http.SendAsync(key, HttpMethod.Post, VidGoManifest.SubmitPath, VidGoWire.WriteCreate(call.Request), VidGoManifest.SubmitTimeout, ct);
        if (VidGoError.Of(reply) is { } error)
        {
            Tell(error);
            return error.Fault switch
            {
                VidGoFault.Account => new SubmitAnswer.KeyRefused(error.Text),
                VidGoFault.Busy => throw new RequestNotSentException(error.Text) { RetryAfter = reply.RetryAfter },
                VidGoFault.Unknown => throw new HttpRequestException(error.Text, inner: null, reply.Status),
                _ => new SubmitAnswer.Refused(error.Text),
            };
        }

        var id = VidGoWire.ReadTaskId(reply.Body) ?? throw new ProviderProtocolException("VidGo took an order without naming its task.");
        return new SubmitAnswer.Accepted(id, VidGoManifest.FirstPoll);
    }

    /// <inheritdoc/>
    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var reply = await http.SendAsync(key, HttpMethod.Get, VidGoManifest.DetailPath + Uri.EscapeDataString(providerTaskId), body: null, VidGoManifest.PollTimeout, ct);
        if (VidGoError.Of(reply) is { } error)
        {
            Tell(error);
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
                return new ProviderStatus.Failed(task.Error ?? "VidGo could not make this song and gave no reason.");
            case "finished":
                ProviderResult[] results = [.. task.Songs.Where(song => song.Audio is not null).Select((song, index) => Result(call.Request, song, index))];
                return results.Length > 0 ? new ProviderStatus.Done(results) : new ProviderStatus.Failed("VidGo called this song finished and named no file.");
            case not ("not_started" or "running"):
                log.LogWarning("VidGo task {Id} is in the unknown state {State}", providerTaskId, task.Status);
                break;
        }

        return Working(retryAfter: null);
    }

    /// <summary>Not offered by the vendor.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("VidGo cannot stop a task.");

    private ProviderResult Result(MusicRequest request, VidGoSong song, int index) => new()
    {
        Index = index,
        Title = song.Title,
        Styles = song.Styles,
        // In simple mode the prompt that comes back is the description.
        Lyrics = request.Instrumental || song.Lyrics == request.Description?.Trim() ? null : song.Lyrics,
        DurationSeconds = song.DurationSeconds,
        Files = [new ResultFile(ResultFile.Audio, "audio/mpeg", async token => await downloads.OpenAsync(song.Audio!, token))],
    };

    private static ProviderStatus.Working Working(TimeSpan? retryAfter) =>
        new(new ProviderProgress(Stages.Running, Percent: null), retryAfter > VidGoManifest.PollEvery ? retryAfter.Value : VidGoManifest.PollEvery);

    private void Tell(VidGoError error)
    {
        if (error.Fault is VidGoFault.Account) log.LogError("VidGo does not accept the installation's key (Vendors:vidgo:Key): {Text}", error.Text.Replace(key, "…", StringComparison.Ordinal));
    }
}
