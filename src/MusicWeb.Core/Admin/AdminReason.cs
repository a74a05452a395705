namespace MusicWeb.Core.Admin;

/// <summary>What an administrator writes as the reason of an intervention; others read it in the log.</summary>
public static class AdminReason
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>The reason without white space around it, or <c>bad_reason</c> with the field <c>Reason</c>.</summary>
    public static Result<string> Check(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var trimmed = reason.Trim();
        if (trimmed.Length == 0) return Bad("Say why; the reason stands in the audit log.");
        if (trimmed.Length > MaxLength) return Bad("Use at most {0} characters for the reason.", MaxLength);
        // PostgreSQL cannot store a zero character, and no other control character belongs into a log.
        return trimmed.Any(char.IsControl) ? Bad("Write the reason on one line, without control characters.") : trimmed;
    }

    private static Error Bad(string text, params object[] arguments) => new("bad_reason", text, arguments) { Field = "Reason" };
}
