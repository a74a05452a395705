namespace MusicWeb.App;

/// <summary>Addresses of the static pages, and where a person goes from them.</summary>
public static class AccountPaths
{
    /// <summary>The sign-in page.</summary>
    public const string SignIn = "/account/sign-in";

    /// <summary>The sign-up page.</summary>
    public const string SignUp = "/account/sign-up";

    /// <summary>Takes a POST that ends the session.</summary>
    public const string SignOut = "/account/sign-out";

    /// <summary>The second step of signing in.</summary>
    public const string Code = "/account/code";

    /// <summary>Takes an address and sends a link for a new password there.</summary>
    public const string Forgot = "/account/forgot";

    /// <summary>Takes a new password from whoever holds the link.</summary>
    public const string Reset = "/account/reset";

    /// <summary>Confirms an address, or sends the link that does.</summary>
    public const string ConfirmMail = "/account/confirm-mail";

    /// <summary>Asks for a proof of who sits there.</summary>
    public const string Proof = "/account/proof";

    /// <summary>Changes the address.</summary>
    public const string Mail = "/account/mail";

    /// <summary>Changes the password.</summary>
    public const string Password = "/account/password";

    /// <summary>Turns the second factor on and off.</summary>
    public const string SecondFactor = "/account/second-factor";

    /// <summary>Adds a passkey.</summary>
    public const string Passkey = "/account/passkey";

    /// <summary>Ends the account.</summary>
    public const string Leave = "/account/leave";

    /// <summary>The person's own settings.</summary>
    public const string Settings = "/settings";

    /// <summary>Where members start.</summary>
    public const string Home = "/w/me/create";

    /// <summary>Where a new member starts: <c>welcome=1</c>, and <c>admin=1</c> when the account became the installation's administrator.</summary>
    /// <remarks>Both only choose a greeting. A page that says "you are the administrator" asks the database too.</remarks>
    public static string Welcome(bool becameAdministrator) => becameAdministrator ? $"{Home}?welcome=1&admin=1" : $"{Home}?welcome=1";

    /// <summary>Query parameter with the way back.</summary>
    internal const string ReturnUrlParameter = "returnUrl";

    /// <summary>The address of a static page that knows the way back.</summary>
    public static string With(string page, string? returnUrl) => returnUrl is null ? page : $"{page}?{ReturnUrlParameter}={Uri.EscapeDataString(returnUrl)}";

    /// <summary>The way back when it leads to this site, otherwise <see cref="Home"/>.</summary>
    /// <remarks><c>//host</c> and <c>/\host</c> start with a slash and lead elsewhere; browsers drop tabs and line ends before they look.</remarks>
    public static string BackTo(string? returnUrl) =>
        returnUrl is ['/', ..] and not ['/', '/' or '\\', ..] && !returnUrl.Any(char.IsControl) ? returnUrl : Home;
}
