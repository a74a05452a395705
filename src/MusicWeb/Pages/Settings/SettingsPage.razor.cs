using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Settings;

/// <summary>A person's own settings: name, ways to sign in, sessions, notices, looks, data. What needs the request has static pages of its own.</summary>
public sealed partial class SettingsPage(
    CircuitActor people, RenamePerson persons, SessionList sessions, PasskeyShelf passkeys, OutsideLogins logins, FindNoticeSettings notices,
    SignUpLinks links, MailHealth mail, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Account, LiveKinds.Sessions];
    private View? _view;

    [SupplyParameterFromQuery(Name = "outside")]
    private string? Outside { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _view = await prerendered.ReadAsync(RendererInfo.IsInteractive, "settings", ReadAsync);
        if (_view is null) navigation.NotFound();
    }

    private async Task<View?> ReadAsync()
    {
        var ct = CancellationToken.None;
        if ((await people.FindAsync(FindActor.Me, ct)).Value is not { } actor || await persons.FindAsync(actor.UserId, ct) is not { } user) return null;
        var state = actor.IsAdministrator ? await mail.RunAsync(ct) : null;
        return new View(
            actor, user, await sessions.RunAsync(user.Id, ct), await passkeys.ListAsync(user.Id, ct), await logins.ListAsync(user.Id, ct),
            await notices.RunAsync(user.Id, ct), await links.ListAsync(actor, ct), state);
    }

    private async Task ReadAgainAsync() => _view = await ReadAsync() ?? _view;

    private sealed record View(
        Actor Actor, User User, IReadOnlyList<Session> Sessions, IReadOnlyList<PasskeyView> Passkeys, IReadOnlyList<string> Sites,
        NoticeSettings Notices, IReadOnlyList<SignUpLink> Links, MailState? Mail);
}
