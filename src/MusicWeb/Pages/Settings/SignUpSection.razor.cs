using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Settings;

/// <summary>An administrator's links for new people.</summary>
public sealed partial class SignUpSection(CircuitActor people, SignUpLinks links, IOptionsSnapshot<SiteOptions> site, NavigationManager navigation, ToastFeed toasts) : ComponentBase
{
    private string _note = "";
    private string? _link;
    private string? _error;

    /// <summary>Those that still open something.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SignUpLink> Links { get; set; } = [];

    /// <summary>Told after a change.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private bool IsNeeded => site.Value.Registration is Registration.InviteOnly;

    private async Task CreateAsync()
    {
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return;
        var made = await links.CreateAsync(found.Value, _note, CancellationToken.None);
        _error = made.Error is { } error ? L.Of(error) : null;
        if (!made.IsOk) return;
        (_link, _note) = (navigation.ToAbsoluteUri($"{AccountPaths.SignUp}?link={made.Value.Token}").ToString(), "");
        await OnChanged.InvokeAsync();
    }

    private async Task RevokeAsync(Guid linkId)
    {
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return;
        var revoked = await links.RevokeAsync(found.Value, linkId, CancellationToken.None);
        if (revoked.Error is { } error) toasts.ShowProblem(L.Of(error));
        await OnChanged.InvokeAsync();
    }
}
