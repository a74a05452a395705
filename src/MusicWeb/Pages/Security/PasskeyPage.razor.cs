using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Pages.Account;

namespace MusicWeb.Pages.Security;

/// <summary>Adds a passkey that the browser has just made.</summary>
public sealed partial class PasskeyPage(UserManager<User> users, SignInManager<User> signIn, AccountNews news, StaticPerson people, NavigationManager navigation)
{
    private const string FormName = "add-passkey";
    private User? _user;
    private string? _problem;
    private string? _nameProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private PasskeyAnswer Form { get; set; } = null!;

    private string Suggestion => DeviceWords.Of(Context.Request.Headers.UserAgent);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new PasskeyAnswer();
        _user = await people.FindProvedAsync(Context);
    }

    private async Task SubmitAsync()
    {
        if (_user is null) return;
        var name = Form.Name?.Trim() ?? "";
        if (name.Length is 0 or > PasskeyShelf.NameLimit || name.Any(char.IsControl)) _nameProblem = L["Give it a name of 1 to {0} characters.", PasskeyShelf.NameLimit];
        else if ((await users.GetPasskeysAsync(_user)).Count >= PasskeyShelf.Most) _problem = L["You have {0} passkeys, which is the most. Remove one first.", PasskeyShelf.Most];
        else if (await AttestAsync() is not { } passkey) _problem = L["This was not a passkey of this site, or it took too long. Try again."];
        else
        {
            passkey.Name = name;
            await news.AddAsync(_user.Id, "The passkey “{0}” was added to your account.", [name], Context.RequestAborted);
            await users.AddOrUpdatePasskeyAsync(_user, passkey);
            news.Spread();
            navigation.NavigateTo(AccountPaths.Settings);
        }
    }

    private async Task<UserPasskeyInfo?> AttestAsync()
    {
        if (Form.Credential is not { Length: > 0 } credential) return null;
        try
        {
            var attestation = await signIn.PerformPasskeyAttestationAsync(credential);
            // Made for whoever asked; somebody else may have signed in meanwhile.
            return attestation.Succeeded && attestation.UserEntity.Id == $"{_user!.Id}" ? attestation.Passkey : null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or PasskeyException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
