using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Workspaces;

/// <summary>What somebody sees who was handed a link: whose team it is, and the way in, by sign-up or sign-in where needed.</summary>
public sealed partial class InvitePage(AcceptInvitation accept, NavigationManager navigation)
{
    private const string FormName = "join";
    private InvitationOffer? _offer;
    private Error? _problem;
    private string? _name;
    private bool _isStranger;

    /// <summary>The token of the link.</summary>
    [Parameter]
    public string Token { get; set; } = "";

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private string Here => $"/invite/{Uri.EscapeDataString(Token)}";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var userId = Context.User.FindUserId();
        (_isStranger, _name) = (userId is null, Context.User.Identity?.Name);
        var looked = await accept.LookAsync(userId, Token, Context.RequestAborted);
        (_offer, _problem) = (looked.Value, looked.Error);
    }

    private async Task JoinAsync()
    {
        if (Context.User.FindUserId() is not { } userId) return;
        var joined = await accept.RunAsync(userId, Token, Context.RequestAborted);
        if (joined.IsOk) navigation.NavigateTo($"/w/{joined.Value}/library");
        else (_offer, _problem) = (null, joined.Error);
    }
}
