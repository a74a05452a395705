using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>Sonic, a product of MusicAPI: an order is handed in and asked for until all its clips have ended.</summary>
/// <param name="http">The wire.</param>
/// <param name="ownKey">The installation's key; null when it has none.</param>
/// <param name="downloads">Fetches the songs.</param>
/// <param name="log">What is odd.</param>
internal sealed class SonicProvider(VendorHttp http, VendorKey? ownKey, GuardedDownload downloads, ILogger<SonicProvider> log) : IMusicProvider
{
    /// <inheritdoc/>
    public ProviderManifest Manifest => SonicManifest.Manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RequestRules.Check(limits ?? Manifest, request) is { } refusal) return refusal;
        // The description mode takes no styles, and an instrumental in custom mode takes no words: one of them would be lost without a sound.
        return request.Instrumental && !string.IsNullOrWhiteSpace(request.Description) && !string.IsNullOrWhiteSpace(request.Styles)
            ? new(nameof(request.Styles), "For an instrumental, keep either the description or the styles, not both.")
            : null;
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        if ((call.Key ?? ownKey) is not { } key) return new SubmitAnswer.KeyRefused(MusicApiVendor.NoKey);
        var reply = await http.SendAsync(key.Text, HttpMethod.Post, SonicManifest.CreatePath, SonicWire.WriteCreate(call.Request, call.Hook), SonicManifest.SubmitTimeout, ct);
        if (MusicApiError.Of(reply) is { } error)
        {
            return error.Fault switch
            {
                MusicApiFault.Account => new SubmitAnswer.KeyRefused(error.Text),
                MusicApiFault.Busy => throw new RequestNotSentException(error.Text) { RetryAfter = reply.RetryAfter },
                // Nobody can say whether the order was taken before this went wrong.
                MusicApiFault.Unknown or MusicApiFault.TimedOut => throw new HttpRequestException(error.Text, inner: null, reply.Status),
                _ => new SubmitAnswer.Refused(error.ForAuthor),
            };
        }

        var id = SonicWire.ReadTaskId(reply.Body) ?? throw new ProviderProtocolException("Sonic took an order without naming its task.");
        return new SubmitAnswer.Accepted(id, SonicManifest.FirstPoll);
    }

    /// <inheritdoc/>
    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var key = call.Key ?? ownKey ?? throw new KeyRefusedException(MusicApiVendor.NoKey);
        var reply = await http.SendAsync(key.Text, HttpMethod.Get, SonicManifest.TaskPath + Uri.EscapeDataString(providerTaskId), body: null, SonicManifest.PollTimeout, ct);
        if (MusicApiError.Of(reply) is { } error)
        {
            return error.Fault switch
            {
                MusicApiFault.Request or MusicApiFault.Gone or MusicApiFault.TimedOut => new ProviderStatus.Failed(error.ForAuthor),
                MusicApiFault.Busy => Working(reply.RetryAfter),
                // The song may be there all the same, once the key's owner has settled things with the vendor.
                MusicApiFault.Account => throw new KeyRefusedException(error.Text),
                _ => throw new HttpRequestException(error.Text, inner: null, reply.Status),
            };
        }

        if (SonicWire.IsNotReady(reply)) return Working(reply.RetryAfter);
        var clips = SonicWire.ReadClips(reply.Body);
        foreach (var odd in clips.Where(clip => clip.State is not ("pending" or "running" or "streaming" or "succeeded" or "failed")))
        {
            log.LogWarning("Sonic task {Id} has a clip in the unknown state {State}", providerTaskId, odd.State);
        }

        // One clip can be done minutes before the other.
        if (clips.Count == 0 || clips.Any(clip => !clip.IsDone && !clip.IsFailed)) return Working(retryAfter: null);
        if (clips.All(clip => clip.IsFailed)) return new ProviderStatus.Failed(clips.Select(clip => clip.Error).FirstOrDefault(error => error is not null) ?? "Sonic could not make this song and gave no reason.");
        return new ProviderStatus.Done([.. clips.Select((clip, index) => (clip, index)).Where(take => take.clip.IsDone).Select(take => Result(take.clip, take.index))]);
    }

    /// <summary>Not offered by the vendor.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("Sonic cannot stop a task.");

    private ProviderResult Result(SonicClip clip, int index) => new()
    {
        Index = index,
        Title = clip.Title,
        Styles = clip.Styles,
        Lyrics = clip.Lyrics,
        DurationSeconds = clip.DurationSeconds,
        Files = [new ResultFile(ResultFile.Audio, "audio/mpeg", async token => await downloads.OpenAsync(clip.Audio!, token))],
    };

    private static ProviderStatus.Working Working(TimeSpan? retryAfter) =>
        new(new ProviderProgress(Stages.Running, Percent: null), retryAfter > SonicManifest.PollEvery ? retryAfter.Value : SonicManifest.PollEvery);
}
