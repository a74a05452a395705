namespace MusicWeb.Core.Credits;

/// <summary>Why somebody changes credits or prices: required, because it stands in the books and in the log.</summary>
internal static class CreditReason
{
    public const int MaxLength = 200;

    /// <summary>Trims it, and says what is wrong with it, if anything.</summary>
    public static Error? Refuse(ref string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        reason = reason.Trim();
        if (reason.Length == 0) return new Error("bad_reason", "Say what this is for.") { Field = "Reason" };
        if (reason.Length > MaxLength) return new Error("bad_reason", "Use at most {0} characters for the reason.", MaxLength) { Field = "Reason" };
        // PostgreSQL cannot store a zero character, and no other control character belongs into the books.
        return reason.Any(char.IsControl) ? new Error("bad_reason", "Write the reason on one line, without control characters.") { Field = "Reason" } : null;
    }
}
