using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>Producer, a product of MusicAPI: everything is a task there, also an upload and a song in another format.</summary>
/// <param name="manifest">What it offers here.</param>
/// <param name="http">The wire.</param>
/// <param name="ownKey">The installation's key; null when it has none.</param>
/// <param name="downloads">Fetches the files.</param>
/// <param name="log">What is odd.</param>
internal sealed class ProducerProvider(ProviderManifest manifest, VendorHttp http, VendorKey? ownKey, GuardedDownload downloads, ILogger<ProducerProvider> log) : IMusicProvider
{
    /// <inheritdoc/>
    public ProviderManifest Manifest => manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RequestRules.Check(limits ?? Manifest, request) is { } refusal) return refusal;
        // They share a field there.
        return request.Op is Ops.Create && ProducerOrder.Sound(request) is { Length: > ProducerManifest.SoundLimit and var length }
            ? new(string.IsNullOrWhiteSpace(request.Styles) ? nameof(request.Description) : nameof(request.Styles), "Shorten the description and the styles: together {0} of {1} characters.", length, ProducerManifest.SoundLimit)
            : null;
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        if ((call.Key ?? ownKey) is not { } key) return new SubmitAnswer.KeyRefused(MusicApiVendor.NoKey);
        if (!ProducerOrder.TryWrite(call, out var order, out var reason)) return new SubmitAnswer.Refused(reason);
        var reply = await http.SendAsync(key.Text, HttpMethod.Post, order.Path, order.Body, ProducerManifest.SubmitTimeout, ct);
        if (MusicApiError.Of(reply) is { } error) return error.AnswerSubmit(reply);
        var id = SonicWire.ReadTaskId(reply.Body) ?? throw new ProviderProtocolException("Producer took an order without naming its task.");
        return new SubmitAnswer.Accepted(id, ProducerManifest.FirstPoll);
    }

    /// <inheritdoc/>
    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var key = call.Key ?? ownKey ?? throw new KeyRefusedException(MusicApiVendor.NoKey);
        var reply = await http.SendAsync(key.Text, HttpMethod.Get, ProducerManifest.TaskPath + Uri.EscapeDataString(providerTaskId), body: null, ProducerManifest.PollTimeout, ct);
        if (MusicApiError.Of(reply) is { } error) return error.AnswerPoll(reply) ?? Working(reply.RetryAfter);
        if (SonicWire.IsNotReady(reply)) return Working(reply.RetryAfter);
        var task = ProducerWire.ReadTask(reply.Body);
        if (!task.IsKnown) log.LogWarning("Producer task {Id} is in the unknown state {State}", providerTaskId, task.State);
        if (task.IsFailed) return new ProviderStatus.Failed(task.Message ?? "Producer could not make this song and gave no reason.");
        return task.IsDone ? Ended(call, task) : Working(reply.RetryAfter);
    }

    /// <summary>Not offered by the vendor.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("Producer cannot stop a task.");

    // What calls itself done and names nothing is not.
    private ProviderStatus Ended(ProviderCall call, ProducerTask task)
    {
        if (call.Request.Op is Ops.Upload)
        {
            var id = task.Clips.Select(clip => clip.Id).FirstOrDefault(id => id is not null);
            return id is not null && call.Sources is [.., var source] && source.FindPublicFile() is { } file ? new ProviderStatus.Done([UploadedCopy.Of(source, file, id)]) : Working(retryAfter: null);
        }

        var clips = task.Clips.Where(clip => clip.Audio is not null).ToList();
        if (clips.Count == 0) return Working(retryAfter: null);
        if (call.Request.Op is Ops.Wav) return new ProviderStatus.MadeFiles([FileAt(clips[0].Audio!, "wav", "audio/wav")]);
        return new ProviderStatus.Done([.. clips.Select((clip, index) => Result(call, clip, index))]);
    }

    private ProviderResult Result(ProviderCall call, ProducerClip clip, int index) => new()
    {
        Index = index,
        ProviderClipId = clip.Id,
        Title = clip.Title.Length > 0 ? clip.Title : call.Request.Title ?? "",
        Styles = clip.Styles ?? call.Request.Styles,
        Lyrics = clip.Lyrics,
        DurationSeconds = clip.DurationSeconds,
        Files = [FileAt(clip.Audio!, ResultFile.Audio, "audio/mp4")],
    };

    private ResultFile FileAt(Uri address, string kind, string contentType) => new(kind, contentType, async token => await downloads.OpenAsync(address, token));

    private static ProviderStatus.Working Working(TimeSpan? retryAfter) =>
        new(new ProviderProgress(Stages.Running, Percent: null), retryAfter > ProducerManifest.PollEvery ? retryAfter.Value : ProducerManifest.PollEvery);
}
