using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Has all books checked and keeps what came out. It reports and never repairs: what broke them must be understood first. Broken books do
/// not take the site down; they are logged as errors and shown to administrators.
/// </summary>
public sealed class CheckBooks(IDbContextFactory<MusicDb> databases, WriteQueue writes, CreditAudit audit, TimeProvider time, ILogger<CheckBooks> log)
{
    private const int MaxTake = 100;

    // Longer than any check takes: whoever began one so long ago is dead.
    private static readonly TimeSpan _patience = TimeSpan.FromHours(1);
    private static readonly TimeSpan _kept = TimeSpan.FromDays(90);

    /// <summary>Checks now.</summary>
    /// <returns>What came out; <c>forbidden</c> for whoever is no administrator.</returns>
    public async Task<Result<AuditReport>> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return new Error("forbidden", "Only an administrator can have the books checked.");
        return await RunAsync(CheckCause.Asked, actor.UserId, ct);
    }

    /// <summary>The last checks, newest first; nothing for whoever is no administrator.</summary>
    public async Task<IReadOnlyList<BooksCheck>> ListAsync(Actor actor, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return [];
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.BooksChecks.AsNoTracking().OrderByDescending(check => check.StartedAt).ThenByDescending(check => check.Id).Take(Math.Clamp(take, 1, MaxTake)).ToListAsync(ct);
    }

    internal async Task<AuditReport> RunAsync(CheckCause cause, Guid? askedById, CancellationToken ct)
    {
        var check = new BooksCheck { Id = Guid.CreateVersion7(time.GetUtcNow()), Cause = cause, AskedById = askedById, StartedAt = time.GetUtcNow().UtcDateTime };
        await writes.RunAsync<Guid>(
            async db =>
            {
                var old = check.StartedAt - _kept;
                await db.BooksChecks.Where(earlier => earlier.StartedAt < old).ExecuteDeleteAsync(ct);
                db.BooksChecks.Add(check);
                return check.Id;
            },
            ct);
        return await FinishAsync(check.Id, ct);
    }

    /// <summary>The check of a night, by whichever process comes first; null when another one makes it or has.</summary>
    internal async Task<AuditReport?> RunNightAsync(DateTime nightOf, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var taken = await writes.RunAsync<Guid?>(
            async db =>
            {
                // The unique night lets one in; the other runs again and finds it here.
                if (await db.BooksChecks.AsNoTracking().SingleOrDefaultAsync(check => check.NightOf == nightOf, ct) is not { } earlier)
                {
                    var check = new BooksCheck { Id = Guid.CreateVersion7(now), Cause = CheckCause.Night, NightOf = nightOf, StartedAt = now.UtcDateTime };
                    db.BooksChecks.Add(check);
                    return check.Id;
                }

                var dead = now.UtcDateTime - _patience;
                var again = await db.BooksChecks.Where(check => check.Id == earlier.Id && check.FinishedAt == null && check.StartedAt < dead)
                    .ExecuteUpdateAsync(set => set.SetProperty(check => check.StartedAt, now.UtcDateTime), ct);
                return again == 0 ? (Guid?)null : earlier.Id;
            },
            ct);
        return taken.Value is { } id ? await FinishAsync(id, ct) : null;
    }

    private async Task<AuditReport> FinishAsync(Guid checkId, CancellationToken ct)
    {
        var report = await audit.RunAsync(ct);
        await writes.RunAsync<Guid>(
            async db =>
            {
                (await db.BooksChecks.SingleAsync(check => check.Id == checkId, ct)).Finish(report, time.GetUtcNow().UtcDateTime);
                return checkId;
            },
            ct);
        foreach (var finding in report.Findings) log.LogError("The books do not add up: {Finding}", finding);
        if (report.IsBalanced) log.LogInformation("The books add up: {Accounts} accounts, {Transfers} entries", report.Accounts, report.Transfers);
        return report;
    }
}
