using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Mail;

/// <summary>Section <c>Site</c> of the settings, as far as messages need it: where their links lead.</summary>
public sealed class AddressOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Site";

    /// <summary>
    /// The address people open, for example <c>https://music.example.org</c>. Needed with a mail server: the address a request names
    /// is the sender's word, and a link made of it could lead elsewhere.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>An address on this site, for a message; just the path where the public address is not set.</summary>
    /// <param name="path">Begins with a slash.</param>
    public string LinkTo(string path) => PublicUrl.TrimEnd('/') + path;
}

internal sealed class AddressOptionsCheck(IOptions<MailOptions> mail) : IValidateOptions<AddressOptions>
{
    public ValidateOptionsResult Validate(string? name, AddressOptions options)
    {
        if (options.PublicUrl.Length == 0)
        {
            return mail.Value.IsConfigured
                ? ValidateOptionsResult.Fail("Site:PublicUrl must be set when Mail:Host is: the links in messages lead there.")
                : ValidateOptionsResult.Success;
        }

        return Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { Query: "", Fragment: "", AbsolutePath: "/" }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Site:PublicUrl must be an address like https://music.example.org, without a path.");
    }
}
