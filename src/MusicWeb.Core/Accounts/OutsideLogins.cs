using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Accounts of other sites by which a person signs in: seen and removed. Adding one is the door's business.</summary>
public sealed class OutsideLogins(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    private const int Most = 20;

    /// <summary>Names of the sites, as the settings call them.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.UserLogins.Where(login => login.UserId == userId).Select(login => login.LoginProvider).Distinct().OrderBy(name => name).Take(Most).ToListAsync(ct);
    }

    /// <summary>Removes the person's own sign-in by a site, and tells the person.</summary>
    /// <returns>True when there was one; <c>last_way_in</c> when nobody could come in without it.</returns>
    public Task<Result<bool>> RemoveAsync(Guid userId, string site, CancellationToken ct) => writes.RunAsync<bool>(async db =>
    {
        var logins = db.UserLogins.Where(login => login.UserId == userId && login.LoginProvider == site);
        if (!await logins.AnyAsync(ct)) return false;
        if (await db.IsLastWayInAsync(userId, ct)) return new Error("last_way_in", "This is your only way to sign in. Set a password first.");
        await logins.ExecuteDeleteAsync(ct);
        await db.WarnAsync(userId, time.GetUtcNow(), "Signing in with {0} was removed from your account.", [site], ct);
        return true;
    }, ct);
}
