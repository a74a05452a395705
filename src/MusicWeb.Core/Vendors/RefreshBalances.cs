using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Vendors;

/// <summary>
/// Asks vendors for the balances of people's and teams' keys without anybody asking, so that the books stay beside what the vendors say.
/// Nothing but reads that cost nothing; a few keys at a time, those first that wait longest.
/// </summary>
internal sealed class RefreshBalances(IDbContextFactory<MusicDb> databases, WriteQueue writes, KeyBalance balance, TimeProvider time, ILogger<RefreshBalances> log)
{
    private const int AtOnce = 20;

    // Vendors take or return their price a moment after they say how it ended.
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan _usual = TimeSpan.FromHours(1);

    /// <summary>When a balance that is read now is read again: in an hour, up to a quarter earlier or later, so that keys that were entered together are not asked for together.</summary>
    public static DateTime Later(DateTime now) => now + (_usual * (0.75 + (Random.Shared.NextDouble() / 2)));

    /// <summary>Inside a write: has the balance of a key read soon, if it is read at all.</summary>
    public static Task SoonAsync(MusicDb db, Guid keyId, DateTime now, CancellationToken ct)
    {
        var soon = now + _soon;
        return db.ProviderKeys.Where(key => key.Id == keyId && key.BalanceDueAt > soon).ExecuteUpdateAsync(set => set.SetProperty(key => key.BalanceDueAt, soon), ct);
    }

    /// <summary>Asks for the balances that are due; a vendor that cannot be reached is asked again with the next turn of its keys.</summary>
    /// <returns>How many were asked for.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var asked = 0;
        foreach (var keyId in await DueAsync(ct))
        {
            if (!await TakeAsync(keyId, ct)) continue;
            asked++;
            try
            {
                await balance.ReadAsync(keyId, ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(fault, "The balance of key {Key} could not be read", keyId);
            }
        }

        return asked;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ProviderKeys.Where(key => key.RetiredAt == null && key.BalanceDueAt <= now).OrderBy(key => key.BalanceDueAt).ThenBy(key => key.Id).Select(key => key.Id).Take(AtOnce).ToListAsync(ct);
    }

    // Of several processes one asks; if it dies meanwhile, the next turn comes all the same.
    private async Task<bool> TakeAsync(Guid keyId, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var later = Later(now);
        var taken = await writes.RunAsync<bool>(
            async db => await db.ProviderKeys.Where(key => key.Id == keyId && key.RetiredAt == null && key.BalanceDueAt <= now).ExecuteUpdateAsync(set => set.SetProperty(key => key.BalanceDueAt, later), ct) == 1, ct);
        return taken.Value;
    }
}

/// <summary>Looks for balances that are due, every few seconds; a look is one question to an index.</summary>
internal sealed class BalanceWatch(RefreshBalances balances, TimeProvider time, ILogger<BalanceWatch> log) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(_every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await LookAsync(stoppingToken);
        }
    }

    // A database that is away for a while must not end the watch.
    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await balances.RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Balances of keys could not be read; the next look is in {Seconds} s", _every.TotalSeconds);
        }
    }
}
