using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// The one place where a task becomes final and its hold is settled. Called inside a write with the task as that write loaded it, so
/// state, money and clips are committed together or not at all.
/// </summary>
internal sealed class FinishTask(Ledger ledger, TimeProvider time)
{
    private const int ReasonLimit = 2000;

    /// <summary>Gives the credits back and marks the task as stopped by a person.</summary>
    public Task CancelAsync(MusicDb db, MusicTask task, CancellationToken ct) => ReturnAsync(db, task, TaskState.Cancelled, cause: null, reason: null, ct);

    /// <summary>Gives the credits back and marks the task as failed.</summary>
    /// <param name="db">The write's database.</param>
    /// <param name="task">The task, tracked there.</param>
    /// <param name="cause">Whose failure it was.</param>
    /// <param name="reason">What happened, for the person who asked.</param>
    /// <param name="ct">Gives up before the commit.</param>
    public async Task FailAsync(MusicDb db, MusicTask task, FailureCause cause, string reason, CancellationToken ct)
    {
        await ReturnAsync(db, task, TaskState.Failed, cause, string.IsNullOrWhiteSpace(reason) ? "The provider gave no reason." : reason, ct);
        Notify(db, task, NoticeKind.SongFailed, "create", "“{0}” could not be made. Your credits are back.");
    }

    /// <summary>Adds the clips, spends the credits and marks the task as succeeded.</summary>
    /// <param name="db">The write's database.</param>
    /// <param name="task">The task, tracked there.</param>
    /// <param name="clips">At least one.</param>
    /// <param name="files">Their files, already in the media store.</param>
    /// <param name="note">A word to the person who asked, for example about a take that is missing; null when all is as promised.</param>
    /// <param name="ct">Gives up before the commit.</param>
    public async Task SucceedAsync(MusicDb db, MusicTask task, IReadOnlyList<Clip> clips, IReadOnlyList<ClipFile> files, string? note, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(clips.Count);
        db.Clips.AddRange(clips);
        db.ClipFiles.AddRange(files);
        await SpendAsync(db, task, note, clips.Count, ct);
        await CountUsesAsync(db, task, clips.Count, ct);
        foreach (var clip in clips) db.Announce(task.Topic, LiveKinds.Clip, clip.Id);
        db.Tell(task.WorkspaceId, task.CreatedById, ActivityKinds.SongMade, clips[0].Title, clips[0].Id, time.GetUtcNow());
        Notify(db, task, NoticeKind.SongDone, "library", "“{0}” is ready.");
    }

    /// <summary>Adds the persona that came of it, spends the credits and marks the task as succeeded.</summary>
    public async Task SucceedAsync(MusicDb db, MusicTask task, Persona persona, CancellationToken ct)
    {
        db.Personas.Add(persona);
        await SpendAsync(db, task, note: null, songs: 0, ct);
        db.Announce(task.Topic, LiveKinds.Persona, persona.Id);
        db.Tell(task.WorkspaceId, task.CreatedById, ActivityKinds.PersonaMade, persona.Name, persona.Id, time.GetUtcNow());
    }

    /// <summary>Adds files to the clip it started from, spends the credits and marks the task as succeeded.</summary>
    public async Task SucceedAsync(MusicDb db, MusicTask task, Guid clipId, IReadOnlyList<ClipFile> files, string? note, CancellationToken ct)
    {
        db.ClipFiles.AddRange(files);
        await SpendAsync(db, task, note, songs: 0, ct);
        db.Announce(task.Topic, LiveKinds.Clip, clipId);
        Notify(db, task, NoticeKind.SongDone, "library", "The new files of “{0}” are ready.");
    }

    /// <summary>Keeps the words that came of it, spends the credits and marks the task as succeeded.</summary>
    public async Task SucceedAsync(MusicDb db, MusicTask task, string text, CancellationToken ct)
    {
        task.Keep(text);
        await SpendAsync(db, task, note: null, songs: 0, ct);
        db.Announce(task.Topic, LiveKinds.Text, task.Id);
    }

    private async Task SpendAsync(MusicDb db, MusicTask task, string? note, int songs, CancellationToken ct)
    {
        await EndAsync(db, task, TaskState.Succeeded, cause: null, note, songs, ct);
        if (task.PriceCredits > 0) await ledger.CaptureAsync(db, task.Id, RequestTitle.Of(task.Request), ct);
    }

    // Whoever shared something sees what it was used for, whatever becomes of the clips later.
    private async Task CountUsesAsync(MusicDb db, MusicTask task, int clips, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var id in new[] { task.Request.PersonaId, task.Request.LyricSheetId, task.Request.PresetId })
        {
            if (id is { } subjectId) await db.CountUseAsync(subjectId, task.WorkspaceId, task.CreatedById, clips, task.PriceCredits, now, ct);
        }
    }

    private void Notify(MusicDb db, MusicTask task, NoticeKind kind, string page, string text)
    {
        var workspace = task.WorkspaceId == task.CreatedById ? FindActor.Me : $"{task.WorkspaceId}";
        db.Notify(task.CreatedById, kind, time.GetUtcNow(), $"/w/{workspace}/{page}", text, RequestTitle.Of(task.Request));
    }

    private async Task ReturnAsync(MusicDb db, MusicTask task, TaskState state, FailureCause? cause, string? reason, CancellationToken ct)
    {
        await EndAsync(db, task, state, cause, reason, songs: 0, ct);
        if (task.PriceCredits > 0) await ledger.VoidAsync(db, task.Id, RequestTitle.Of(task.Request), ct);
    }

    // Saved before the hold is touched: of two that end a task at once, the row's revision stops the later one while it still looks
    // like a lost race, and it runs again on what is there then. The ledger announces the balance itself.
    private async Task EndAsync(MusicDb db, MusicTask task, TaskState state, FailureCause? cause, string? reason, int songs, CancellationToken ct)
    {
        if (task.HookSecret is not null) await db.HookEvents.Where(seen => seen.TaskId == task.Id).ExecuteDeleteAsync(ct);
        task.Finish(state, cause, ReceivedText.Fit(reason, ReasonLimit), time.GetUtcNow().UtcDateTime);
        db.Announce(task.Topic, LiveKinds.Task, task.Id);
        await db.SaveChangesAsync(ct);
        await UsageDay.CountAsync(db, task, songs, ct);
        await TaskKeys.LetGoAsync(db, task, ct);
    }
}
