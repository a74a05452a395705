using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Media;
using MusicWeb.Providers;
using MusicWeb.Providers.Recordings;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// Takes a recording that a person brings into the library: a clip without a task, for which nothing is paid and nobody is asked. The
/// file is looked at in the work folder, and enters the store a moment before its rows are written.
/// </summary>
public sealed class AddRecording : IDisposable
{
    /// <summary>Shortest recording.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Longest recording.</summary>
    public static readonly TimeSpan Longest = SoundReader.Longest;

    /// <summary>What the audit log calls it.</summary>
    internal const string Added = "recording.added";

    private const string Confirmed = "This recording is mine, or I may use it.";
    private static readonly Error _empty = new("empty_recording", "This file is empty. Choose another one.");
    private static readonly Error _reused = new("id_reused", "This was already sent with another file. Reload the page and add the recording again.");

    private readonly IDbContextFactory<MusicDb> _databases;
    private readonly WriteQueue _writes;
    private readonly MediaStore _store;
    private readonly SoundReader _reader;
    private readonly RecordingLimit _limit;
    private readonly IOptions<MediaOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<AddRecording> _log;

    // Two sendings of one id must not take each other's file away between the store and the rows.
    private readonly SemaphoreSlim _keeping = new(1, 1);

    internal AddRecording(IDbContextFactory<MusicDb> databases, WriteQueue writes, MediaStore store, SoundReader reader, RecordingLimit limit, IOptions<MediaOptions> options, TimeProvider time, ILogger<AddRecording> log) =>
        (_databases, _writes, _store, _reader, _limit, _options, _time, _log) = (databases, writes, store, reader, limit, options, time, log);

    /// <summary>What somebody hears whose file has more bytes than are taken.</summary>
    /// <param name="options">The settings.</param>
    public static Error TooLarge(MediaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Error("recording_too_large", "This file is larger than {0} MB, the most that can be added. Save it as MP3 or FLAC, or add a part of it.", options.MaxRecordingMegabytes);
    }

    /// <summary>Why a file cannot be added, as far as its size and first bytes tell; null when it has to be sent to find out.</summary>
    /// <param name="sizeBytes">Its size.</param>
    /// <param name="head">Its first bytes, 64 where there are as many.</param>
    /// <param name="options">The settings.</param>
    public static Error? RefuseFile(long sizeBytes, ReadOnlySpan<byte> head, MediaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (sizeBytes == 0 || head.Length == 0) return _empty;
        if (sizeBytes > options.MaxRecordingBytes) return TooLarge(options);
        return MediaKind.FindAudio(head) is null ? ErrorOf(RecordingFault.NoSound) : null;
    }

    /// <summary>Why what is said about a recording is not enough to add it, with the field; null when it is.</summary>
    /// <param name="offer">What is said about it.</param>
    public static Error? RefuseOffer(RecordingOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return RenameClip.RefuseTitle(offer.Title.Trim())
            ?? (offer.HasRights ? null : new Error("no_rights", "Confirm that this recording is yours, or that you may use it.") { Field = nameof(offer.HasRights) });
    }

