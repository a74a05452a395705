namespace MusicWeb.Pages.Security;

/// <summary>What the forms of an account's safety carry; each uses some of it.</summary>
public sealed class SecurityForm
{
    /// <summary>The password of now.</summary>
    public string? Current { get; set; }

    /// <summary>A code of the authenticator, or a recovery code.</summary>
    public string? Code { get; set; }

    /// <summary>Which of a page's buttons was pressed.</summary>
    public string? Action { get; set; }
}
