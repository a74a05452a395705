using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>Words that somebody had written.</summary>
/// <param name="TaskId">The task that wrote them.</param>
/// <param name="About">What it was asked to write about, or the style words it was given.</param>
/// <param name="Text">The words.</param>
public sealed record WrittenText(Guid TaskId, string About, string Text);

/// <summary>Finds what somebody had written lately: words that were paid for are not lost with the dialog that ordered them.</summary>
public sealed class WrittenTexts(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    /// <summary>How many are found.</summary>
    public const int Most = 5;

    private static readonly TimeSpan _lately = TimeSpan.FromDays(7);

    /// <summary>The actor's own of this workspace and the last seven days, newest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="op">What wrote them: an operation that makes words.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<WrittenText>> RunAsync(Actor actor, string op, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (userId, workspaceId, since) = (actor.UserId, actor.WorkspaceId, time.GetUtcNow().UtcDateTime - _lately);
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Tasks.AsNoTracking()
            .Where(task => task.CreatedById == userId && task.CreatedAt >= since && task.WorkspaceId == workspaceId && task.Op == op && task.Text != null)
            .OrderByDescending(task => task.CreatedAt).ThenByDescending(task => task.Id).Take(Most)
            .Select(task => new { task.Id, task.Request, task.Text }).ToListAsync(ct);
        return [.. rows.Select(row => new WrittenText(row.Id, row.Request.Description ?? row.Request.Styles ?? RequestTitle.Of(row.Request), row.Text!))];
    }
}
