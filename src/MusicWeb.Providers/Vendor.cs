namespace MusicWeb.Providers;

/// <summary>Whoever sends the bill: one key opens all providers of a vendor.</summary>
public sealed class Vendor
{
    /// <summary>Its name in the settings and in manifests.</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The installation has a key of its own, from the settings.</summary>
    public required bool HasKey { get; init; }

    /// <summary>English sentence on how the vendor's own credits count here; also the key of its translation. Null where they count as ours.</summary>
    public string? CreditNote { get; init; }

    /// <summary>It says what can be spent with a key. Where it does not, a key's account here has no limit but the vendor's own refusal.</summary>
    public bool TellsBalance { get; init; } = true;

    /// <summary>It signs its messages. Where it does not, the secret of a task is part of the address that it is told.</summary>
    public bool SignsHooks { get; init; } = true;

    /// <summary>People and teams may have keys of their own there; false for a server of the installation's own.</summary>
    public bool TakesKeys { get; init; } = true;

    /// <summary>Asks for the balance of a key, which costs nothing; of the installation's own for null.</summary>
    public required Func<VendorKey?, CancellationToken, Task<KeyAnswer>> AskAsync { get; init; }

    /// <summary>Reads a message by which the vendor tells that a task changed: the message's id; null when it is not genuine, or not of this moment.</summary>
    public required Func<HookMessage, string, DateTimeOffset, string?> ReadHook { get; init; }

    /// <summary>Makes the calls that cost nothing, with a key or the installation's own for null, and tells how each answer was read.</summary>
    public required Func<VendorKey?, CancellationToken, Task<IReadOnlyList<ContractCheck>>> CheckAsync { get; init; }
}

/// <summary>A message of a vendor as it arrived.</summary>
/// <param name="Header">The value of a header, or null.</param>
/// <param name="Body">The raw bytes, which are what is signed.</param>
/// <param name="Token">What its address ended in, where it named more than the task.</param>
public sealed record HookMessage(Func<string, string?> Header, ReadOnlyMemory<byte> Body, string? Token = null);

/// <summary>Where a vendor may tell that a task changed.</summary>
/// <param name="address">A public address of this installation, for this task alone.</param>
/// <param name="secret">What the vendor signs its messages with, for this task alone.</param>
public sealed class HookTarget(Uri address, string secret)
{
    /// <summary>A public address of this installation, for this task alone.</summary>
    public Uri Address => address;

    /// <summary>What the vendor signs its messages with, for this task alone.</summary>
    public string Secret => secret;
}

/// <summary>One call to a vendor: what was sent, what came, and how it was understood. Secrets are masked.</summary>
/// <param name="Name">What is asked, in a few words.</param>
/// <param name="Request">Method, address and the headers that matter.</param>
/// <param name="Answer">Status and body, or what happened instead; cut when long.</param>
/// <param name="Reading">How it was understood, a sentence.</param>
/// <param name="IsAsDocumented">It is what the vendor's documents say.</param>
public sealed record ContractCheck(string Name, string Request, string Answer, string Reading, bool IsAsDocumented);

/// <summary>The vendors of this installation, by name.</summary>
public sealed class VendorCatalog(IEnumerable<Vendor> vendors)
{
    private readonly Vendor[] _all = [.. vendors];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Vendor> All => _all;

    /// <summary>The vendor of that name, or null.</summary>
    public Vendor? Find(string? name) => Array.Find(_all, vendor => vendor.Name == name);
}

/// <summary>A vendor's key in clear text; whoever writes it into a log by mistake writes its end only.</summary>
public sealed class VendorKey
{
    /// <summary>How many of its last characters may be shown.</summary>
    public const int ShownCharacters = 4;

    /// <summary>A key.</summary>
    /// <param name="text">Its text, longer than what is shown of it.</param>
    public VendorKey(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(text.Length, ShownCharacters);
        Text = text;
    }

    /// <summary>The secret itself.</summary>
    public string Text { get; }

    /// <summary>Its last characters.</summary>
    public string LastFour => Text[^ShownCharacters..];

    /// <inheritdoc/>
    public override string ToString() => $"…{LastFour}";
}

/// <summary>What a vendor said about a key.</summary>
public abstract record KeyAnswer
{
    private KeyAnswer() { }

    /// <summary>It opens the door.</summary>
    /// <param name="Credits">What can be spent with it, in the vendor's whole credits; null where the vendor does not tell.</param>
    public sealed record Works(long? Credits) : KeyAnswer;

    /// <summary>It does not.</summary>
    /// <param name="Text">The vendor's words.</param>
    public sealed record Refused(string Text) : KeyAnswer;

    /// <summary>The vendor could not be asked, or its answer says nothing about the key.</summary>
    /// <param name="Text">What happened.</param>
    public sealed record Unclear(string Text) : KeyAnswer;
}

/// <summary>The vendor does not accept the key, or there is nothing left to spend with it; its owner's business, and nobody else's.</summary>
/// <param name="text">The vendor's words.</param>
public sealed class KeyRefusedException(string text) : Exception(text);
