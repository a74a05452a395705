using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Takes the code of an authenticator, or a recovery code, from somebody whose password was right.</summary>
public sealed partial class CodePage(SignInManager<User> signIn, UserManager<User> users, OpenAccount openAccount, AccountNews news, NavigationManager navigation)
{
    private const string FormName = "code";
    private string? _problem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private CodeForm Form { get; set; } = null!;

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnUrlParameter)]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = "recovery")]
    private bool UsesRecovery { get; set; }

    private string OtherPath => $"{AccountPaths.Code}?recovery={(UsesRecovery ? "false" : "true")}&{AccountPaths.ReturnUrlParameter}={Uri.EscapeDataString(AccountPaths.BackTo(ReturnUrl))}";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new CodeForm();
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null) navigation.NavigateTo(AccountPaths.SignIn);
    }

    private async Task SubmitAsync()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user) return;
        if (string.IsNullOrWhiteSpace(Form.Code))
        {
            _problem = L["Type the code."];
            return;
        }

        var outcome = UsesRecovery ? await RedeemAsync(user, Form.Code) : await signIn.TwoFactorAuthenticatorSignInAsync(Form.Code, isPersistent: true, rememberClient: false);
        if (!outcome.Succeeded)
        {
            _problem = outcome.IsLockedOut ? L["Too many failed attempts. This account is locked; try again in some minutes."] : L["This code is not right, or it was used before."];
            return;
        }

        await openAccount.RunAsync(user.Id, Context.RequestAborted);
        navigation.NavigateTo(AccountPaths.BackTo(ReturnUrl));
    }

    private async Task<Microsoft.AspNetCore.Identity.SignInResult> RedeemAsync(User user, string code)
    {
        if (await users.IsLockedOutAsync(user)) return Microsoft.AspNetCore.Identity.SignInResult.LockedOut;
        var outcome = await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (outcome.Succeeded)
        {
            await news.AddAsync(user.Id, "A recovery code was used to sign in. {0} are left.", [$"{await users.CountRecoveryCodesAsync(user)}"], Context.RequestAborted);
            await news.SaveAsync(Context.RequestAborted);
        }
        else
        {
            await users.AccessFailedAsync(user);
        }

        return outcome;
    }
}

/// <summary>What the second step sends.</summary>
public sealed class CodeForm
{
    private const int MaxLength = 40;
    private string? _code;

    /// <summary>As typed; null for something too long to be a code.</summary>
    public string? Code
    {
        get => _code;
        set => _code = value is { Length: <= MaxLength } ? value : null;
    }
}
