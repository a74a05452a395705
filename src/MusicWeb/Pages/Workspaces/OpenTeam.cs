using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>Everything the settings of a team show.</summary>
/// <param name="Actor">Who looks.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">Who is there, owner first.</param>
/// <param name="Invitations">The open ones; none for those who may not manage members.</param>
/// <param name="Wallet">Credits and caps.</param>
public sealed record Team(Actor Actor, string Name, IReadOnlyList<MemberView> Members, IReadOnlyList<InvitationView> Invitations, Wallet Wallet);

/// <summary>Reads what the settings of a team need.</summary>
public sealed class OpenTeam(CircuitActor people, WorkspaceDirectory directory, WorkspaceWallet wallets)
{
    /// <summary>The team of now.</summary>
    /// <returns>Null when there is no such team for this person; one's own workspace is none.</returns>
    public async Task<Team?> RunAsync(string workspace, CancellationToken ct)
    {
        var found = await people.FindAsync(workspace, ct);
        if (!found.IsOk) return null;
        var actor = found.Value;
        var view = (await directory.OfUserAsync(actor.UserId, ct)).FirstOrDefault(view => view.Id == actor.WorkspaceId);
        if (view is null or { IsPersonal: true }) return null;
        return new Team(actor, view.Name, await directory.MembersAsync(actor, ct), await directory.InvitationsAsync(actor, ct), await wallets.FindAsync(actor, ct));
    }
}
