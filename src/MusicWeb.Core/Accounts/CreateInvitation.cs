using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;

namespace MusicWeb.Core.Accounts;

/// <summary>What an invitation shall be.</summary>
/// <param name="Role">What those who come by it may do: admin, member or viewer.</param>
/// <param name="Email">The one address it is for; null or empty for anybody with the link.</param>
/// <param name="Days">How long it is good, 1 to <see cref="CreateInvitation.MaxDays"/>.</param>
/// <param name="MaxUses">How many may come, 1 to <see cref="CreateInvitation.MaxUses"/>; with an address always one.</param>
public sealed record InvitationOrder(Role Role, string? Email, int Days, int MaxUses);

/// <summary>An invitation just made; the only moment at which its token is known.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">Stands in the link <c>/invite/{token}</c>.</param>
public sealed record NewInvitation(Guid Id, string Token);

/// <summary>Opens a door into a team: a link to be handed on, for anybody or for one mail address.</summary>
public sealed class CreateInvitation(WriteQueue writes, IOptions<AddressOptions> address, TimeProvider time)
{
    /// <summary>Longest life, in days.</summary>
    public const int MaxDays = 90;

    /// <summary>Most people by one link.</summary>
    public const int MaxUses = 100;

    /// <summary>Most open invitations of a workspace.</summary>
    public const int MaxOpen = 100;

    private const int MaxEmailLength = 254;
    private const int TokenBytes = 32;

    /// <summary>Invites.</summary>
    /// <returns>The token; <c>forbidden</c> below admin, <c>not_found</c>, <c>personal_workspace</c>, <c>bad_role</c>, <c>bad_email</c>, <c>bad_days</c>, <c>bad_uses</c>, <c>already_member</c>, <c>too_many_invitations</c>.</returns>
    public Task<Result<NewInvitation>> RunAsync(Actor actor, InvitationOrder order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(order);
        var email = order.Email?.Trim() is { Length: > 0 } address ? address : null;
        if (Refuse(order, email) is { } refusal) return Task.FromResult<Result<NewInvitation>>(refusal);
        var (workspaceId, normalized) = (actor.WorkspaceId, email?.ToUpperInvariant());
        return writes.RunAsync<NewInvitation>(async db =>
        {
            if ((await db.EnterTeamAsync(actor, Role.Admin, ct)).Error is { } closed) return closed;
            var now = time.GetUtcNow();
            if (await db.Invitations.Open(workspaceId, now.UtcDateTime).CountAsync(ct) >= MaxOpen) return new Error("too_many_invitations", "There are {0} open invitations. Take back some of them first.", MaxOpen);
            if (normalized is not null && await IsMemberAsync(db, workspaceId, normalized, ct)) return new Error("already_member", "Somebody with this address is a member already.") { Field = nameof(InvitationOrder.Email) };

            var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
            var invitation = new Invitation
            {
                Id = Guid.CreateVersion7(now),
                WorkspaceId = workspaceId,
                TokenHash = Hash(token),
                Role = order.Role,
                NormalizedEmail = normalized,
                CreatedById = actor.UserId,
                CreatedAt = now.UtcDateTime,
                ExpiresAt = now.UtcDateTime.AddDays(order.Days),
                MaxUses = email is null ? order.MaxUses : 1,
            };
            db.Invitations.Add(invitation);
            db.Audit(actor, "invitation.made", email ?? "link", invitation.Id, now, after: $"{order.Role}, {invitation.MaxUses} uses, until {invitation.ExpiresAt:yyyy-MM-dd HH:mm} UTC");
            db.Tell(workspaceId, actor.UserId, ActivityKinds.InvitationMade, email ?? "", invitation.Id, now, $"{order.Role}");
            db.Announce($"workspace:{workspaceId}", LiveKinds.Members, invitation.Id);
            if (email is not null) await SendAsync(db, actor, email, token, invitation.ExpiresAt, now, ct);
            return new NewInvitation(invitation.Id, token);
        }, ct);
    }

    // The link is shown to be copied as well: a site may have no mail server.
    private async Task SendAsync(MusicDb db, Actor actor, string email, string token, DateTime expiresAt, DateTimeOffset now, CancellationToken ct)
    {
        var (who, team) = (await db.ShortNameOfAsync(actor.UserId, ct), await db.WorkspaceNameAsync(actor.WorkspaceId, ct));
        db.Mail(
            email,
            $"{who} invites you to “{team}” on MusicWeb",
            $"{who} invites you to the team “{team}”, where you make songs together.\n\nJoin here, signed in with this address:\n{address.Value.LinkTo($"/invite/{token}")}\n\nThe link is good until {expiresAt:yyyy-MM-dd HH:mm} UTC. If you do not know who this is, do nothing.",
            now);
    }

    /// <summary>What is kept of a token.</summary>
    internal static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static Error? Refuse(InvitationOrder order, string? email)
    {
        if (order.Role is not (Role.Admin or Role.Member or Role.Viewer)) return new Error("bad_role", "Choose admin, member or viewer.") { Field = nameof(order.Role) };
        if (order.Days is < 1 or > MaxDays) return new Error("bad_days", "Choose between 1 and {0} days.", MaxDays) { Field = nameof(order.Days) };
        if (order.MaxUses is < 1 or > MaxUses) return new Error("bad_uses", "Choose between 1 and {0} people.", MaxUses) { Field = nameof(order.MaxUses) };
        return email is null || IsEmail(email) ? null : new Error("bad_email", "This does not look like an email address. Example: ada@example.org") { Field = nameof(order.Email) };
    }

    // Mail decides what an address is; this only catches slips of the hand and what no database stores.
    private static bool IsEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return email.Length <= MaxEmailLength && at > 0 && at < email.Length - 1 && email.LastIndexOf('@') == at && !email.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign) || char.IsSurrogate(sign));
    }

    private static Task<bool> IsMemberAsync(MusicDb db, Guid workspaceId, string normalizedEmail, CancellationToken ct)
    {
        var users = db.Users;
        return db.Memberships.AnyAsync(membership => membership.WorkspaceId == workspaceId && users.Any(user => user.Id == membership.UserId && user.NormalizedEmail == normalizedEmail), ct);
    }
}

internal static class InvitationQueries
{
    /// <summary>Those by which somebody could still come in.</summary>
    public static IQueryable<Invitation> Open(this IQueryable<Invitation> invitations, Guid workspaceId, DateTime now) =>
        invitations.Where(invitation => invitation.WorkspaceId == workspaceId && invitation.RevokedAt == null && invitation.ExpiresAt > now && invitation.Uses < invitation.MaxUses);
}
