using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Changes what others read instead of one's address.</summary>
public sealed class RenamePerson(IDbContextFactory<MusicDb> databases, WriteQueue writes)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 60;

    /// <summary>Saves the person's own name.</summary>
    /// <param name="userId">The person, as the door found out.</param>
    /// <param name="name">Empty for none; then the first half of the address stands there.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The name as saved; <c>bad_name</c>.</returns>
    public Task<Result<string>> RunAsync(Guid userId, string? name, CancellationToken ct)
    {
        var trimmed = name?.Trim() ?? "";
        if (trimmed.Length > NameLimit) return Task.FromResult<Result<string>>(new Error("bad_name", "Use at most {0} characters.", NameLimit) { Field = "Name" });
        if (trimmed.Any(char.IsControl)) return Task.FromResult<Result<string>>(new Error("bad_name", "Use a name without line ends.") { Field = "Name" });
        var saved = trimmed.Length == 0 ? null : trimmed;
        return writes.RunAsync<string>(async db =>
        {
            await db.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(user => user.DisplayName, saved), ct);
            db.Announce(NoticeBook.TopicOf(userId), LiveKinds.Account, userId);
            return trimmed;
        }, ct);
    }

    /// <summary>The person as saved.</summary>
    public async Task<User?> FindAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId, ct);
    }
}
