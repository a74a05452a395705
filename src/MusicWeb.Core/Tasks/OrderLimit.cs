using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// How fast a person may order, whichever doors and keys the orders come through. It counts the orders themselves, so a restart forgets
/// nothing and several processes count together; a repeated or refused order does not count.
/// </summary>
public sealed class OrderLimit(IOptions<TaskOptions> options)
{
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    /// <summary>Null when the actor may order now; otherwise <c>too_many_orders</c> with the time to wait.</summary>
    internal async Task<Error?> RefuseAsync(MusicDb db, Actor actor, DateTime now, CancellationToken ct)
    {
        var (userId, since, most) = (actor.UserId, now - _window, options.Value.OrdersPerMinute);
        // The one that has to leave the window before another may enter it.
        var first = await db.Tasks.Where(task => task.CreatedById == userId && task.CreatedAt > since)
            .OrderByDescending(task => task.CreatedAt).Select(task => (DateTime?)task.CreatedAt).Skip(most - 1).FirstOrDefaultAsync(ct);
        if (first is not { } oldest) return null;
        var wait = oldest + _window - now;
        return new Error("too_many_orders", "You may order {0} songs a minute. Wait {1} seconds.", most, (int)Math.Ceiling(wait.TotalSeconds)) { RetryAfter = wait };
    }
}
