namespace MusicWeb.Core.Vendors;

/// <summary>A vendor and the key that a workspace has for it.</summary>
/// <param name="Vendor">Name of the vendor.</param>
/// <param name="DisplayName">What people read.</param>
/// <param name="InstallationPays">The installation has a key of its own, so nobody needs one.</param>
/// <param name="Key">The key in force; null when there is none.</param>
/// <param name="TellsBalance">It says what can be spent with a key; where it does not, the key's account here has no limit.</param>
public sealed record VendorSeat(string Vendor, string DisplayName, bool InstallationPays, ProviderKeyView? Key, bool TellsBalance = true)
{
    /// <summary>English sentence on how the vendor's own credits count here; null where they count as ours.</summary>
    public string? CreditNote { get; init; }
}

/// <summary>A key as people see it: its end, and what is known of its account at the vendor.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Shown">Its end.</param>
/// <param name="CreatedAt">When it was entered.</param>
/// <param name="EnteredBy">Who entered it; empty when that person is gone.</param>
/// <param name="BalanceCredits">What the vendor said last that it can spend; null before it said anything.</param>
/// <param name="BalanceAt">When the vendor last accepted the key.</param>
/// <param name="AvailableCredits">What our books say that it can spend.</param>
/// <param name="HeldCredits">Set aside in our books for orders that are not finished.</param>
/// <param name="SpentCredits">Spent through this installation.</param>
/// <param name="DifferenceCredits">What the vendor had beyond our books when it was asked last, below zero when it had less; null when orders moved meanwhile.</param>
/// <param name="Trouble">Why the vendor did not accept it the last time, in its words.</param>
/// <param name="TroubleAt">When that was.</param>
public sealed record ProviderKeyView(
    Guid Id, string Shown, DateTime CreatedAt, string EnteredBy, long? BalanceCredits, DateTime? BalanceAt, long AvailableCredits, long HeldCredits, long SpentCredits,
    long? DifferenceCredits, string? Trouble, DateTime? TroubleAt);
