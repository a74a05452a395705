using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">The credential's id.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="IsSynced">Kept by the maker's account on several devices, not on one alone.</param>
public sealed record PasskeyView(byte[] Id, string Name, DateTime CreatedAt, bool IsSynced);

/// <summary>A person's passkeys: seen, named, removed. Adding one needs the browser's ceremony and happens at the door.</summary>
public sealed class PasskeyShelf(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 60;

    /// <summary>Most passkeys of a person.</summary>
    public const int Most = 20;

    /// <summary>The person's own passkeys, oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyView>> ListAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.UserPasskeys.AsNoTracking().Where(passkey => passkey.UserId == userId).Take(Most).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Data.CreatedAt).Select(row => new PasskeyView(row.CredentialId, row.Data.Name ?? "", row.Data.CreatedAt.UtcDateTime, row.Data.IsBackedUp))];
    }

    /// <summary>Names one of the person's own passkeys.</summary>
    /// <returns>The name as saved; <c>bad_name</c>, <c>not_found</c>.</returns>
    public Task<Result<string>> RenameAsync(Guid userId, byte[] credentialId, string? name, CancellationToken ct)
    {
        var trimmed = name?.Trim() ?? "";
        if (trimmed.Length is 0 or > NameLimit || trimmed.Any(char.IsControl)) return Task.FromResult<Result<string>>(new Error("bad_name", "Give it a name of 1 to {0} characters.", NameLimit) { Field = "Name" });
        return writes.RunAsync<string>(async db =>
        {
            if (await Own(db, userId, credentialId).SingleOrDefaultAsync(ct) is not { } passkey) return Error.NotFound;
            passkey.Data.Name = trimmed;
            db.Announce(NoticeBook.TopicOf(userId), LiveKinds.Account, userId);
            return trimmed;
        }, ct);
    }

    /// <summary>Removes one of the person's own passkeys, and tells the person.</summary>
    /// <returns>Its name; <c>not_found</c>, and <c>last_way_in</c> when nobody could come in without it.</returns>
    public Task<Result<string>> RemoveAsync(Guid userId, byte[] credentialId, CancellationToken ct) => writes.RunAsync<string>(async db =>
    {
        if (await Own(db, userId, credentialId).SingleOrDefaultAsync(ct) is not { } passkey) return Error.NotFound;
        if (await db.IsLastWayInAsync(userId, ct)) return new Error("last_way_in", "This is your only way to sign in. Set a password first.");
        var name = passkey.Data.Name ?? "";
        db.UserPasskeys.Remove(passkey);
        await db.WarnAsync(userId, time.GetUtcNow(), "The passkey “{0}” was removed from your account.", [name], ct);
        return name;
    }, ct);

    private static IQueryable<IdentityUserPasskey<Guid>> Own(MusicDb db, Guid userId, byte[] credentialId) =>
        db.UserPasskeys.Where(passkey => passkey.UserId == userId && passkey.CredentialId == credentialId);
}

internal static class WaysIn
{
    /// <summary>Whether only one way to sign in is left.</summary>
    public static async Task<bool> IsLastWayInAsync(this MusicDb db, Guid userId, CancellationToken ct)
    {
        if (await db.Users.AnyAsync(user => user.Id == userId && user.PasswordHash != null, ct)) return false;
        return await db.UserLogins.CountAsync(login => login.UserId == userId, ct) + await db.UserPasskeys.CountAsync(passkey => passkey.UserId == userId, ct) <= 1;
    }
}
