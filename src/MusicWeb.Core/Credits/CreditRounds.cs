using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What time itself does to credits: they expire, months bring new ones, and every night the books are checked. The night also forgets what is old.</summary>
internal sealed class CreditRounds(
    IDbContextFactory<MusicDb> databases, WriteQueue writes, Ledger ledger, MonthlyAllowance allowance, CheckBooks check, ForgetOld forget, TimeProvider time, ILogger<CreditRounds> log) : BackgroundService
{
    private const int PageSize = 100;

    // Three in the morning UTC, when few make songs.
    private static readonly TimeSpan _nightHour = TimeSpan.FromHours(3);

    // Longest sleep: other processes may give credits that expire sooner than what this one knows of.
    private static readonly TimeSpan _longestSleep = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var night = NextNight();
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(ExpireAsync, "Letting credits expire", stoppingToken);
            await TryAsync(allowance.RunAsync, "Giving monthly credits", stoppingToken);
            if (time.GetUtcNow().UtcDateTime >= night)
            {
                await TryAsync(ct => check.RunNightAsync(night, ct), "Checking the books", stoppingToken);
                await TryAsync(forget.RunAsync, "Forgetting what is old", stoppingToken);
                night = NextNight();
            }

            var wake = new[] { time.GetUtcNow().UtcDateTime + _longestSleep, night, allowance.NextAt, await FindNextExpiryAsync(stoppingToken) ?? DateTime.MaxValue }.Min();
            var sleep = wake - time.GetUtcNow().UtcDateTime;
            if (sleep > TimeSpan.Zero) await Task.Delay(sleep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Lets everything go that is over its time, account by account.</summary>
    internal async Task ExpireAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var last = Guid.Empty;
        while (true)
        {
            List<Guid> due;
            await using (var db = await databases.CreateDbContextAsync(ct))
            {
                due = await db.CreditAccounts.Where(account => account.NextExpiryAt <= now && account.Id > last).OrderBy(account => account.Id).Select(account => account.Id).Take(PageSize).ToListAsync(ct);
            }

            foreach (var id in due) await writes.RunAsync<long>(async db => await ledger.ExpireAsync(db, id, ct), ct);
            if (due.Count < PageSize) return;
            last = due[^1];
        }
    }

    private DateTime NextNight()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = now.Date + _nightHour;
        return now < today ? today : today.AddDays(1);
    }

    private async Task<DateTime?> FindNextExpiryAsync(CancellationToken ct)
    {
        try
        {
            var now = time.GetUtcNow().UtcDateTime;
            await using var db = await databases.CreateDbContextAsync(ct);
            return await db.CreditAccounts.Where(account => account.NextExpiryAt > now).MinAsync(account => account.NextExpiryAt, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(fault, "The next expiry could not be found");
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // A database that is away for a while must not end the rounds.
    private async Task TryAsync(Func<CancellationToken, Task> round, string doing, CancellationToken ct)
    {
        try
        {
            await round(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The loop sees it.
        }
        catch (Exception fault)
        {
            log.LogError(fault, "{Doing} failed; it is tried again in {Minutes} minutes", doing, _longestSleep.TotalMinutes);
        }
    }
}
