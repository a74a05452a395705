using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Embedded;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AimlApi;

/// <summary>music-01: a recording is listened to and kept as a persona, and songs are made after it while the caller waits.</summary>
/// <param name="http">The wire.</param>
/// <param name="ownKey">The installation's key; null when it has none.</param>
/// <param name="downloads">Fetches a song that is named instead of sent.</param>
/// <param name="log">What is odd.</param>
internal sealed class Music01Provider(VendorHttp http, VendorKey? ownKey, GuardedDownload downloads, ILogger<Music01Provider> log) : IMusicProvider
{
    private const string SourceGone = "The song this was to be made from is not there any more.";
    private const string PersonaGone = "This persona cannot be read: make it anew from its song.";

    /// <inheritdoc/>
    public ProviderManifest Manifest => Music01Manifest.Manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequestRules.Check(limits ?? Manifest, request);
    }

    /// <inheritdoc/>
    public Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        if ((call.Key ?? ownKey) is not { } key) return Task.FromResult<SubmitAnswer>(new SubmitAnswer.KeyRefused(AimlApiVendor.NoKey));
        return call.Request.Op is Ops.PersonaCreate ? ListenAsync(call, key, ct) : GenerateAsync(call, key, ct);
    }

    /// <summary>There is nothing to ask for: what did not come with the answer is lost.</summary>
    public Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct) =>
        Task.FromResult<ProviderStatus>(new ProviderStatus.Failed("AI/ML API cannot be asked for a song again."));

    /// <summary>Not offered by the vendor.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("AI/ML API cannot stop a song.");

    // Costs nothing and makes nothing but a name, so whatever went wrong on the way may be done again.
    private async Task<SubmitAnswer> ListenAsync(ProviderCall call, VendorKey key, CancellationToken ct)
    {
        if (call.Sources is not [{ } source]) return new SubmitAnswer.Refused(SourceGone);
        try
        {
            var (stream, isMp3) = await OpenAsync(call, source, ct);
            using var form = Music01Wire.WriteUpload(call.Request.Purpose ?? SourcePurposes.Song, stream, isMp3);
            var reply = await http.SendAsync(key.Text, HttpMethod.Post, Music01Manifest.UploadPath, form, readAsync: null, Music01Manifest.UploadTimeout, ct);
            if (AimlApiError.Of(reply) is { Fault: AimlApiFault.Unknown } fault) throw new RequestNotSentException(fault.Text) { RetryAfter = reply.RetryAfter };
            if (AimlApiError.Of(reply) is { } error) return Answer(error, reply);
            return Music01Wire.ReadReference(reply.Body) is { } reference
                ? new SubmitAnswer.MadePersona(new PersonaResult(reference.Summary, Music01Wire.WriteReference(reference)))
                : new SubmitAnswer.Failed("AI/ML API listened to this song and found nothing in it that it could use.");
        }
        catch (SourceUnreadableException fault)
        {
            return new SubmitAnswer.Refused(fault.Message);
        }
        catch (Exception fault) when (fault is HttpRequestException or ProviderProtocolException)
        {
            throw new RequestNotSentException(fault.Message, fault);
        }
    }

    private async Task<SubmitAnswer> GenerateAsync(ProviderCall call, VendorKey key, CancellationToken ct)
    {
        if (Music01Wire.ReadReference(call.Persona?.Data) is not { } reference) return new SubmitAnswer.Refused(PersonaGone);
        Directory.CreateDirectory(call.ScratchDirectory);
        var path = Path.Combine(call.ScratchDirectory, $"song.{Music01Manifest.Format}");
        var field = (await http.ReadCorrectionsAsync(ct)).NameOf(Music01Manifest.GeneratePath, Music01Manifest.SoundField);
        await using var answer = new HexAnswer(path, Music01Manifest.MaxAnswerBytes, field);
        using var order = new StringContent(Music01Wire.WriteGenerate(call.Request, reference), System.Text.Encoding.UTF8, "application/json");
        VendorReply reply;
        try
        {
            reply = await http.SendAsync(key.Text, HttpMethod.Post, Music01Manifest.GeneratePath, order, answer.ReadAsync, Music01Manifest.GenerateTimeout, ct);
        }
        catch (SoundTooLongException fault)
        {
            return new SubmitAnswer.Failed(fault.Message);
        }

        if (AimlApiError.Of(reply) is { } error) return Answer(error, reply);
        // The answer is here and has no song in it: there is nothing left that could be waited for.
        var trace = Music01Wire.ReadTrace(reply.Body) is { } id ? $" ({id})" : "";
        if (answer.IsDamaged) return new SubmitAnswer.Failed($"The sound that AI/ML API sent is damaged.{trace}");
        if (answer.SoundBytes > 0) return new SubmitAnswer.Done([Result(call.Request, reply, _ => ValueTask.FromResult<Stream>(Open(path)))]);
        return Music01Wire.ReadAddress(reply.Body) is { } address
            ? new SubmitAnswer.Done([Result(call.Request, reply, async token => await downloads.OpenAsync(address, token))])
            : new SubmitAnswer.Failed($"AI/ML API returned no result.{trace}");
    }

    private SubmitAnswer Answer(AimlApiError error, VendorReply reply)
    {
        log.LogWarning("AI/ML API said no ({Fault}, {Status})", error.Fault, (int)reply.Status);
        return error.Fault switch
        {
            AimlApiFault.Account => new SubmitAnswer.KeyRefused(error.Text),
            AimlApiFault.Busy => throw new RequestNotSentException(error.Text) { RetryAfter = reply.RetryAfter },
            AimlApiFault.Failed => new SubmitAnswer.Failed(error.Text),
            // Nobody can say whether the song was made, and charged, before this went wrong.
            AimlApiFault.Unknown => throw new HttpRequestException(error.Text, inner: null, reply.Status),
            _ => new SubmitAnswer.Refused(error.Text),
        };
    }

    // Sent as it is where the vendor knows the format.
    private static async Task<(Stream Sound, bool IsMp3)> OpenAsync(ProviderCall call, SourceClip source, CancellationToken ct)
    {
        if (source.FindFile("mp3") is { } mp3) return (await mp3.OpenAsync(ct), true);
        if (source.FindFile("wav") is { } wav) return (await wav.OpenAsync(ct), false);
        return (await (await SourceWav.WriteAsync(call, source, ct)).OpenAsync(ct), false);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static ProviderResult Result(MusicRequest request, VendorReply reply, Func<CancellationToken, ValueTask<Stream>> openAsync) => new()
    {
        Index = 0,
        Title = request.Title ?? "",
        Lyrics = request.Lyrics,
        DurationSeconds = Music01Wire.ReadSeconds(reply.Body),
        Files = [new ResultFile(ResultFile.Audio, "audio/mpeg", openAsync)],
    };
}
