namespace MusicWeb.Pages.Admin;

/// <summary>What people read for the names that the log keeps.</summary>
internal static class AuditWords
{
    /// <summary><c>credits.given</c> becomes "Credits given", which is also the key of its translation.</summary>
    public static string Of(string action)
    {
        var words = action.Replace('.', ' ').Replace('-', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
