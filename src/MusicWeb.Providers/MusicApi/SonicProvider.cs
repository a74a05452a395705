using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Embedded;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>Sonic, a product of MusicAPI: an order is handed in and asked for until all its clips have ended. Some things are no task there: they come at once, or are asked for until they are ready.</summary>
/// <param name="manifest">What it offers here.</param>
/// <param name="http">The wire.</param>
/// <param name="ownKey">The installation's key; null when it has none.</param>
/// <param name="downloads">Fetches the files.</param>
/// <param name="log">What is odd.</param>
internal sealed class SonicProvider(ProviderManifest manifest, VendorHttp http, VendorKey? ownKey, GuardedDownload downloads, ILogger<SonicProvider> log) : IMusicProvider
{
    private const string NoCopy = "MusicAPI did not take the song anew, so nothing was ordered. Try again, or leave the song as it is.";

    /// <inheritdoc/>
    public ProviderManifest Manifest => manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RequestRules.Check(limits ?? Manifest, request) is { } refusal) return refusal;
        if (request.Op is Ops.AddVocals && string.IsNullOrWhiteSpace(request.Lyrics)) return new(nameof(request.Lyrics), "Write the words that are to be sung.");
        if (request.Op is Ops.Mashup && request.SourceClipIds?.Count != 2) return new(nameof(request.SourceClipIds), "Choose two songs.");
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
        var voice = call.Request.Op is Ops.PersonaCreate && call.Sources.Count > 0 ? await SonicFacts.FindVoiceAsync(call.Sources[0], ct) : null;
        if (call.Request.SendAnew)
        {
            if (voice is not null) return new SubmitAnswer.Refused("Make it without sending the song anew: the voice that was marked belongs to the older copy.");
            var (copy, answer) = await SendAnewAsync(call.Sources[^1], key, ct);
            if (copy is null) return answer!;
            call = call with { Sources = [.. call.Sources.SkipLast(1), copy] };
        }

        if (!SonicOrder.TryWrite(call, voice, out var order, out var reason)) return new SubmitAnswer.Refused(reason);
        var reply = await http.SendAsync(key.Text, HttpMethod.Post, order.Path, order.Body, SonicOrder.IsUpload(call.Request.Op) ? SonicManifest.UploadTimeout : SonicManifest.SubmitTimeout, ct);
        if (MusicApiError.Of(reply) is { } error) return error.AnswerSubmit(reply);
        if (IsNoTask(call.Request.Op)) return AnswerOf(call, reply);
        if (SonicWire.ReadFailedStep(reply.Body) is { } failed) return new SubmitAnswer.Refused(failed);
        var id = SonicWire.ReadTaskId(reply.Body) ?? throw new ProviderProtocolException("Sonic took an order without naming its task.");
        return new SubmitAnswer.Accepted(id, SonicManifest.FirstPoll);
    }

    /// <inheritdoc/>
    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var key = call.Key ?? ownKey ?? throw new KeyRefusedException(MusicApiVendor.NoKey);
        var isNoTask = IsNoTask(call.Request.Op);
        SonicOrder? order = null;
        // It is asked for by the id of its clip, which is here that of the copy.
        if (isNoTask && call.Request.SendAnew) call = call with { Sources = [.. call.Sources.SkipLast(1), call.Sources[^1] with { ProviderClipId = providerTaskId }] };
        if (isNoTask && !SonicOrder.TryWrite(call, voice: null, out order, out var reason)) return new ProviderStatus.Failed(reason);
        var reply = order is not null
            ? await http.SendAsync(key.Text, HttpMethod.Post, order.Path, order.Body, SonicManifest.SubmitTimeout, ct)
            : await http.SendAsync(key.Text, HttpMethod.Get, SonicManifest.TaskPath + Uri.EscapeDataString(providerTaskId), body: null, SonicManifest.PollTimeout, ct);
        if (MusicApiError.Of(reply) is { } error) return error.AnswerPoll(reply) ?? Working(reply.RetryAfter);
        if (isNoTask) return StatusOf(AnswerOf(call, reply));
        if (call.Request.Op is Ops.VoiceCreate && SonicWire.ReadPersonaId(reply.Body) is { } personaId) return new ProviderStatus.MadePersona(new PersonaResult(null, personaId));
        return SonicWire.HasNoClips(reply) ? Working(reply.RetryAfter) : StatusOf(call.Request.Op, providerTaskId, SonicWire.ReadClips(reply.Body));
    }

    /// <summary>Not offered by the vendor.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("Sonic cannot stop a task.");

    // Until it is there nothing was ordered, so an unclear answer ends the task: what it may cost at the vendor is a copy, not a song.
    private async Task<(SourceClip? Copy, SubmitAnswer? Answer)> SendAnewAsync(SourceClip source, VendorKey key, CancellationToken ct)
    {
        if (SonicOrder.Upload(source) is not { } order) return (null, new SubmitAnswer.Refused(SonicOrder.NoFile));
        try
        {
            var reply = await http.SendAsync(key.Text, HttpMethod.Post, order.Path, order.Body, SonicManifest.UploadTimeout, ct);
            if (MusicApiError.Of(reply) is { } error) return (null, error.AnswerSubmit(reply));
            return SonicWire.ReadClipId(reply.Body) is { } clipId ? (source with { ProviderClipId = clipId, IsUploaded = true }, null) : (null, new SubmitAnswer.Failed(NoCopy));
        }
        catch (Exception fault) when (fault is HttpRequestException or ProviderProtocolException)
        {
            log.LogWarning(fault, "MusicAPI did not say whether it took a song anew");
            return (null, new SubmitAnswer.Failed(NoCopy));
        }
    }

    private static bool IsNoTask(string op) => op is Ops.Lyrics or Ops.StyleBoost or Ops.Upload or Ops.PersonaCreate or Ops.Bpm or Ops.Vox or Ops.Wav or Ops.Midi or Ops.LyricsTimeline;

    // What is not ready is asked for again by the id of its clip, with the same words.
    private SubmitAnswer AnswerOf(ProviderCall call, VendorReply reply)
    {
        var (op, body) = (call.Request.Op, reply.Body);
        if (op is Ops.Lyrics or Ops.StyleBoost) return (op is Ops.Lyrics ? SonicWire.ReadLyrics(body) : SonicWire.ReadTags(body)) is { } text ? new SubmitAnswer.MadeText(text) : throw new ProviderProtocolException("Sonic answered without words.");
        var source = call.Sources[^1];
        if (op is Ops.Upload) return SonicWire.ReadClipId(body) is { } clipId ? new SubmitAnswer.Done([UploadedCopy.Of(source, source.FindPublicFile()!, clipId)]) : throw new ProviderProtocolException("Sonic took a song without naming it.");
        if (op is Ops.PersonaCreate) return SonicWire.ReadPersonaId(body) is { } personaId ? new SubmitAnswer.MadePersona(new PersonaResult(source.Styles, personaId)) : throw new ProviderProtocolException("Sonic made a persona without naming it.");
        if (op is Ops.Vox) return SonicFacts.ReadVoice(body) is { } mark ? new SubmitAnswer.MadeFiles([mark]) : throw new ProviderProtocolException("Sonic marked a voice without naming it.");
        if (op is Ops.Bpm) return SonicFacts.ReadTempo(body) is var (tempo, said) ? new SubmitAnswer.MadeFiles([tempo], said) : throw new ProviderProtocolException("Sonic answered without a tempo.");
        if (op is Ops.Wav && SonicWire.ReadFile(body, "wav_url") is { } wav) return new SubmitAnswer.MadeFiles([FileAt(wav, "wav", "audio/wav")]);
        if (op is Ops.Midi && SonicWire.ReadFile(body, "midi_url") is { } midi) return new SubmitAnswer.MadeFiles([FileAt(midi, "midi", "audio/midi")]);
        if (op is Ops.Midi || SonicWire.IsNotReady(reply)) return new SubmitAnswer.Accepted(source.ProviderClipId!, SonicManifest.AskAgain);
        // Only what says that it is not ready is asked for again: another answer might be another bill.
        if (op is Ops.Wav) throw new ProviderProtocolException("Sonic answered without a file.");
        var lines = AlignedWords.Read(SonicWire.ReadTimes(body));
        return lines.Count > 0 ? new SubmitAnswer.MadeFiles(WordFiles.Of(lines, source.Title)) : new SubmitAnswer.Refused("MusicAPI found no words in this song.");
    }

    private static ProviderStatus StatusOf(SubmitAnswer answer) => answer switch
    {
        SubmitAnswer.MadeFiles made => new ProviderStatus.MadeFiles(made.Files, made.Note),
        SubmitAnswer.MadePersona made => new ProviderStatus.MadePersona(made.Persona),
        SubmitAnswer.Refused refused => new ProviderStatus.Failed(refused.Reason),
        _ => new ProviderStatus.Working(new ProviderProgress(Stages.Running, Percent: null), SonicManifest.AskAgain),
    };

    private ProviderStatus StatusOf(string op, string providerTaskId, IReadOnlyList<SonicClip> clips)
    {
        foreach (var odd in clips.Where(clip => clip.State is not ("pending" or "running" or "streaming" or "succeeded" or "failed")))
        {
            log.LogWarning("Sonic task {Id} has a clip in the unknown state {State}", providerTaskId, odd.State);
        }

        // One clip can be done minutes before the other.
        if (clips.Count == 0 || clips.Any(clip => !clip.IsDone && !clip.IsFailed)) return Working(retryAfter: null);
        if (clips.All(clip => clip.IsFailed)) return new ProviderStatus.Failed(clips.Select(clip => clip.Error).FirstOrDefault(error => error is not null) ?? "Sonic could not make this song and gave no reason.");
        // Nobody says where a finished voice is named; one that is named nowhere may be there all the same.
        if (op is Ops.VoiceCreate) throw new ProviderProtocolException("Sonic made a voice without naming it.");
        if (op is Ops.StemsBasic or Ops.StemsFull) return Stems(clips, isFull: op is Ops.StemsFull);
        return new ProviderStatus.Done([.. clips.Select((clip, index) => (clip, index)).Where(take => take.clip.IsDone).Select(take => Result(take.clip, take.index))]);
    }

    private ProviderStatus.MadeFiles Stems(IReadOnlyList<SonicClip> clips, bool isFull)
    {
        var done = SonicStems.Name([.. clips.Where(clip => clip.IsDone)], isFull);
        var note = done.Count == clips.Count ? null : $"{done.Count} of {clips.Count} stems arrived; the price is the same.";
        return new ProviderStatus.MadeFiles([.. done.Select(stem => FileAt(stem.Clip.Audio!, stem.Kind, "audio/mpeg"))], note);
    }

    private ProviderResult Result(SonicClip clip, int index) => new()
    {
        Index = index,
        ProviderClipId = clip.Id,
        Title = clip.Title,
        Styles = clip.Styles,
        Lyrics = clip.Lyrics,
        DurationSeconds = clip.DurationSeconds,
        Files = [FileAt(clip.Audio!, ResultFile.Audio, "audio/mpeg")],
    };

    private ResultFile FileAt(Uri address, string kind, string contentType) => new(kind, contentType, async token => await downloads.OpenAsync(address, token));

    private static ProviderStatus.Working Working(TimeSpan? retryAfter) =>
        new(new ProviderProgress(Stages.Running, Percent: null), retryAfter > SonicManifest.PollEvery ? retryAfter.Value : SonicManifest.PollEvery);
}
