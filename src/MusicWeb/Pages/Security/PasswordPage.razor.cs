using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Pages.Account;

namespace MusicWeb.Pages.Security;

/// <summary>Changes the password, or sets the first one of somebody who came by another way; all other sessions end.</summary>
public sealed partial class PasswordPage(UserManager<User> users, SignInManager<User> signIn, EndSessions sessions, AccountNews news, StaticPerson people)
{
    private const string FormName = "password";
    private User? _user;
    private bool _hasPassword;
    private bool _isDone;
    private string? _problem;
    private string? _passwordProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private SecurityForm Form { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private AccountForm New { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new SecurityForm();
        New ??= new AccountForm();
        _user = await people.FindAsync(Context);
        if (_user is null) return;
        _hasPassword = await users.HasPasswordAsync(_user);
        if (!_hasPassword) _user = await people.FindProvedAsync(Context);
    }

    private async Task SubmitAsync()
    {
        if (_user is null) return;
        _passwordProblem = New.NewPasswordProblem(L);
        if (_passwordProblem is not null) return;
        if (_hasPassword && !await IsOwnAsync(_user)) return;

        await news.AddAsync(_user.Id, "Your password was changed.", [], Context.RequestAborted);
        var outcome = _hasPassword ? await users.ChangePasswordAsync(_user, Form.Current!, New.Password!) : await users.AddPasswordAsync(_user, New.Password!);
        if (!outcome.Succeeded)
        {
            _problem = string.Join(" ", outcome.Errors.Select(error => error.Description));
            return;
        }

        await sessions.AllAsync(_user.Id, Context.User.FindSessionId(), Context.RequestAborted);
        news.Spread();
        await signIn.RefreshSignInAsync(_user);
        _isDone = true;
    }

    private async Task<bool> IsOwnAsync(User user)
    {
        if (await users.IsLockedOutAsync(user)) _problem = L["Too many failed attempts. This account is locked; try again in some minutes."];
        else if (Form.Current is { Length: > 0 and <= AccountForm.MaxPasswordLength } current && await users.CheckPasswordAsync(user, current)) return true;
        else
        {
            await users.AccessFailedAsync(user);
            _problem = L["This is not your password."];
        }

        return false;
    }
}
