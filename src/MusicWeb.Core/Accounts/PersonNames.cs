namespace MusicWeb.Core.Accounts;

/// <summary>What others read instead of somebody's address.</summary>
internal static class PersonNames
{
    /// <summary>The name a person chose, else the first half of the address.</summary>
    public static string Of(string? displayName, string? userName) => displayName is { Length: > 0 } ? displayName : (userName ?? "").Split('@')[0];
}
