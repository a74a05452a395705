using MusicWeb.Providers;

namespace MusicWeb.Core.Accounts;

/// <summary>What a workspace may be called.</summary>
public static class WorkspaceName
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int Limit = 60;

    /// <summary>Why a name, without blanks at its ends, cannot be taken; null when it can.</summary>
    internal static Error? Refuse(string name)
    {
        if (name.Length == 0) return Bad("Enter a name.");
        if (name.Length > Limit) return new Error("bad_name", "Shorten the name: {0} of {1} characters.", name.Length, Limit) { Field = "Name" };
        if (!RequestRules.IsReadable(name) || name.Any(char.IsControl)) return Bad("Keep the name on one line, without control characters.");
        return null;
    }

    private static Error Bad(string text) => new("bad_name", text) { Field = "Name" };
}
