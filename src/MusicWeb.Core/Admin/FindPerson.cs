using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Admin;

/// <summary>Somebody with an account.</summary>
/// <param name="Id">The user's id; also of the personal workspace and its credit account.</param>
/// <param name="Email">The address.</param>
public sealed record Person(Guid Id, string Email);

/// <summary>Finds a person by what an administrator types or an address carries.</summary>
public sealed class FindPerson(IDbContextFactory<MusicDb> databases)
{
    /// <summary>The person of this id or with exactly this mail address.</summary>
    /// <returns>The person; <c>not_found</c> for who is no administrator, <c>unknown_email</c> when there is none.</returns>
    public async Task<Result<Person>> RunAsync(Actor actor, string idOrEmail, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(idOrEmail);
        if (!actor.IsAdministrator) return Error.NotFound;
        var unknown = new Error("unknown_email", "Nobody has signed up with this address.") { Field = "Email" };
        if (idOrEmail.Contains('\0', StringComparison.Ordinal)) return unknown; // PostgreSQL cannot even be asked.
        var address = idOrEmail.Trim().ToUpperInvariant(); // As Identity normalises it.
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = Guid.TryParse(address, out var id)
            ? db.Users.Where(user => user.Id == id).OrderBy(user => user.CreatedAt)
            : db.Users.Where(user => user.NormalizedEmail == address).OrderBy(user => user.CreatedAt);
        var found = await users.Select(user => new Person(user.Id, user.Email ?? "")).Take(1).ToListAsync(ct);
        return found is [var person] ? person : unknown;
    }
}
