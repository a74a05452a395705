using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.Core.Accounts;
using MusicWeb.Pages.Account;
using QRCoder;

namespace MusicWeb.Pages.Security;

/// <summary>Turns the authenticator's code as a second step of signing in on and off, and hands out recovery codes.</summary>
public sealed partial class SecondFactorPage(UserManager<User> users, SignInManager<User> signIn, AccountNews news, StaticPerson people)
{
    private const string OnName = "on";
    private const string OffName = "off";
    private const string RenewName = "renew";
    private const int RecoveryCodes = 10;
    private User? _user;
    private string? _key;
    private string? _picture;
    private string? _problem;
    private int _left;
    private IReadOnlyList<string>? _codes;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = OnName)]
    private SecurityForm Form { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new SecurityForm();
        _user = await people.FindProvedAsync(Context);
        if (_user is null) return;
        if (_user.TwoFactorEnabled) _left = await users.CountRecoveryCodesAsync(_user);
        else await ShowKeyAsync(_user);
    }

    // A key that was shown and never confirmed stays: a reload must not make what was scanned worthless.
    private async Task ShowKeyAsync(User user)
    {
        var key = await users.GetAuthenticatorKeyAsync(user);
        if (string.IsNullOrEmpty(key))
        {
            await users.ResetAuthenticatorKeyAsync(user);
            key = await users.GetAuthenticatorKeyAsync(user);
            await signIn.RefreshSignInAsync(user); // The stamp changed.
        }

        _key = string.Join(' ', key!.Chunk(4).Select(part => new string(part))).ToLowerInvariant();
        var address = $"otpauth://totp/MusicWeb:{Uri.EscapeDataString(user.Email ?? "")}?secret={key}&issuer=MusicWeb&digits=6";
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        _picture = code.GetGraphic(4);
    }

    private async Task TurnOnAsync()
    {
        if (_user is not { TwoFactorEnabled: false }) return;
        if (Form.Code is not { Length: > 0 and < 40 } code || !await users.VerifyTwoFactorTokenAsync(_user, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            _problem = L["This code is not right. Look whether the telephone's clock is."];
            return;
        }

        await news.AddAsync(_user.Id, "Signing in with a second factor was turned on.", [], Context.RequestAborted);
        await users.SetTwoFactorEnabledAsync(_user, true);
        await RenewCodesAsync(_user);
    }

    private async Task TurnOffAsync()
    {
        if (_user is not { TwoFactorEnabled: true }) return;
        await news.AddAsync(_user.Id, "Signing in with a second factor was turned off.", [], Context.RequestAborted);
        await users.SetTwoFactorEnabledAsync(_user, false);
        await users.ResetAuthenticatorKeyAsync(_user);
        await signIn.RefreshSignInAsync(_user);
        news.Spread();
        await ShowKeyAsync(_user);
    }

    private async Task RenewAsync()
    {
        if (_user is not { TwoFactorEnabled: true }) return;
        await news.AddAsync(_user.Id, "New recovery codes were made; the ones from before are worth nothing.", [], Context.RequestAborted);
        await RenewCodesAsync(_user);
    }

    private async Task RenewCodesAsync(User user)
    {
        _codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];
        await signIn.RefreshSignInAsync(user);
        news.Spread();
    }
}
