using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Workspaces;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Workspaces;

/// <summary>Components over a team of two: Ada owns it, Ben is a member.</summary>
public abstract class TeamTest : ComponentTest
{
    internal Actor Ada { get; private set; } = null!;

    internal Actor Ben { get; private set; } = null!;

    protected string Workspace => Ada.WorkspaceId.ToString();

    protected override void ShareMore()
    {
        Share<CreateWorkspace>();
        Share<RenameWorkspace>();
        Share<ChangeRole>();
        Share<TransferOwnership>();
        Share<RemoveMember>();
        Share<CreateInvitation>();
        Share<RevokeInvitation>();
        Share<WorkspaceDirectory>();
        Share<WorkspaceActivity>();
        Share<WorkspaceWallet>();
        Share<SetMemberCap>();
        Share<DeleteWorkspace>();
        Services.AddScoped<OpenTeam>();
    }

    protected async Task StartTeamAsync(long credits = 100)
    {
        var id = Guid.CreateVersion7();
        await App.Get<CreateWorkspace>().RunAsync(App.Ada, id, "Night shift", Ct);
        Ada = App.Ada with { WorkspaceId = id };
        Ben = await JoinAsync(App.Ben, Role.Member);
        await App.Writes.RunAsync<bool>(async db => await App.Get<Ledger>().GrantAsync(db, id, credits, "For the team", actorId: null, onceKey: null, expiresAt: null, Ct), Ct);
        App.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task<Actor> JoinAsync(Actor guest, Role role)
    {
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        var invitation = await App.Get<CreateInvitation>().RunAsync(Ada, new InvitationOrder(role, Email: null, Days: 1, MaxUses: 1), Ct);
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await App.Get<AcceptInvitation>().RunAsync(guest.UserId, invitation.Value!.Token, Ct);
        return guest with { WorkspaceId = Ada.WorkspaceId, Role = role };
    }
}
