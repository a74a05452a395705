using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Deletes what nobody looks at any more: notices that were read, and sessions that ended or were left, both longer ago than the settings say.</summary>
internal sealed class ForgetOld(WriteQueue writes, IOptions<AccountOptions> options, TimeProvider time)
{
    /// <summary>Rows of one write: orders wait behind it.</summary>
    internal const int BatchSize = 500;

    /// <summary>Deletes all of it, some rows at a time. Several processes may do so at once.</summary>
    /// <returns>How many rows went.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow().UtcDateTime.AddDays(-options.Value.KeepDays);
        return await ForgetAsync(async db =>
            {
                var old = await db.Notices.Where(notice => notice.CreatedAt < before && notice.ReadAt != null).OrderBy(notice => notice.CreatedAt).Take(BatchSize).Select(notice => notice.Id).ToListAsync(ct);
                return await db.Notices.Where(notice => old.Contains(notice.Id)).ExecuteDeleteAsync(ct);
            }, ct)
            + await ForgetAsync(async db =>
            {
                // A session that was not used for so long has outlived its cookie.
                var old = await db.Sessions.Where(session => session.LastSeenAt < before).OrderBy(session => session.LastSeenAt).Take(BatchSize).Select(session => session.Id).ToListAsync(ct);
                return await db.Sessions.Where(session => old.Contains(session.Id)).ExecuteDeleteAsync(ct);
            }, ct);
    }

    private async Task<int> ForgetAsync(Func<MusicDb, Task<Result<int>>> forget, CancellationToken ct)
    {
        var gone = 0;
        while (true)
        {
            var batch = (await writes.RunAsync(forget, ct)).Value;
            gone += batch;
            if (batch < BatchSize) return gone;
        }
    }
}
