using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>What somebody made with a belonging.</summary>
/// <param name="Person">What the others call the user.</param>
/// <param name="Workspace">Where.</param>
/// <param name="Clips">How many clips.</param>
/// <param name="Credits">For how many credits.</param>
/// <param name="LastUsedAt">When last.</param>
public sealed record UsageRow(string Person, string Workspace, long Clips, long Credits, DateTime LastUsedAt);

/// <summary>What everybody made with a belonging.</summary>
/// <param name="Rows">The last users, newest first.</param>
/// <param name="Clips">Clips of everybody, also of those who are not listed.</param>
/// <param name="Credits">Their credits.</param>
/// <param name="People">How many there are.</param>
public sealed record Usage(IReadOnlyList<UsageRow> Rows, long Clips, long Credits, int People);

/// <summary>Reads who used a belonging: one row a person and workspace, however many songs they made.</summary>
public sealed class UsageList(IDbContextFactory<MusicDb> databases)
{
    /// <summary>How many users are listed.</summary>
    public const int MostRows = 50;

    /// <summary>The usage of a belonging that the actor may manage.</summary>
    /// <returns>The usage; <c>not_found</c> or <c>forbidden</c>.</returns>
    public async Task<Result<Usage>> RunAsync<T>(Actor actor, Guid id, CancellationToken ct)
        where T : Belonging
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.FindManagedAsync<T>(actor, id, ct);
        if (!found.IsOk) return found.Error;
        var (users, workspaces) = (db.Users, db.Workspaces);
        var uses = db.BelongingUses.Where(use => use.SubjectId == id);
        var rows = await (
            from use in uses.OrderByDescending(use => use.LastUsedAt).Take(MostRows)
            join user in users on use.UserId equals user.Id
            join workspace in workspaces on use.WorkspaceId equals workspace.Id
            orderby use.LastUsedAt descending
            select new UsageRow(user.DisplayName ?? user.UserName ?? "", workspace.Name, use.Clips, use.Credits, use.LastUsedAt)).ToListAsync(ct);
        var sum = await uses.GroupBy(use => use.SubjectId).Select(all => new { Clips = all.Sum(use => use.Clips), Credits = all.Sum(use => use.Credits), People = all.Select(use => use.UserId).Distinct().Count() }).SingleOrDefaultAsync(ct);
        return new Usage(rows, sum?.Clips ?? 0, sum?.Credits ?? 0, sum?.People ?? 0);
    }
}
