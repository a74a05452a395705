using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Mail;

/// <summary>How the line to the mail server is protected.</summary>
public enum MailTls
{
    /// <summary>The server must offer STARTTLS; nothing is sent without it.</summary>
    StartTls,

    /// <summary>Not at all: for a server on the same machine or network.</summary>
    None,
}

/// <summary>Section <c>Mail</c> of the settings. Without a host, messages become files in the folder <c>outbox</c> of the data folder.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Mail";

    /// <summary>The mail server; empty means that there is none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port, 1 to 65535; 587 is where programs hand mail in.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the line is protected.</summary>
    public MailTls Tls { get; set; } = MailTls.StartTls;

    /// <summary>The name to sign in with; empty to send without.</summary>
    public string User { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender's address, plain or as <c>MusicWeb &lt;music@example.org&gt;</c>; needed with a host.</summary>
    public string From { get; set; } = "";

    /// <summary>Whether a server is named.</summary>
    public bool IsConfigured => Host.Length > 0;
}

internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var faults = new List<string>();
        if (options.Port is < 1 or > 65_535) faults.Add("Mail:Port must be between 1 and 65535.");
        if (!Enum.IsDefined(options.Tls)) faults.Add("Mail:Tls must be StartTls or None.");
        if (options.IsConfigured && !MailAddress.TryCreate(options.From, out _)) faults.Add("Mail:From must be an address like music@example.org when Mail:Host is set.");
        if (options.Password.Length > 0 && options.User.Length == 0) faults.Add("Mail:User is missing, but Mail:Password is set.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
