using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;

namespace Core.Tests.Accounts;

/// <summary>Shared workspaces as people would make them, for tests: each step a second after the one before.</summary>
internal static class Teams
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A team of this owner; the owner as an actor in it.</summary>
    public static async Task<Actor> CreateTeamAsync(this TestApp app, Actor owner, string name = "Night shift")
    {
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        Assert.Equal(id, (await app.Get<CreateWorkspace>().RunAsync(owner, id, name, Token)).Value);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await app.FindAsync(owner, id))!;
    }

    /// <summary>Lets somebody in by a link; the new member as an actor in the team.</summary>
    public static async Task<Actor> JoinAsync(this TestApp app, Actor host, Actor guest, Role role = Role.Member)
    {
        var token = await app.InviteAsync(host, role);
        Assert.Equal(host.WorkspaceId, (await app.AcceptAsync(guest, token)).Value);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await app.FindAsync(guest, host.WorkspaceId))!;
    }

    public static async Task<string> InviteAsync(this TestApp app, Actor host, Role role = Role.Member, string? email = null, int days = 7, int maxUses = 1)
    {
        var made = await app.Get<CreateInvitation>().RunAsync(host, new InvitationOrder(role, email, days, maxUses), Token);
        Assert.Null(made.Error);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return made.Value!.Token;
    }

    public static Task<Result<Guid>> AcceptAsync(this TestApp app, Actor guest, string token) => app.Get<AcceptInvitation>().RunAsync(guest.UserId, token, Token);

    /// <summary>Somebody in a workspace, with the rights of now; null when not a member.</summary>
    public static async Task<Actor?> FindAsync(this TestApp app, Actor person, Guid workspaceId) => (await app.Get<FindActor>().RunAsync(person.UserId, $"{workspaceId}", Door.Web, Token)).Value;

    public static async Task<IReadOnlyList<(Guid UserId, Role Role)>> MembersAsync(this TestApp app, Actor host) =>
        [.. (await app.Get<WorkspaceDirectory>().MembersAsync(host, Token)).Select(member => (member.UserId, member.Role))];

    /// <summary>What the audit log has of a workspace, oldest first.</summary>
    public static async Task<IReadOnlyList<AuditEvent>> AuditedAsync(this TestApp app, Guid workspaceId)
    {
        await using var db = app.OpenDb();
        return await db.AuditEvents.AsNoTracking().Where(row => row.WorkspaceId == workspaceId).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(Token);
    }

    /// <summary>What members read, newest first.</summary>
    public static async Task<IReadOnlyList<ActivityView>> ActivityAsync(this TestApp app, Actor actor) => (await app.Get<WorkspaceActivity>().PageAsync(actor, before: null, 100, Token)).Items;
}
