using Microsoft.Extensions.Options;

namespace MusicWeb.Pages.Account;

/// <summary>A site whose accounts are taken here, from <c>SignIn:OAuth:{name}</c>: OAuth 2.0 with a code, PKCE and a page that tells who signed in.</summary>
public sealed class OutsideSite
{
    /// <summary>What the button says; the name of the section when empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who we are there.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Our password there.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>Where the person is sent.</summary>
    public string AuthorizationEndpoint { get; init; } = "";

    /// <summary>Where a code becomes a token.</summary>
    public string TokenEndpoint { get; init; } = "";

    /// <summary>Tells who signed in, as JSON.</summary>
    public string UserInformationEndpoint { get; init; } = "";

    /// <summary>What is asked for, separated by blanks.</summary>
    public string Scopes { get; init; } = "openid email profile";

    /// <summary>Where the person's unchanging id stands in that JSON; dots lead into nested objects.</summary>
    public string IdPath { get; init; } = "sub";

    /// <summary>Where the mail address stands.</summary>
    public string MailPath { get; init; } = "email";

    /// <summary>Where it says whether that site has verified the address; an address without it counts as not verified.</summary>
    public string MailVerifiedPath { get; init; } = "email_verified";

    /// <summary>Where the name stands.</summary>
    public string NamePath { get; init; } = "name";

    /// <summary>Somebody who comes from there with a verified address opens the account here that has the same, confirmed address; otherwise only who is signed in links the two.</summary>
    public bool LinksByMail { get; init; }
}

/// <summary>Section <c>SignIn</c> of the settings.</summary>
public sealed class OutsideOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "SignIn";

    /// <summary>The sites, by name: letters, digits and dashes.</summary>
    public Dictionary<string, OutsideSite> OAuth { get; } = [];
}

internal sealed class OutsideOptionsCheck : IValidateOptions<OutsideOptions>
{
    public ValidateOptionsResult Validate(string? name, OutsideOptions options)
    {
        var faults = options.OAuth.SelectMany(site => Faults($"SignIn:OAuth:{site.Key}", site.Key, site.Value)).ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(string key, string name, OutsideSite site)
    {
        if (name.Length > 40 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) yield return $"{key}: use letters, digits and dashes for the name.";
        if (site.ClientId.Length == 0) yield return $"{key}:ClientId is missing.";
        if (site.ClientSecret.Length == 0) yield return $"{key}:ClientSecret is missing.";
        if (site.IdPath.Length == 0) yield return $"{key}:IdPath is missing.";
        (string Name, string Value)[] addresses =
        [
            (nameof(site.AuthorizationEndpoint), site.AuthorizationEndpoint),
            (nameof(site.TokenEndpoint), site.TokenEndpoint),
            (nameof(site.UserInformationEndpoint), site.UserInformationEndpoint),
        ];
        foreach (var (setting, value) in addresses)
        {
            if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || !(url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)))
                yield return $"{key}:{setting} must be an https address.";
        }
    }
}
