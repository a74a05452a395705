using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Sends the link that confirms an address, and takes it when it is opened: the account's own address, or one it changes to.</summary>
public sealed partial class ConfirmMailPage(UserManager<User> users, AccountMail mail, AccountNews news)
{
    private const string ConfirmName = "confirm";
    private const string SendName = "send";
    private bool _isDone;
    private bool _isSent;
    private string? _problem;
    private string? _emailProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = SendName)]
    private AccountForm Form { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "user")]
    private string? UserId { get; set; }

    [SupplyParameterFromQuery(Name = "code")]
    private string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "mail")]
    private string? NewEmail { get; set; }

    [SupplyParameterFromQuery(Name = "sent")]
    private string? Sent { get; set; }

    private bool IsSent => Sent == "1";

    /// <inheritdoc/>
    protected override void OnInitialized() => Form ??= new AccountForm();

    private async Task SendAsync()
    {
        _emailProblem = Form.EmailProblem(L);
        if (_emailProblem is not null) return;
        _isSent = true;
        if (await users.FindByEmailAsync(Form.TrimmedEmail) is { EmailConfirmed: false, DisabledAt: null } user) await mail.SendConfirmationAsync(user, Context.RequestAborted);
    }

    private async Task ConfirmAsync()
    {
        _problem = L["This link is not good any more. Ask for another one."];
        if (!Guid.TryParse(UserId, out var id) || await users.FindByIdAsync($"{id}") is not { DisabledAt: null } user) return;
        _isDone = NewEmail is null ? (await users.ConfirmEmailAsync(user, AccountMail.Decode(Code))).Succeeded : await ChangeAsync(user, NewEmail);
        if (_isDone) news.Spread();
    }

    private async Task<bool> ChangeAsync(User user, string newEmail)
    {
        var code = AccountMail.Decode(Code);
        if (!await users.VerifyUserTokenAsync(user, users.Options.Tokens.ChangeEmailTokenProvider, UserManager<User>.GetChangeEmailTokenPurpose(newEmail), code)) return false;
        // To the old address, which is still the account's at this moment: whoever did not do this must hear of it.
        await news.AddAsync(user.Id, "The mail address of your account was changed to {0}.", [newEmail], Context.RequestAborted);
        user.UserName = newEmail; // The name to sign in with is the address.
        return (await users.ChangeEmailAsync(user, newEmail, code)).Succeeded;
    }
}
