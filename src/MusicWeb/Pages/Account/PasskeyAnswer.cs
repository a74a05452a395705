namespace MusicWeb.Pages.Account;

/// <summary>What a form with a passkey carries.</summary>
public sealed class PasskeyAnswer
{
    /// <summary>Longest answer of a browser, in characters; more is not read.</summary>
    public const int MaxLength = 20_000;

    private string? _credential;

    /// <summary>The browser's answer, as JSON; null for one that is too long to be one.</summary>
    public string? Credential
    {
        get => _credential;
        set => _credential = value is { Length: <= MaxLength } ? value : null;
    }

    /// <summary>What its owner calls the passkey; only when one is added.</summary>
    public string? Name { get; set; }
}
