using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>What opening an account brought.</summary>
/// <param name="BecameAdministrator">This account is the installation's first and has just become its administrator.</param>
public sealed record AccountOpening(bool BecameAdministrator);

/// <summary>What another room does when an account opens, in the same write. Runs at every sign-in, so it must do its work only once.</summary>
public delegate Task AccountStep(MusicDb db, Guid userId, CancellationToken ct);

/// <summary>
/// Gives a user everything an account has beside the sign-in: the personal workspace, the membership, what other rooms add, and for
/// the very first one the administrator's right.
/// </summary>
/// <remarks>Called after sign-up and at every sign-in: whatever a crash left out is made good, and nothing happens twice.</remarks>
public sealed class OpenAccount(WriteQueue writes, IEnumerable<AccountStep> steps, TimeProvider time)
{
    private const int NameLimit = 100; // Of a workspace.

    /// <summary>Opens the account, or what is missing of it.</summary>
    /// <exception cref="InvalidOperationException">There is no such user.</exception>
    public async Task<AccountOpening> RunAsync(Guid userId, CancellationToken ct)
    {
        var opening = await writes.RunAsync<AccountOpening>(async db =>
        {
            var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId, ct) ?? throw new InvalidOperationException($"There is no user {userId}.");
            await AddWorkspaceAsync(db, user, ct);
            foreach (var step in steps) await step(db, userId, ct);
            return new AccountOpening(await IsFirstAsync(db, userId, ct));
        }, ct);
        return opening.Value!;
    }

    private async Task AddWorkspaceAsync(MusicDb db, User user, CancellationToken ct)
    {
        if (!await db.Workspaces.AnyAsync(workspace => workspace.Id == user.Id, ct))
        {
            db.Workspaces.Add(new Workspace { Id = user.Id, Name = NameFor(user), IsPersonal = true, CreatedAt = time.GetUtcNow().UtcDateTime });
        }

        if (!await db.Memberships.AnyAsync(membership => membership.WorkspaceId == user.Id && membership.UserId == user.Id, ct))
        {
            db.Memberships.Add(new Membership { WorkspaceId = user.Id, UserId = user.Id, Role = Role.Owner });
        }
    }

    private async Task<bool> IsFirstAsync(MusicDb db, Guid userId, CancellationToken ct)
    {
        if (await db.Milestones.AnyAsync(milestone => milestone.Name == Milestone.FirstAdministrator, ct)) return false;
        // Of two at the same moment the primary key lets one through; the other runs again and finds it taken.
        db.Milestones.Add(new Milestone { Name = Milestone.FirstAdministrator, UserId = userId, CreatedAt = time.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(ct);
        await db.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(user => user.IsAdministrator, true), ct);
        return true;
    }

    private static string NameFor(User user)
    {
        var name = (user.UserName ?? user.Email ?? "").Split('@')[0];
        return name.Length switch { 0 => "Personal", > NameLimit => name[..NameLimit], _ => name };
    }
}
