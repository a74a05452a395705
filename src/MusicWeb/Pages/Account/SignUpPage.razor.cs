using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Makes an account from an address and a password, opens its workspace and signs it in.</summary>
public sealed partial class SignUpPage(UserManager<User> users, SignInManager<User> signIn, OpenAccount openAccount, NavigationManager navigation, SignUpDoor door, AccountMail mail, TimeProvider time)
{
    private const string FormName = "sign-up";

    // A second click on the button meets the account that the first one made.
    private static readonly TimeSpan SameAttempt = TimeSpan.FromMinutes(1);

    private bool _isOpen;
    private bool _mustConfirm;
    private string? _problem;
    private string? _emailProblem;
    private string? _passwordProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private AccountForm Form { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "link")]
    private string? Link { get; set; }

    [SupplyParameterFromQuery(Name = AccountPaths.ReturnUrlParameter)]
    private string? ReturnUrl { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new AccountForm();
        _mustConfirm = signIn.Options.SignIn.RequireConfirmedEmail;
        _isOpen = await door.IsOpenAsync(Link, ReturnUrl, Context.RequestAborted);
        if (HttpMethods.IsGet(Context.Request.Method) && Context.User.FindUserId() is not null) navigation.NavigateTo(AccountPaths.BackTo(ReturnUrl));
    }

    private async Task SubmitAsync()
    {
        if (!_isOpen) return;
        (_emailProblem, _passwordProblem) = (Form.EmailProblem(L), Form.NewPasswordProblem(L));
        if (_emailProblem is not null || _passwordProblem is not null) return;

        var now = time.GetUtcNow();
        var user = new User { Id = Guid.CreateVersion7(now), UserName = Form.TrimmedEmail, Email = Form.TrimmedEmail, CreatedAt = now.UtcDateTime };
        if (await TryCreateAsync(user))
        {
            await WelcomeAsync(user);
        }
        else if (_emailProblem is null && _problem is null)
        {
            await MeetExistingAsync();
        }
    }

    // False without a problem means that the address has an account already.
    private async Task<bool> TryCreateAsync(User user)
    {
        try
        {
            if (await users.FindByEmailAsync(user.Email!) is not null) return false; // Before a link is used up.
            if (!await door.EnterAsync(user.Id, Link, ReturnUrl, Context.RequestAborted))
            {
                _problem = L["Somebody else has just used this link. Ask for a new one."];
                return false;
            }

            var outcome = await users.CreateAsync(user, Form.Password!);
            if (outcome.Succeeded) return true;
            if (outcome.Errors.All(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))) return false;
            _problem = string.Join(" ", outcome.Errors.Select(error => error.Description));
            return false;
        }
        catch (DbUpdateException) when (!Context.RequestAborted.IsCancellationRequested)
        {
            // Both asked whether the address was free, the unique index let one in.
            return false;
        }
    }

    private async Task MeetExistingAsync()
    {
        var existing = await users.FindByEmailAsync(Form.TrimmedEmail);
        if (existing is not null && existing.CreatedAt > time.GetUtcNow().UtcDateTime - SameAttempt &&
            !existing.TwoFactorEnabled && (await signIn.CheckPasswordSignInAsync(existing, Form.Password!, lockoutOnFailure: true)).Succeeded)
        {
            await WelcomeAsync(existing);
            return;
        }
        _emailProblem = L["There is an account with this address already. Sign in instead, or use another address."];
    }

    private async Task WelcomeAsync(User user)
    {
        var opening = await openAccount.RunAsync(user.Id, Context.RequestAborted);
        if (!await signIn.CanSignInAsync(user))
        {
            await mail.SendConfirmationAsync(user, Context.RequestAborted);
            navigation.NavigateTo($"{AccountPaths.ConfirmMail}?sent=1");
            return;
        }

        await signIn.SignInAsync(user, isPersistent: true);
        navigation.NavigateTo(ReturnUrl is null || opening.BecameAdministrator ? AccountPaths.Welcome(opening.BecameAdministrator) : AccountPaths.BackTo(ReturnUrl));
    }
}
