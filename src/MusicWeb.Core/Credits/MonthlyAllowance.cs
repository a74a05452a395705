using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Gives every personal workspace that existed when a month began its credits for it, once by a unique key, and makes months good that
/// passed while nothing ran. Teams get none: whoever makes ten teams would otherwise have ten allowances; members move credits there.
/// </summary>
public sealed class MonthlyAllowance(IDbContextFactory<MusicDb> databases, WriteQueue writes, Ledger ledger, IOptions<CreditOptions> credits, TimeProvider time)
{
    private const int PageSize = 100;

    /// <summary>Whole credits a month; 0 when the allowance is off.</summary>
    public long AmountCredits => credits.Value.MonthlyAllowance;

    /// <summary>When the next month begins, in UTC.</summary>
    public DateTime NextAt => MonthOf(time.GetUtcNow().UtcDateTime).AddMonths(1);

    /// <summary>Gives what is due. Several processes at once, or a repetition after a crash, give nothing twice.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var month in await OpenAsync(MonthOf(now), ct))
        {
            // Credits that only lived in a month that is over would expire at once.
            var end = credits.Value.AllowanceExpires ? month.StartsAt.AddMonths(1) : (DateTime?)null;
            if (month.AmountCredits > 0 && !(end <= now)) await GiveAsync(month, end, ct);
            await writes.RunAsync<int>(async db => await db.AllowanceMonths.Where(row => row.StartsAt == month.StartsAt).ExecuteUpdateAsync(set => set.SetProperty(row => row.FinishedAt, now), ct), ct);
        }
    }

    // Every month gets a row, so that one in which the allowance was off is never given afterwards.
    private async Task<IReadOnlyList<AllowanceMonth>> OpenAsync(DateTime current, CancellationToken ct)
    {
        await using (var look = await databases.CreateDbContextAsync(ct))
        {
            if (await look.AllowanceMonths.AnyAsync(month => month.StartsAt == current && month.FinishedAt != null, ct)) return [];
        }

        var opened = await writes.RunAsync<IReadOnlyList<AllowanceMonth>>(
            async db =>
            {
                var last = await db.AllowanceMonths.OrderByDescending(month => month.StartsAt).Select(month => (DateTime?)month.StartsAt).FirstOrDefaultAsync(ct);
                for (var next = last?.AddMonths(1) ?? current; next <= current; next = next.AddMonths(1)) db.AllowanceMonths.Add(new AllowanceMonth { StartsAt = next, AmountCredits = AmountCredits });
                await db.SaveChangesAsync(ct);
                return await db.AllowanceMonths.AsNoTracking().Where(month => month.FinishedAt == null).OrderBy(month => month.StartsAt).ToListAsync(ct);
            },
            ct);
        return opened.Value!;
    }

    private async Task GiveAsync(AllowanceMonth month, DateTime? expiresAt, CancellationToken ct)
    {
        var last = Guid.Empty;
        while (true)
        {
            var page = await writes.RunAsync<List<Guid>>(
                async db =>
                {
                    var ids = await db.Workspaces
                        .Where(workspace => workspace.IsPersonal && workspace.CreatedAt < month.StartsAt && workspace.Id > last)
                        .OrderBy(workspace => workspace.Id).Select(workspace => workspace.Id).Take(PageSize).ToListAsync(ct);
                    foreach (var id in ids) await ledger.GrantAsync(db, id, month.AmountCredits, "Monthly credits", actorId: null, $"allowance:{id}:{month.StartsAt:yyyy-MM}", expiresAt, ct);
                    return ids;
                },
                ct);
            if (page.Value!.Count < PageSize) return;
            last = page.Value[^1];
        }
    }

    private static DateTime MonthOf(DateTime time) => new(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
