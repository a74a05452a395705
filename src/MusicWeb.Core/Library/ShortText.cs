using MusicWeb.Providers;

namespace MusicWeb.Core.Library;

/// <summary>Names and notes that people type.</summary>
internal static class ShortText
{
    /// <summary>Why a name cannot be kept, or null. Blanks at its ends are gone already.</summary>
    public static Error? RefuseName(string name)
    {
        if (name.Length == 0) return new Error("bad_name", "Enter a name.") { Field = "Name" };
        if (name.Length > Belonging.NameLimit) return new Error("bad_name", "Shorten the name: {0} of {1} characters.", name.Length, Belonging.NameLimit) { Field = "Name" };
        if (!RequestRules.IsReadable(name)) return new Error("bad_name", "Delete the control characters from the name.") { Field = "Name" };
        return name.Any(char.IsControl) ? new Error("bad_name", "Keep the name on one line.") { Field = "Name" } : null;
    }

    /// <summary>Why a longer text cannot be kept, or null.</summary>
    public static Error? Refuse(string field, string text, int limit, string tooLong, string unreadable)
    {
        if (text.Length > limit) return new Error("bad_text", tooLong, text.Length, limit) { Field = field };
        return RequestRules.IsReadable(text) ? null : new Error("bad_text", unreadable) { Field = field };
    }
}
