using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Pages.Settings;

namespace MusicWeb.Pages.Account;

/// <summary>Registers accounts: who may have one, how long a session lasts, when an account is locked.</summary>
internal static class AccountRegistration
{
    private static readonly TimeSpan Session = TimeSpan.FromDays(14);

    /// <summary>How long the links in messages are good.</summary>
    internal static readonly TimeSpan LinkLife = TimeSpan.FromHours(2);

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<User>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.User.AllowedUserNameCharacters = ""; // The name is the address, which was checked already.
            // Length is what makes a password strong; rules of composition only make it hard to remember.
            identity.Password.RequiredLength = AccountForm.MinPasswordLength;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
        }).AddEntityFrameworkStores<MusicDb>().AddUserManager<AccountPeople>().AddSignInManager<SessionSignIn>()
            .AddDefaultTokenProviders().AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddOptions<IdentityOptions>().Configure<IOptions<SiteOptions>>((identity, site) => identity.SignIn.RequireConfirmedEmail = site.Value.ConfirmMail);
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = LinkLife);
        // A principal that is made anew keeps its session and how its person came in.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.OnRefreshingPrincipal = refreshed =>
        {
            if (refreshed.CurrentPrincipal is { } old && refreshed.NewPrincipal?.Identities.First() is { } fresh)
                fresh.AddClaims(old.Claims.Where(claim => claim.Type is SessionClaims.SessionId or "amr").Where(claim => !fresh.HasClaim(claim.Type, claim.Value)));
            return Task.CompletedTask;
        });

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "musicweb.session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = Session;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = AccountPaths.SignIn;
            cookie.Events.OnValidatePrincipal = SessionSignIn.ValidateAsync;
            cookie.ReturnUrlParameter = AccountPaths.ReturnUrlParameter;
            // A program that asks for a file wants a status, not a form.
            var toSignIn = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = redirect =>
            {
                if (!redirect.Request.Path.StartsWithSegments("/media", StringComparison.Ordinal)) return toSignIn(redirect);
                redirect.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
            cookie.Events.OnRedirectToAccessDenied = redirect =>
            {
                redirect.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitUser>();
        services.AddScoped<CircuitHandler, CircuitOpening>();
        services.AddScoped<SignUpDoor>();
        services.AddScoped<AccountMail>();
        services.AddScoped<StaticPerson>();
        services.AddScoped<SettingsPerson>();
    }
}
