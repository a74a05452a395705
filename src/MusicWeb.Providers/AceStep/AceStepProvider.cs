using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AceStep;

/// <summary>ACE-Step on a server of the installation's own: an order is put into its queue and asked for until it has ended. All stems of a song are an order each.</summary>
/// <param name="server">The server.</param>
/// <param name="idle">How long a file may be silent.</param>
/// <param name="log">What is odd.</param>
internal sealed class AceStepProvider(AceStepServer server, TimeSpan idle, ILogger<AceStepProvider> log) : IMusicProvider
{
    // Between the ids of a task that is several there.
    private const char Separator = ' ';

    private const string NoSource = "The song this was to be made from is not there any more, or has no file that the ACE-Step server could play.";

    // Tasks that the server was once seen to know. After a restart it answers for them as if they had only just been queued.
    private readonly ConcurrentDictionary<string, bool> _known = new();

    /// <inheritdoc/>
    public ProviderManifest Manifest => server.Manifest;

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Before the rule that offers an instrumental instead, which nobody who wants a voice can use.
        if (request.Op is Ops.AddVocals && (request.Instrumental || string.IsNullOrWhiteSpace(request.Lyrics))) return new(nameof(request.Lyrics), "Write the words that are to be sung.");
        return RequestRules.Check(limits ?? Manifest, request);
    }

    /// <inheritdoc/>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Request.Op is Ops.Lyrics or Ops.StyleBoost) return await FormatAsync(call.Request, ct);
        var source = call.Sources.Count > 0 ? call.Sources[^1] : null;
        if (call.Request.Op is not Ops.Create && (source is null || AceStepOrder.FileOf(source) is null)) return new SubmitAnswer.Refused(NoSource);
        var ids = new List<string>();
        foreach (var order in AceStepOrder.Write(call.Request, source, await server.AskAsync(ct)))
        {
            using var content = await order.ToContentAsync(ct);
            var timeout = order.Source is null ? AceStepManifest.CallTimeout : AceStepManifest.UploadTimeout;
            var reply = await server.Http.SendAsync(server.Key, HttpMethod.Post, AceStepManifest.SubmitPath, content, readAsync: null, timeout, ct);
            if (Refusal(reply) is { } reason) return new SubmitAnswer.Refused(reason);
            ids.Add(AceStepWire.ReadTaskId(reply.Body) ?? throw new ProviderProtocolException("The ACE-Step server took an order without naming its task."));
        }

        return new SubmitAnswer.Accepted(string.Join(Separator, ids), AceStepManifest.PollEvery);
    }

    /// <inheritdoc/>
    public async Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(providerTaskId);
        var ids = providerTaskId.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        var reply = await server.Http.SendAsync(server.Key, HttpMethod.Post, AceStepManifest.QueryPath, AceStepWire.WriteQuery(ids), AceStepManifest.CallTimeout, ct);
        if (AceStepWire.ReadFault(reply) is { } fault)
        {
            return fault.Status is HttpStatusCode.TooManyRequests ? Working(percent: null, reply.RetryAfter) : throw Trouble(fault);
        }

        var told = AceStepWire.ReadTasks(reply.Body);
        var tasks = ids.Select(id => told.FirstOrDefault(task => task.Id == id) ?? throw new ProviderProtocolException("The ACE-Step server did not answer for the task it was asked for.")).ToList();
        if (tasks.Exists(IsLost)) return End(ids, new ProviderStatus.Failed("The ACE-Step server no longer knows this song: it was probably restarted. Try again."));
        foreach (var task in tasks.Where(task => task.Songs.Count > 0)) _known[task.Id] = true;
        return tasks.TrueForAll(task => task.Status is 1 or 2) ? End(ids, Ended(call, tasks)) : Working(Percent(tasks), retryAfter: null);
    }

    /// <summary>Not offered by the server.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException("ACE-Step cannot stop a task.");

    private async Task<SubmitAnswer> FormatAsync(MusicRequest request, CancellationToken ct)
    {
        var (wish, name) = request.Op is Ops.Lyrics ? (request.Description, "lyrics") : (request.Styles, "caption");
        var reply = await server.Http.SendAsync(server.Key, HttpMethod.Post, AceStepManifest.FormatPath, AceStepWire.WriteFormat(wish ?? ""), AceStepManifest.FormatTimeout, ct);
        if (Refusal(reply) is { } reason) return new SubmitAnswer.Refused(reason);
        return AceStepWire.ReadFormatted(reply.Body, name) is { } text ? new SubmitAnswer.MadeText(text) : new SubmitAnswer.Refused("The ACE-Step server wrote no words. Say it in another way.");
    }

    private ProviderStatus Ended(ProviderCall call, List<AceStepTask> tasks)
    {
        if (tasks.TrueForAll(task => task.Status is 2)) return new ProviderStatus.Failed(tasks.SelectMany(task => task.Songs).Select(song => song.Error).FirstOrDefault(why => why is not null) ?? "The ACE-Step server could not make this song and gave no reason.");
        if (call.Request.Op is Ops.StemsFull) return Stems(tasks);
        var songs = tasks.Where(task => task.Status is 1).SelectMany(task => task.Songs).ToList();
        if (call.Request.Op is Ops.Bpm) return songs.Count > 0 && AceStepHeard.File(songs[0]) is { } heard ? new ProviderStatus.MadeFiles([heard]) : new ProviderStatus.Failed("The ACE-Step server heard no tempo in this song.");
        var made = songs.Where(song => song.File is not null).ToList();
        if (made.Count == 0) return new ProviderStatus.Failed("The ACE-Step server called this song done and named no file.");
        if (call.Request.Op is Ops.Vox) return new ProviderStatus.MadeFiles([FileAt(made[0].File!, "vox")]);
        return new ProviderStatus.Done([.. made.Select((song, index) => Result(call, song, index))]);
    }

    // In the order in which they were asked for.
    private ProviderStatus Stems(List<AceStepTask> tasks)
    {
        var files = tasks.Zip(AceStepManifest.Tracks, (task, track) => (Song: task.Status is 1 ? task.Songs.FirstOrDefault(song => song.File is not null) : null, track))
            .Where(stem => stem.Song is not null).Select(stem => FileAt(stem.Song!.File!, AceStepManifest.KindOf(stem.track))).ToList();
        if (files.Count == 0) return new ProviderStatus.Failed("The ACE-Step server called this song done and named no file.");
        return new ProviderStatus.MadeFiles(files, files.Count == tasks.Count ? null : $"{files.Count} of {tasks.Count} stems arrived.");
    }

    private ProviderResult Result(ProviderCall call, AceStepSong song, int index) => new()
    {
        Index = index,
        Title = call.Request.Title ?? "",
        Styles = song.Styles,
        Lyrics = AceStepWords.After(call.Request, call.Sources.Count > 0 ? call.Sources[^1] : null, song.Lyrics),
        DurationSeconds = song.DurationSeconds,
        Bpm = song.Bpm,
        Key = song.Key,
        Files = [FileAt(song.File!, ResultFile.Audio)],
    };

    private ResultFile FileAt(string path, string kind) => new(kind, "audio/flac", async token => await server.Http.OpenAsync(server.Key, path, idle, token));

    // Asked for before its first answer, a task looks the same: it waits.
    private bool IsLost(AceStepTask task)
    {
        if (task.Status is not (0 or 1 or 2)) log.LogWarning("ACE-Step task {Id} is in the unknown state {State}", task.Id, task.Status);
        return task.Status is not (1 or 2) && task.Songs.Count == 0 && _known.ContainsKey(task.Id);
    }

    // The author reads why the server will not; everything else is an exception.
    private string? Refusal(VendorReply reply)
    {
        if (AceStepWire.ReadFault(reply) is not { } fault) return null;
        if (fault.Status is HttpStatusCode.TooManyRequests) throw new RequestNotSentException("The queue of the ACE-Step server is full.") { RetryAfter = reply.RetryAfter };
        if (fault.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (int)fault.Status >= 500) throw Trouble(fault);
        return fault.Text ?? $"The ACE-Step server refused this with {(int)fault.Status} and gave no reason.";
    }

    // Not the author's business: the door is closed or something is broken behind it.
    private HttpRequestException Trouble(AceStepFault fault)
    {
        if (fault.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)) return new HttpRequestException(fault.Text ?? $"The ACE-Step server answered {(int)fault.Status}.", inner: null, fault.Status);
        log.LogError("The ACE-Step server does not accept the installation's key (Vendors:ace-step:Key)");
        return new HttpRequestException("The ACE-Step server does not let this installation in.", inner: null, fault.Status);
    }

    // Of several, each counts the same; what has ended is whole.
    private static int? Percent(List<AceStepTask> tasks)
    {
        if (tasks.TrueForAll(task => task.Status is 0 && task.Songs.All(song => song.Progress is null))) return null;
        return (int)Math.Round(tasks.Average(task => task.Status is 1 or 2 ? 1 : Math.Clamp(task.Songs.Max(song => song.Progress) ?? 0, 0, 1)) * 100);
    }

    private ProviderStatus End(string[] ids, ProviderStatus status)
    {
        foreach (var id in ids) _known.TryRemove(id, out _);
        return status;
    }

    private static ProviderStatus.Working Working(int? percent, TimeSpan? retryAfter) =>
        new(new ProviderProgress(Stages.Running, percent), retryAfter > AceStepManifest.PollEvery ? retryAfter.Value : AceStepManifest.PollEvery);
}
