using System.Net;
using Microsoft.Extensions.Options;

namespace MusicWeb.App;

/// <summary>Who may open an account.</summary>
public enum Registration
{
    /// <summary>Everybody who reaches the site.</summary>
    Open,

    /// <summary>Whoever holds an invitation to a team or a sign-up link of an administrator; and the very first.</summary>
    InviteOnly,

    /// <summary>Nobody but the very first, who becomes the administrator; those who have an account keep it.</summary>
    Closed,
}

/// <summary>Settings of the section <c>Site</c>.</summary>
public sealed class SiteOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Site";

    /// <summary>Who may open an account; open unless said otherwise.</summary>
    public Registration Registration { get; set; } = Registration.Open;

    /// <summary>Nobody signs in before the mail address was confirmed; needs a mail server in practice.</summary>
    public bool ConfirmMail { get; set; }

    /// <summary>How often one address may send the sign-in and sign-up forms in a minute, 1 to 100,000.</summary>
    public int AttemptsPerMinute { get; set; } = 10;

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; none unless said otherwise.</summary>
    public IList<string> TrustedProxies { get; } = [];
}

internal sealed class SiteOptionsCheck : IValidateOptions<SiteOptions>
{
    private const int MaxAttemptsPerMinute = 100_000;

    public ValidateOptionsResult Validate(string? name, SiteOptions options)
    {
        var faults = new List<string>();
        if (!Enum.IsDefined(options.Registration)) faults.Add("Site:Registration must be Open, InviteOnly or Closed.");
        if (options.AttemptsPerMinute is < 1 or > MaxAttemptsPerMinute) faults.Add($"Site:AttemptsPerMinute must be between 1 and {MaxAttemptsPerMinute}.");
        faults.AddRange(options.TrustedProxies
            .Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
            .Select(proxy => $"Site:TrustedProxies must hold addresses or networks like 10.0.0.0/8, but holds '{proxy}'."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
