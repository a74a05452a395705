using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;

namespace MusicWeb.Pages.Workspaces;

/// <summary>A team's credits: what there is, who spent how much of it, and how much each may.</summary>
public sealed partial class WalletPanel
{
    private Guid? _edited;

    /// <summary>The team.</summary>
    [Parameter, EditorRequired]
    public Team Team { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Told after a change that was made here.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private async Task CloseAsync()
    {
        _edited = null;
        await OnChanged.InvokeAsync();
    }

    // In the order of the list of members.
    private IEnumerable<(string Name, WalletMember Member)> Members =>
        Team.Members.Join(Team.Wallet.Members, member => member.UserId, member => member.UserId, (member, wallet) => (member.CalledName, wallet));

    private string Words(CapTerms terms) => terms == CapTerms.None ? L["No caps"].Value : string.Join(" · ", WordsOf(terms));

    private IEnumerable<string> WordsOf(CapTerms terms)
    {
        if (terms.SoftDayCredits is { } softDay) yield return L["warns at {0:N0} a day", softDay];
        if (terms.HardDayCredits is { } hardDay) yield return L["stops at {0:N0} a day", hardDay];
        if (terms.SoftMonthCredits is { } softMonth) yield return L["warns at {0:N0} a month", softMonth];
        if (terms.HardMonthCredits is { } hardMonth) yield return L["stops at {0:N0} a month", hardMonth];
    }
}
