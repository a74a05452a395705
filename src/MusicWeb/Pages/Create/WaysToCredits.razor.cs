using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;

namespace MusicWeb.Pages.Create;

/// <summary>What somebody can do whose order is more than its payer has.</summary>
public sealed partial class WaysToCredits : ComponentBase
{
    /// <summary>Who orders, and where.</summary>
    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    /// <summary>Who would pay.</summary>
    [Parameter, EditorRequired]
    public Payer Paying { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    private bool IsShared => Actor.WorkspaceId != Actor.UserId;
}
