using Microsoft.Extensions.Localization;

namespace MusicWeb.Pages.Account;

/// <summary>What both forms carry, and what can be said about it without asking the database.</summary>
public sealed class AccountForm
{
    /// <summary>Shortest password, in characters.</summary>
    public const int MinPasswordLength = 10;

    /// <summary>Longest password, in characters; hashing a novel would only keep the server busy.</summary>
    public const int MaxPasswordLength = 200;

    /// <summary>Longest address that mail allows, in characters.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>The address as typed.</summary>
    public string? Email { get; set; }

    /// <summary>The password; spaces count.</summary>
    public string? Password { get; set; }

    /// <summary>The address without the spaces that pasting brings along.</summary>
    public string TrimmedEmail => Email?.Trim() ?? "";

    /// <summary>What is wrong with the address, or null.</summary>
    public string? EmailProblem(IStringLocalizer texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return TrimmedEmail switch
        {
            "" => texts["Enter your email address."].Value,
            { Length: > MaxEmailLength } => texts["An email address has at most {0} characters.", MaxEmailLength].Value,
            var email when !IsEmail(email) => texts["This does not look like an email address. Example: ada@example.org"].Value,
            _ => null,
        };
    }

    /// <summary>What is wrong with a new password, or null.</summary>
    public string? NewPasswordProblem(IStringLocalizer texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Password switch
        {
            null or "" => texts["Choose a password."].Value,
            { Length: < MinPasswordLength } => texts["Use at least {0} characters. A few words in a row are easy to remember.", MinPasswordLength].Value,
            { Length: > MaxPasswordLength } => texts["Use at most {0} characters.", MaxPasswordLength].Value,
            _ => null,
        };
    }

    // Mail decides what an address is; this only catches slips of the hand and what no database stores.
    private static bool IsEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < email.Length - 1 && email.LastIndexOf('@') == at && !email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
    }
}
