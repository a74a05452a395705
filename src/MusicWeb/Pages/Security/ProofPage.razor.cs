using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Pages.Account;

namespace MusicWeb.Pages.Security;

/// <summary>Asks once more who sits there, by password, code or passkey, before anything by which an account could be taken over.</summary>
public sealed partial class ProofPage(UserManager<User> users, SignInManager<User> signIn, ConfirmSession proofs, StaticPerson people, NavigationManager navigation)
{
    private const string FormName = "proof";
    private const string PasskeyFormName = "proof-passkey";
    private User? _user;
    private bool _hasPassword;
    private bool _hasCodes;
    private bool _hasPasskeys;
    private string? _problem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private SecurityForm Form { get; set; } = null!;

    [SupplyParameterFromForm(FormName = PasskeyFormName)]
    private PasskeyAnswer PasskeyForm { get; set; } = null!;

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnUrlParameter)]
    private string? ReturnUrl { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new SecurityForm();
        PasskeyForm ??= new PasskeyAnswer();
        _user = await people.FindAsync(Context);
        if (_user is null) return;
        (_hasPassword, _hasCodes) = (await users.HasPasswordAsync(_user), _user.TwoFactorEnabled);
        _hasPasskeys = (await users.GetPasskeysAsync(_user)).Count > 0;
    }

    private async Task SubmitAsync()
    {
        if (_user is null) return;
        if (await users.IsLockedOutAsync(_user))
        {
            _problem = L["Too many failed attempts. This account is locked; try again in some minutes."];
            return;
        }

        var isRight = _hasPassword
            ? Form.Current is { Length: > 0 and <= AccountForm.MaxPasswordLength } password && await users.CheckPasswordAsync(_user, password)
            : _hasCodes && Form.Code is { Length: > 0 and < 40 } code && await users.VerifyTwoFactorTokenAsync(_user, TokenOptions.DefaultAuthenticatorProvider, code);
        if (isRight)
        {
            await users.ResetAccessFailedCountAsync(_user);
            await GoOnAsync();
            return;
        }

        await users.AccessFailedAsync(_user);
        _problem = _hasPassword ? L["This is not your password."] : L["This code is not right, or it was used before."];
    }

    private async Task SubmitPasskeyAsync()
    {
        if (_user is null || PasskeyForm.Credential is not { Length: > 0 } credential) return;
        try
        {
            var assertion = await signIn.PerformPasskeyAssertionAsync(credential);
            if (assertion.Succeeded && assertion.User.Id == _user.Id)
            {
                await users.AddOrUpdatePasskeyAsync(_user, assertion.Passkey); // Its counter went up.
                await GoOnAsync();
                return;
            }
        }
        catch (Exception fault) when (fault is InvalidOperationException or PasskeyException or System.Text.Json.JsonException)
        {
            // Not what this page asked for, or too long ago.
        }

        _problem = L["This passkey is not one of yours."];
    }

    private async Task GoOnAsync()
    {
        if (Context.User.FindSessionId() is { } sessionId) await proofs.RunAsync(_user!.Id, sessionId, Context.RequestAborted);
        navigation.NavigateTo(ReturnUrl is null ? AccountPaths.Settings : AccountPaths.BackTo(ReturnUrl));
    }
}