    /// <summary>Adds a recording to the actor's workspace.</summary>
    /// <param name="actor">Who; a person at the pages who may make songs there.</param>
    /// <param name="offer">What he says about it.</param>
    /// <param name="body">The file: FLAC, WAV, MP3 or M4A, as its bytes say. Read once, from where it is.</param>
    /// <param name="ct">Cancels; nothing is left behind then.</param>
    /// <returns>
    /// The clip; or <c>forbidden</c>, <c>not_found</c> when the workspace is gone, <c>no_rights</c> or <c>bad_title</c> (with the field), <c>id_reused</c>, <c>too_many_recordings</c>
    /// (with the time to wait), <c>empty_recording</c>, <c>no_recording</c>, <c>recording_too_large</c>, <c>broken_recording</c>, <c>unsupported_recording</c>, <c>film</c>,
    /// <c>recording_too_short</c>, <c>recording_too_long</c>, <c>disk_full</c>.
    /// </returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, RecordingOffer offer, Stream body, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(body);
        offer = offer with { Title = offer.Title.Trim() };
        if (await RefuseAsync(actor, offer, ct) is { } refusal) return refusal;
        if (_limit.Enter(actor.UserId) is not { } place) return RecordingLimit.Busy;
        try
        {
            using (place) return await TakeAsync(actor, offer, body, ct);
        }
        catch (BadMediaException)
        {
            return TooLarge(_options.Value);
        }
        catch (RecordingException fault)
        {
            return ErrorOf(fault.Fault);
        }
        catch (DiskFullException fault)
        {
            _log.LogError(fault, "A recording was refused");
            return new Error("disk_full", "The server has no room for this file. Tell its administrator, and try again later.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _keeping.Dispose();

    // What is known before the first byte spares a person from sending the others.
    private async Task<Error?> RefuseAsync(Actor actor, RecordingOffer offer, CancellationToken ct)
    {
        if (!actor.IsPerson || !actor.CanCreate) return Error.Forbidden;
        if (RefuseOffer(offer) is { } incomplete) return incomplete;
        if (offer.Id.Version != 7) return _reused;
        await using var db = await _databases.CreateDbContextAsync(ct);
        if (await RefuseIdAsync(db, actor, offer.Id, ct) is { } taken) return taken;
        return await EarlierAsync(db, offer.Id, ct) is null ? await _limit.RefuseAsync(db, actor, Now, ct) : null;
    }

    private async Task<Result<Guid>> TakeAsync(Actor actor, RecordingOffer offer, Stream body, CancellationToken ct)
    {
        await using var source = new PeekStream(body);
        var head = await source.PeekAsync(MediaKind.HeadBytes, ct);
        if (head.Length == 0) return _empty;
        if (MediaKind.FindAudio(head) is not { } kind) return ErrorOf(RecordingFault.NoSound);

        using var staged = await _store.StageAsync(kind, source, _options.Value.MaxRecordingBytes, ct);
        var facts = await _reader.ReadAsync(staged.Path, kind.Name, ct);
        if (facts.DurationSeconds < Shortest.TotalSeconds) return new Error("recording_too_short", "This recording is shorter than {0} second. Choose a longer one.", Shortest.TotalSeconds);
        return await KeepAsync(actor, offer, kind, staged, facts, ct);
    }

    private async Task<Result<Guid>> KeepAsync(Actor actor, RecordingOffer offer, MediaKind kind, StagedFile staged, RecordingFacts facts, CancellationToken ct)
    {
        await _keeping.WaitAsync(ct);
        StoredFile? stored = null;
        try
        {
            var file = stored = await _store.KeepAsync(staged, MediaStore.KeyOf(offer.Id, index: 0, kind), IsInUseAsync, ct);
            var added = await _writes.RunAsync(db => AddAsync(db, actor, offer, kind, file, staged, facts, ct), ct);
            if (added.IsOk) stored = null;
            return added;
        }
        finally
        {
            // Not of a process that was killed: its file waits for the same recording to be sent again, and serves it then.
            if (stored is not null) await ForgetAsync(stored.Key);
            _keeping.Release();
        }
    }

    private async Task<Result<Guid>> AddAsync(MusicDb db, Actor actor, RecordingOffer offer, MediaKind kind, StoredFile stored, StagedFile staged, RecordingFacts facts, CancellationToken ct)
    {
        // It came slowly, perhaps: who may add is asked at this moment, and a workspace that ends takes nothing in.
        if (await EnterAsync(db, actor, ct) is { } closed) return closed;
        if (await EarlierAsync(db, offer.Id, ct) is { } earlier) return await RepeatAsync(db, actor, earlier, staged, ct);
        if (await RefuseIdAsync(db, actor, offer.Id, ct) is { } taken) return taken;
        if (stored.Sha256 != staged.Sha256) return _reused;
        if (await _limit.RefuseAsync(db, actor, Now, ct) is { } tooMany) return tooMany;

        var now = _time.GetUtcNow();
        var clip = ClipOf(actor, offer, facts, now);
        db.Clips.Add(clip);
        db.ClipFiles.Add(new ClipFile { Id = Guid.CreateVersion7(now), ClipId = clip.Id, Kind = kind.Name, StorageKey = stored.Key, ContentType = kind.ContentType, SizeBytes = stored.SizeBytes, Sha256 = stored.Sha256 });
        db.Audit(actor, Added, clip.Title, clip.Id, now, reason: Confirmed, after: $"{kind.Name}, {stored.SizeBytes} bytes, {facts.DurationSeconds:0.#} s, SHA-256 {stored.Sha256}");
        db.Tell(clip.WorkspaceId, actor.UserId, ActivityKinds.RecordingAdded, clip.Title, clip.Id, now, Confirmed);
        db.Announce($"workspace:{clip.WorkspaceId}", LiveKinds.Clip, clip.Id);
        return clip.Id;
    }

    private static async Task<Error?> EnterAsync(MusicDb db, Actor actor, CancellationToken ct)
    {
        if (actor.WorkspaceId != actor.UserId) return (await db.EnterTeamAsync(actor, Role.Member, ct)).Error;
        // Nobody is in the workspace of an account that was deleted meanwhile.
        return await db.Memberships.AnyAsync(membership => membership.WorkspaceId == actor.WorkspaceId && membership.UserId == actor.UserId, ct) ? null : Error.NotFound;
    }

    private static Clip ClipOf(Actor actor, RecordingOffer offer, RecordingFacts facts, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        WorkspaceId = actor.WorkspaceId,
        TaskId = offer.Id,
        Index = 0,
        Title = offer.Title,
        Op = Ops.Import,
        Provider = RecordingOrigin.Provider,
        Model = RecordingOrigin.Model,
        DurationSeconds = facts.DurationSeconds,
        Peaks = facts.Peaks,
        CreatedById = actor.UserId,
        CreatedAt = now.UtcDateTime,
    };

    private static Task<Clip?> EarlierAsync(MusicDb db, Guid id, CancellationToken ct) => db.Clips.AsNoTracking().SingleOrDefaultAsync(clip => clip.TaskId == id && clip.Index == 0, ct);

    // An order has it: the clips of both would meet.
    private static async Task<Error?> RefuseIdAsync(MusicDb db, Actor actor, Guid id, CancellationToken ct)
    {
        var home = await db.Tasks.Where(task => task.Id == id).Select(task => (Guid?)task.WorkspaceId).SingleOrDefaultAsync(ct);
        return home is null ? null : home == actor.WorkspaceId ? _reused : Error.NotFound;
    }

    // The same person, place and bytes: the same recording, and whoever asks again hears that it is there.
    private static async Task<Result<Guid>> RepeatAsync(MusicDb db, Actor actor, Clip earlier, StagedFile staged, CancellationToken ct)
    {
        if (earlier.WorkspaceId != actor.WorkspaceId) return Error.NotFound;
        var isSame = earlier.Op == Ops.Import && earlier.CreatedById == actor.UserId
            && await db.ClipFiles.AnyAsync(file => file.ClipId == earlier.Id && file.Sha256 == staged.Sha256, ct);
        return isSame ? earlier.Id : _reused;
    }

    private async Task<bool> IsInUseAsync(string key, CancellationToken ct)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await db.ClipFiles.AnyAsync(file => file.StorageKey == key, ct);
    }

    // Asked again, because a write that seemed to fail may have come through.
    private async Task ForgetAsync(string key)
    {
        try
        {
            if (!await IsInUseAsync(key, CancellationToken.None)) _store.Remove(key);
        }
        catch (Exception fault)
        {
            _log.LogWarning(fault, "A file that nothing names stays in the media store: {Key}", key);
        }
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private static Error ErrorOf(RecordingFault fault) => fault switch
    {
        RecordingFault.NoSound => new Error("no_recording", "There is no sound in this file. Choose a FLAC, WAV, MP3 or M4A file."),
        RecordingFault.Film => new Error("film", "This is a film. Save its sound as a file of its own, and add that."),
        RecordingFault.TooLong => new Error("recording_too_long", "This recording is longer than {0} minutes, the most that can be added. Add a part of it.", Longest.TotalMinutes),
        RecordingFault.Unsupported => new Error("unsupported_recording", "The sound in this file is coded in a way that MusicWeb cannot use. Save it as WAV, FLAC or MP3, and add that."),
        _ => new Error("broken_recording", "This file is damaged or not whole. Copy or export it again, and add that."),
    };
}
