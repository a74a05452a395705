using System.Globalization;

namespace MusicWeb.Core.Accounts;

/// <summary>What the owner of a key decides and may change later.</summary>
/// <param name="Name">What to call it, 1 to 60 characters on one line.</param>
/// <param name="CapCredits">The most it may spend in a period, 1 to 1,000,000 whole credits; null for no cap.</param>
/// <param name="CapPeriod">The period of the cap.</param>
/// <param name="Addresses">Addresses and networks it may be used from, as <see cref="AddressList"/> reads them; empty for all.</param>
public sealed record ApiKeyTerms(string Name, long? CapCredits, CapPeriod CapPeriod, string? Addresses)
{
    /// <summary>Largest cap, in whole credits.</summary>
    public const long MaxCapCredits = 1_000_000;

    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLimit = ApiKey.NameLimit;

    // In the one spelling that is stored.
    internal Result<ApiKeyTerms> Check()
    {
        var name = (Name ?? "").Trim();
        if (name.Length == 0) return new Error("bad_name", "Give the key a name.") { Field = nameof(Name) };
        if (name.Length > NameLimit) return new Error("bad_name", "Use at most {0} characters for the name.", NameLimit) { Field = nameof(Name) };
        if (name.Any(char.IsControl) || !MusicWeb.Providers.RequestRules.IsReadable(name)) return new Error("bad_name", "Write the name on one line, without control characters.") { Field = nameof(Name) };
        if (CapCredits is < 1 or > MaxCapCredits) return new Error("bad_cap", "Set the cap between 1 and {0} credits, or leave it open.", MaxCapCredits) { Field = nameof(CapCredits) };
        if (!Enum.IsDefined(CapPeriod)) return new Error("bad_cap", "Choose a day or a month for the cap.") { Field = nameof(CapPeriod) };
        var addresses = AddressList.Read(Addresses);
        if (!addresses.IsOk) return addresses.Error!;
        return this with { Name = name, Addresses = addresses.Value.Length == 0 ? null : addresses.Value };
    }

    internal static ApiKeyTerms Of(ApiKey key) => new(key.Name, key.CapCredits, key.CapPeriod, key.Addresses);

    // For the audit log.
    internal string Described()
    {
        var cap = CapCredits is { } credits ? string.Create(CultureInfo.InvariantCulture, $"cap {credits} a {(CapPeriod is CapPeriod.Day ? "day" : "month")}") : "no cap";
        return $"{Name}; {cap}; {(Addresses is null ? "from everywhere" : $"from {Addresses}")}";
    }
}
