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

    private const string PasskeyFormName = "passkey";

    private bool _isUnconfirmed;
    private string? _problem;
    private string? _emailProblem;
    private string? _passwordProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private AccountForm Form { get; set; } = null!;

    [SupplyParameterFromForm(FormName = PasskeyFormName)]
    private PasskeyAnswer PasskeyForm { get; set; } = null!;

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnUrlParameter)]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = "outside")]
    private string? Outside { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _problem = Outside switch
        {
            null => null,
            "exists" => L["There is an account with your address already. Sign in with its password, then connect the two on the page Settings."].Value,
            "no-mail" => L["That site does not vouch for your mail address, so no account can be opened with it."].Value,
            "closed" => L["New accounts are closed here, or this account is."].Value,
            _ => L["That site did not sign you in. Try again, or use your password."].Value,
        };
        Form ??= new AccountForm();
        PasskeyForm ??= new PasskeyAnswer();
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
        if (outcome.RequiresTwoFactor)
        {
            navigation.NavigateTo($"{AccountPaths.Code}?{AccountPaths.ReturnUrlParameter}={Uri.EscapeDataString(AccountPaths.BackTo(ReturnUrl))}");
            return;
        }

        if (outcome.Succeeded)
        {
            var opening = await openAccount.RunAsync(user.Id, Context.RequestAborted);
            navigation.NavigateTo(opening.BecameAdministrator ? AccountPaths.Welcome(becameAdministrator: true) : AccountPaths.BackTo(ReturnUrl));
            return;
        }
        _problem = outcome switch
        {
            { IsLockedOut: true } => LockedUntil(user),
            // Only who knows the password learns why it does not help.
            { IsNotAllowed: true } when await users.CheckPasswordAsync(user, Form.Password) => user.DisabledAt is null ? Unconfirmed : L["This account is disabled. Ask whoever runs this site."],
            _ => WrongPair,
        };
        _isUnconfirmed = _problem == Unconfirmed;
    }

    // The browser's ceremony is over; its answer comes in a field of the form.
    private async Task SubmitPasskeyAsync()
    {
        if (string.IsNullOrEmpty(PasskeyForm.Credential)) return;
        Microsoft.AspNetCore.Identity.SignInResult outcome;
        try
        {
            outcome = await signIn.PasskeySignInAsync(PasskeyForm.Credential);
        }
        catch (Exception fault) when (fault is InvalidOperationException or PasskeyException or System.Text.Json.JsonException)
        {
            outcome = Microsoft.AspNetCore.Identity.SignInResult.Failed; // Not what this page asked for, or too long ago.
        }

        if (outcome.Succeeded) navigation.NavigateTo(AccountPaths.BackTo(ReturnUrl));
        else _problem = L["This passkey does not open an account here."];
    }

    private string Unconfirmed => L["Confirm your mail address first: a link was sent there."];

    // Somebody who follows an invitation gets back to it by either page.
    private string SignUpPath => ReturnUrl is null ? AccountPaths.SignUp : $"{AccountPaths.SignUp}?{AccountPaths.ReturnUrlParameter}={Uri.EscapeDataString(AccountPaths.BackTo(ReturnUrl))}";

    private string WrongPair => L["Email and password do not match."];

    private string LockedUntil(User user)
    {
        var left = (user.LockoutEnd ?? default) - time.GetUtcNow();
        return left > TimeSpan.FromMinutes(1)
            ? L["Too many failed attempts. This account is locked; try again in {0} minutes.", (int)Math.Ceiling(left.TotalMinutes)]
            : L["Too many failed attempts. This account is locked; try again in a minute."];
    }
}
