using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Takes a new password from whoever holds the link of a message; afterwards all sessions are over and the link is worth nothing.</summary>
public sealed partial class ResetPage(UserManager<User> users, EndSessions sessions, AccountNews news)
{
    private const string FormName = "reset";
    private bool _isDone;
    private string? _problem;
    private string? _passwordProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private AccountForm Form { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "user")]
    private string? UserId { get; set; }

    [SupplyParameterFromQuery(Name = "code")]
    private string? Code { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Form ??= new AccountForm();

    private async Task SubmitAsync()
    {
        _passwordProblem = Form.NewPasswordProblem(L);
        if (_passwordProblem is not null) return;
        _problem = L["This link is not good any more. Ask for another one."];
        if (!Guid.TryParse(UserId, out var id) || await users.FindByIdAsync($"{id}") is not { DisabledAt: null } user) return;
        if (!await users.VerifyUserTokenAsync(user, users.Options.Tokens.PasswordResetTokenProvider, UserManager<User>.ResetPasswordTokenPurpose, AccountMail.Decode(Code))) return;

        await news.AddAsync(user.Id, "Your password was changed by a link sent to your address.", [], Context.RequestAborted);
        // Whoever reads the mailbox has proved the address too, and need not wait for a lock to open.
        user.EmailConfirmed = true;
        user.LockoutEnd = null;
        var outcome = await users.ResetPasswordAsync(user, AccountMail.Decode(Code), Form.Password!);
        if (!outcome.Succeeded) return; // Somebody used the link a moment ago.
        await sessions.AllAsync(user.Id, exceptId: null, Context.RequestAborted);
        news.Spread();
        (_problem, _isDone) = (null, true);
    }
}
