using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Media;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Turns what a provider delivered into stored files and clips, and so ends the task.</summary>
internal sealed class TaskResults(IDbContextFactory<MusicDb> databases, MediaIngest ingest, TaskSetback setback, FinishTask finish, TimeProvider time, ILogger<TaskResults> log)
{
    private const int TitleLimit = 200;
    private const int NoteLimit = 300;
    private const int TextLimit = 10_000;
    private const int KeyLimit = 20;

    /// <summary>Stores the files, then adds the clips and settles in one write. The full price is due as soon as one take arrived.</summary>
    public async Task TakeInAsync(TaskStep step, IReadOnlyList<ProviderResult> results, CancellationToken ct)
    {
        if (!await step.SaveAsync(task => task.Ingest())) return;
        try
        {
            var ingested = await ingest.RunAsync(step.Claim.Id, results, (key, token) => IsInUseAsync(step.Claim.Id, key, token), ct);
            foreach (var fault in ingested.Faults) log.LogWarning("A take of task {Id} is missing: {Fault}", step.Claim.Id, fault);
            await step.SaveAsync((db, task) => FinishAsync(db, task, step.Provider.Manifest, ingested));
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Rows that no database takes count as well: without a setback they would be made again without end.
            log.LogError(fault, "What task {Id} brought could not be stored", step.Claim.Id);
            await setback.AfterIngestAsync(step);
        }
    }

    /// <summary>Stores files for the source clip, then adds them and settles in one write.</summary>
    public async Task TakeInAsync(TaskStep step, IReadOnlyList<ResultFile> files, string? note, CancellationToken ct)
    {
        if (!await step.SaveAsync(task => task.Ingest())) return;
        try
        {
            var stored = await ingest.RunAsync(step.Claim.Id, files, (key, token) => IsFileOfAsync(step.Task.Request.SourceClipId, key, token), ct);
            await step.SaveAsync((db, task) => FinishAsync(db, task, stored, note));
        }
        catch (BadMediaException fault)
        {
            await step.SaveAsync((db, task) => finish.FailAsync(db, task, FailureCause.BadResult, fault.Message, CancellationToken.None));
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogError(fault, "What task {Id} brought could not be stored", step.Claim.Id);
            await setback.AfterIngestAsync(step);
        }
    }

    /// <summary>Keeps a persona and settles, in one write.</summary>
    public Task<bool> TakeInAsync(TaskStep step, PersonaResult result) => step.SaveAsync((db, task) =>
        result.Data.Length is 0 or > Persona.DataLimit || !RequestRules.IsReadable(result.Data) || task.Request.SourceClipId is not { } sourceId
            ? finish.FailAsync(db, task, FailureCause.BadResult, "The provider's persona cannot be kept.", CancellationToken.None)
            : finish.SucceedAsync(db, task, PersonaOf(task, sourceId, result), CancellationToken.None));

    /// <summary>Keeps words and settles, in one write.</summary>
    public Task<bool> TakeInAsync(TaskStep step, string text) => step.SaveAsync((db, task) =>
        string.IsNullOrWhiteSpace(text) || text.Length > TextLimit || !RequestRules.IsReadable(text)
            ? finish.FailAsync(db, task, FailureCause.BadResult, "The provider's words cannot be kept.", CancellationToken.None)
            : finish.SucceedAsync(db, task, text, CancellationToken.None));

    private Persona PersonaOf(MusicTask task, Guid sourceId, PersonaResult result) => new()
    {
        Id = task.Id,
        WorkspaceId = task.WorkspaceId,
        OwnerId = task.CreatedById,
        Name = task.Request.Title?.Trim() is { Length: > 0 and <= Belonging.NameLimit } name ? name : RequestTitle.Of(task.Request),
        Description = ReceivedText.Fit(task.Request.Description?.Trim(), Persona.DescriptionLimit) is { Length: > 0 } description ? description : null,
        Summary = ReceivedText.Fit(result.Summary, Persona.SummaryLimit),
        Provider = task.Provider,
        Data = result.Data,
        SourceClipId = sourceId,
        CreatedAt = time.GetUtcNow().UtcDateTime,
    };

    // A finished task's files are never replaced, not even by a step that lost its lease and has not noticed yet.
    private async Task<bool> IsInUseAsync(Guid taskId, string key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var clips = db.Clips;
        return await db.ClipFiles.AnyAsync(file => file.StorageKey == key && clips.Any(clip => clip.Id == file.ClipId && clip.TaskId == taskId), ct);
    }

