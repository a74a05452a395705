using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>A task in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title, or the beginning of what was asked for.</param>
/// <param name="Op">The operation.</param>
/// <param name="Provider">Who works on it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PriceCredits">What was held for it.</param>
/// <param name="Cause">Whose failure it was; null unless it failed.</param>
/// <param name="Reason">Why it failed or is uncertain, or a note.</param>
/// <param name="CreatedAt">When it was enqueued.</param>
/// <param name="FinalizedAt">When it ended.</param>
public sealed record TaskLine(
    Guid Id, string Title, string Op, string Provider, TaskState State, long PriceCredits, FailureCause? Cause, string? Reason, DateTime CreatedAt, DateTime? FinalizedAt);

/// <summary>A task with everything that explains its charge.</summary>
/// <param name="Line">The task.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="Owner">Who asked; null when the account is gone.</param>
/// <param name="WorkspaceId">Where.</param>
/// <param name="WorkspaceName">What the workspace is called.</param>
/// <param name="PayerId">The credit account that pays.</param>
/// <param name="StartedAt">When the work began.</param>
/// <param name="ProviderTaskId">The provider's id of it.</param>
/// <param name="RetryOfId">The task it repeats.</param>
/// <param name="Songs">How many clips it yielded.</param>
/// <param name="Entries">What the books say about it, oldest first.</param>
public sealed record TaskStory(
    TaskLine Line, string Model, Person? Owner, Guid WorkspaceId, string? WorkspaceName, Guid PayerId, DateTime? StartedAt, string? ProviderTaskId, Guid? RetryOfId, int Songs,
    IReadOnlyList<StatementRow> Entries);

/// <summary>Reads anybody's tasks; for administrators only.</summary>
public sealed class FindTasks(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTake = 200;

    /// <summary>A page of what a person asked for, in any workspace, newest first.</summary>
    /// <returns>The page; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<Page<TaskLine>>> OfUserAsync(Actor actor, Guid userId, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var tasks = db.Tasks.AsNoTracking().Where(task => task.CreatedById == userId);
        if (before is var (time, id)) tasks = tasks.Where(task => task.CreatedAt <= time && (task.CreatedAt < time || task.Id < id));
        var rows = await tasks.OrderByDescending(task => task.CreatedAt).ThenByDescending(task => task.Id).Take(take + 1).ToListAsync(ct);
        var isLast = rows.Count <= take;
        if (!isLast) rows.RemoveAt(take);
        return new Page<TaskLine>([.. rows.Select(LineOf)], isLast ? null : new Cursor(rows[^1].CreatedAt, rows[^1].Id));
    }

    /// <summary>The open tasks of a provider, oldest first; at most 200.</summary>
    /// <returns>The tasks; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<IReadOnlyList<TaskLine>>> OpenAsync(Actor actor, string provider, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Tasks.AsNoTracking().Where(task => task.FinalizedAt == null && task.Provider == provider)
            .OrderBy(task => task.CreatedAt).ThenBy(task => task.Id).Take(Math.Clamp(take, 1, MaxTake)).ToListAsync(ct);
        return rows.ConvertAll(LineOf);
    }

    /// <summary>One task with its charge; <c>not_found</c> when there is none, and for who is no administrator.</summary>
    public async Task<Result<TaskStory>> FindAsync(Actor actor, Guid taskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Tasks.AsNoTracking().SingleOrDefaultAsync(task => task.Id == taskId, ct) is not { } task) return Error.NotFound;
        var entries = await CreditStatement.RowsOf(
            db, db.Transfers.Where(transfer => transfer.TaskId == taskId).OrderBy(transfer => transfer.CreatedAt).ThenBy(transfer => transfer.Number)).ToListAsync(ct);
        return new TaskStory(
            LineOf(task), task.Request.Model,
            await db.Users.Where(user => user.Id == task.CreatedById).Select(user => new Person(user.Id, user.Email ?? "")).SingleOrDefaultAsync(ct),
            task.WorkspaceId,
            await db.Workspaces.Where(workspace => workspace.Id == task.WorkspaceId).Select(workspace => workspace.Name).SingleOrDefaultAsync(ct),
            task.PayerId, task.StartedAt, task.ProviderTaskId, task.RetryOfId,
            await db.Clips.CountAsync(clip => clip.TaskId == taskId, ct), entries);
    }

    internal static TaskLine LineOf(MusicTask task) => new(
        task.Id, RequestTitle.Of(task.Request), task.Op, task.Provider, task.State, task.PriceCredits, task.Cause, task.Reason, task.CreatedAt, task.FinalizedAt);
}
