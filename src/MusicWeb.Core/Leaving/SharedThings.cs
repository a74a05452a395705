using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Leaving;

/// <summary>What becomes of personas, lyrics and presets that somebody shared, when that person goes.</summary>
internal static class SharedThings
{
    /// <summary>How many of the personal workspace are shared with a team.</summary>
    public static async Task<int> CountSharedAsync(this MusicDb db, Guid userId, CancellationToken ct) =>
        await db.Shared<Persona>(userId).CountAsync(ct) + await db.Shared<LyricSheet>(userId).CountAsync(ct) + await db.Shared<Preset>(userId).CountAsync(ct);

    /// <summary>Gives each of them to the team that has had it for longest; whoever owns that team manages it from then on.</summary>
    public static async Task HandOnAsync(this MusicDb db, Actor leaver, DateTimeOffset now, CancellationToken ct)
    {
        await db.HandOnAsync<Persona>(leaver, now, ct);
        await db.HandOnAsync<LyricSheet>(leaver, now, ct);
        await db.HandOnAsync<Preset>(leaver, now, ct);
    }

    private static async Task HandOnAsync<T>(this MusicDb db, Actor leaver, DateTimeOffset now, CancellationToken ct)
        where T : Belonging
    {
        var (shares, memberships) = (db.Shares, db.Memberships);
        foreach (var item in await db.Shared<T>(leaver.UserId).AsNoTracking().ToListAsync(ct))
        {
            var heir = await shares.Where(share => share.SubjectId == item.Id)
                .Join(memberships.Where(member => member.Role == Role.Owner), share => share.WorkspaceId, owner => owner.WorkspaceId, (share, owner) => new { share.WorkspaceId, share.CreatedAt, owner.UserId })
                .OrderBy(row => row.CreatedAt).ThenBy(row => row.WorkspaceId).FirstAsync(ct);
            var (homeId, ownerId) = (heir.WorkspaceId, heir.UserId);
            await db.AnnounceAsync(item, ct);
            await shares.Where(share => share.SubjectId == item.Id && share.WorkspaceId == homeId).ExecuteDeleteAsync(ct);
            await db.Set<T>().Where(one => one.Id == item.Id).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.WorkspaceId, homeId).SetProperty(one => one.OwnerId, ownerId).SetProperty(one => one.Revision, one => one.Revision + 1), ct);
            db.Audit(leaver, $"{item.Kind}.left", item.Name, item.Id, now, after: "with the team it was shared with");
            db.Notify(ownerId, NoticeKind.Workspace, now, $"/w/{homeId}/activity", "“{0}” was left to “{1}” by somebody who is gone.", item.Name, await db.WorkspaceNameAsync(homeId, ct));
        }
    }

    // A team that is gone has no owner.
    private static IQueryable<T> Shared<T>(this MusicDb db, Guid userId)
        where T : Belonging
    {
        var (shares, memberships) = (db.Shares, db.Memberships);
        return db.Set<T>().Where(item => item.WorkspaceId == userId && item.TrashedAt == null
            && shares.Any(share => share.SubjectId == item.Id && memberships.Any(member => member.WorkspaceId == share.WorkspaceId && member.Role == Role.Owner)));
    }
}