    private async Task<bool> IsFileOfAsync(Guid? clipId, string key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ClipFiles.AnyAsync(file => file.ClipId == clipId && file.StorageKey == key, ct);
    }

    // Somebody else may have brought the same files, or thrown the song away for good.
    private async Task FinishAsync(MusicDb db, MusicTask task, IReadOnlyList<IngestedFile> stored, string? note)
    {
        var clip = await db.Clips.SingleOrDefaultAsync(clip => clip.Id == task.Request.SourceClipId);
        var present = await db.ClipFiles.Where(file => file.ClipId == task.Request.SourceClipId).Select(file => file.Kind).ToListAsync();
        var added = clip is null ? [] : stored.Where(file => !present.Contains(file.Kind)).Select(file => FileOf(clip, file)).ToList();
        await (added.Count == 0
            ? finish.FailAsync(db, task, FailureCause.BadResult, clip is null ? "The song is not there any more." : "The song has these files already.", CancellationToken.None)
            : finish.SucceedAsync(db, task, clip!.Id, added, note, CancellationToken.None));
    }

    private Task FinishAsync(MusicDb db, MusicTask task, ProviderManifest manifest, Ingested ingested)
    {
        if (ingested.Takes.Count == 0) return finish.FailAsync(db, task, FailureCause.BadResult, ingested.Faults.Count > 0 ? ingested.Faults[0] : "The provider answered without a song.", CancellationToken.None);
        var (clips, files, now) = (new List<Clip>(), new List<ClipFile>(), time.GetUtcNow());
        foreach (var take in ingested.Takes)
        {
            var clip = ClipOf(task, take.Result, now);
            clips.Add(clip);
            files.AddRange(take.Files.Select(file => FileOf(clip, file)));
            db.ClipSources.AddRange(SourcesOf(clip, task.Request));
        }

        var promised = manifest.FindOperation(task.Op)?.Takes ?? clips.Count;
        var note = clips.Count >= promised ? null : string.Join(' ', [$"{clips.Count} of {promised} takes arrived; the price is the same.", .. ingested.Faults]);
        return finish.SucceedAsync(db, task, clips, files, note, CancellationToken.None);
    }

    private static Clip ClipOf(MusicTask task, ProviderResult result, DateTimeOffset now) => new()
    {
        // Lists go from the newest id down, and the first take should stand first.
        Id = Guid.CreateVersion7(now.AddMilliseconds(-result.Index)),
        WorkspaceId = task.WorkspaceId,
        TaskId = task.Id,
        Index = result.Index,
        Title = ReceivedText.Fit(result.Title.Trim(), TitleLimit) is { Length: > 0 } title ? title : RequestTitle.Of(task.Request),
        Styles = ReceivedText.Fit(result.Styles),
        Lyrics = ReceivedText.Fit(result.Lyrics),
        Op = task.Op,
        Provider = task.Provider,
        ProviderClipId = IdOf(result),
        Model = task.Request.Model,
        DurationSeconds = result.DurationSeconds,
        Bpm = result.Bpm,
        Key = ReceivedText.Fit(result.Key, KeyLimit),
        Peaks = result.Peaks,
        Note = ReceivedText.Fit(result.Note, NoteLimit),
        CreatedById = task.CreatedById,
        CreatedAt = task.CreatedAt,
    };

    // An id that cannot be kept whole is none: cut, it would name something else or nothing.
    private static string? IdOf(ProviderResult result) =>
        result.ProviderClipId is { Length: > 0 and <= Clip.ProviderClipIdLimit } id && !id.Any(char.IsControl) && RequestRules.IsReadable(id) ? id : null;

    private static IEnumerable<ClipSource> SourcesOf(Clip clip, MusicRequest request) => request.AllSources.Select((sourceId, position) => new ClipSource
    {
        ClipId = clip.Id,
        Position = position,
        SourceClipId = sourceId,
        AtSeconds = request.ContinueAtSeconds,
        IsPart = request.OnlyNewPart,
    });

    private ClipFile FileOf(Clip clip, IngestedFile file) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        ClipId = clip.Id,
        Kind = file.Kind,
        StorageKey = file.Stored.Key,
        ContentType = file.ContentType,
        SizeBytes = file.Stored.SizeBytes,
        Sha256 = file.Stored.Sha256,
    };
}
