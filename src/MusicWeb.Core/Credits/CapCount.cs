using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Counts what members make a workspace spend, in the write that moves the credits. The cap stands inside the UPDATE, so parallel
/// orders cannot pass it together. Counted also where there is no cap, so that one set later knows the day it is set on.
/// </summary>
internal static class CapCount
{
    private static readonly SpendPeriod[] _periods = [SpendPeriod.Day, SpendPeriod.Month];

    /// <summary>Counts an order that a workspace pays for. The account's row is held by then, so the counters have one writer.</summary>
    /// <returns>Null when the caps allow it, else which of them does not.</returns>
    public static async Task<Error?> TakeAsync(MusicDb db, Actor actor, Guid workspaceId, long amountCredits, DateTimeOffset now, CancellationToken ct)
    {
        var terms = await db.MemberCaps.TermsOfAsync(workspaceId, actor.UserId, ct);
        foreach (var period in _periods)
        {
            var row = await OpenAsync(db, workspaceId, actor.UserId, period, now.UtcDateTime, ct);
            var hard = terms.HardOf(period);
            var counted = await row.Where(row => hard == null || row.Credits + amountCredits <= hard)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Credits, row => row.Credits + amountCredits), ct);
            if (counted == 0) return Refuse(period, amountCredits, await row.Select(row => row.Credits).SingleAsync(ct), hard!.Value, now.UtcDateTime);
            if (terms.SoftOf(period) is { } soft) await WarnAsync(db, row, actor, workspaceId, period, soft, now, ct);
        }

        return null;
    }

    /// <summary>Takes an order back that came to nothing, from the periods it was counted in.</summary>
    public static async Task GiveBackAsync(MusicDb db, Guid userId, Guid workspaceId, long amountCredits, DateTime countedAt, CancellationToken ct)
    {
        var (day, month) = (SpendPeriod.Day.StartOf(countedAt), SpendPeriod.Month.StartOf(countedAt));
        await db.MemberSpending
            .Where(row => row.WorkspaceId == workspaceId && row.UserId == userId && ((row.Period == SpendPeriod.Day && row.StartsAt == day) || (row.Period == SpendPeriod.Month && row.StartsAt == month)))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Credits, row => row.Credits - amountCredits), ct);
    }

    /// <summary>The sentence that names the cap, what it is and when it starts anew.</summary>
    public static Error Refuse(SpendPeriod period, long amountCredits, long spentCredits, long hardCredits, DateTime now) => new(
        "cap_reached",
        period is SpendPeriod.Day
            ? "This costs {0} credits, and you have spent {1} of the {2} that you may spend of this team's credits a day. The next day begins at {3:yyyy-MM-dd HH:mm} UTC."
            : "This costs {0} credits, and you have spent {1} of the {2} that you may spend of this team's credits a month. The next month begins at {3:yyyy-MM-dd HH:mm} UTC.",
        amountCredits, spentCredits, hardCredits, period.EndOf(now));

    private static async Task<IQueryable<MemberSpending>> OpenAsync(MusicDb db, Guid workspaceId, Guid userId, SpendPeriod period, DateTime now, CancellationToken ct)
    {
        var startsAt = period.StartOf(now);
        var row = db.MemberSpending.Where(row => row.WorkspaceId == workspaceId && row.Period == period && row.StartsAt == startsAt && row.UserId == userId);
        if (await row.AnyAsync(ct)) return row;
        db.MemberSpending.Add(new MemberSpending { WorkspaceId = workspaceId, UserId = userId, Period = period, StartsAt = startsAt });
        await db.SaveChangesAsync(ct);
        return row;
    }

    // Once in a period, whoever is first.
    private static async Task WarnAsync(MusicDb db, IQueryable<MemberSpending> row, Actor actor, Guid workspaceId, SpendPeriod period, long softCredits, DateTimeOffset now, CancellationToken ct)
    {
        var isFirst = await row.Where(row => row.Credits > softCredits && row.WarnedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.WarnedAt, now.UtcDateTime), ct) == 1;
        if (!isFirst) return;
        db.Tell(workspaceId, actor.UserId, period is SpendPeriod.Day ? ActivityKinds.DayCapPassed : ActivityKinds.MonthCapPassed, $"{softCredits}", actor.UserId, now);
        db.Announce($"workspace:{workspaceId}", LiveKinds.Members, actor.UserId);
        await NotifyAsync(db, actor, workspaceId, period, $"{softCredits}", now, ct);
    }

    // The member and those who set the cap.
    private static async Task NotifyAsync(MusicDb db, Actor actor, Guid workspaceId, SpendPeriod period, string softCredits, DateTimeOffset now, CancellationToken ct)
    {
        var isDay = period is SpendPeriod.Day;
        var team = await db.WorkspaceNameAsync(workspaceId, ct);
        db.Notify(
            actor.UserId, NoticeKind.Workspace, now, $"/w/{workspaceId}/create",
            isDay ? "You have spent more than {0} credits of “{1}” today." : "You have spent more than {0} credits of “{1}” this month.", softCredits, team);
        var (who, managers) = (await db.ShortNameOfAsync(actor.UserId, ct), db.Memberships.Where(member => member.WorkspaceId == workspaceId && (member.Role == Role.Owner || member.Role == Role.Admin)));
        foreach (var managerId in await managers.Where(member => member.UserId != actor.UserId).Select(member => member.UserId).Order().Take(AcceptInvitation.MaxMembers).ToListAsync(ct))
        {
            db.Notify(
                managerId, NoticeKind.Workspace, now, $"/w/{workspaceId}/settings",
                isDay ? "{0} has spent more than {1} credits of “{2}” today." : "{0} has spent more than {1} credits of “{2}” this month.", who, softCredits, team);
        }
    }
}
