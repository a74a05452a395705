using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Opens a session, and makes good what a crash left undone when the account was made.</summary>
public sealed partial class SignInPage(UserManager<User> users, SignInManager<User> signIn, OpenAccount openAccount, NavigationManager navigation, TimeProvider time)
{
    private const string FormName = "sign-in";

    // Checked when there is no account, so that the time of the answer does not tell.
    private static readonly User Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<User>().HashPassword(Nobody, "nobody has this password");

    private string? _problem;
    private string? _emailProblem;
    private string? _passwordProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private AccountForm Form { get; set; } = null!;

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnUrlParameter)]
    private string? ReturnUrl { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Form ??= new AccountForm();
        if (HttpMethods.IsGet(Context.Request.Method) && Context.User.FindUserId() is not null) navigation.NavigateTo(AccountPaths.BackTo(ReturnUrl));
    }

    private async Task SubmitAsync()
    {
        _emailProblem = Form.EmailProblem(L);
        if (string.IsNullOrEmpty(Form.Password)) _passwordProblem = L["Enter your password."];
        if (_emailProblem is not null || _passwordProblem is not null) return;

        var user = await users.FindByEmailAsync(Form.TrimmedEmail);
        if (user is null || Form.Password!.Length > AccountForm.MaxPasswordLength)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, "some other password");
            _problem = WrongPair;
            return;
        }

        var outcome = await signIn.PasswordSignInAsync(user, Form.Password, isPersistent: true, lockoutOnFailure: true);
        if (outcome.Succeeded)
        {
            var opening = await openAccount.RunAsync(user.Id, Context.RequestAborted);
            navigation.NavigateTo(opening.BecameAdministrator ? AccountPaths.Welcome(becameAdministrator: true) : AccountPaths.BackTo(ReturnUrl));
            return;
        }
        _problem = outcome.IsLockedOut ? LockedUntil(user) : WrongPair;
    }

    private string WrongPair => L["Email and password do not match."];

    private string LockedUntil(User user)
    {
        var left = (user.LockoutEnd ?? default) - time.GetUtcNow();
        return left > TimeSpan.FromMinutes(1)
            ? L["Too many failed attempts. This account is locked; try again in {0} minutes.", (int)Math.Ceiling(left.TotalMinutes)]
            : L["Too many failed attempts. This account is locked; try again in a minute."];
    }
}
