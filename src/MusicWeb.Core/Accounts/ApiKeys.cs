namespace MusicWeb.Core.Accounts;

/// <summary>What the verbs of keys share.</summary>
internal static class ApiKeys
{
    /// <summary>A key that could make or widen keys would outlive its own end.</summary>
    public static Error OnlyPeople { get; } = new("forbidden", "Keys are managed by people, on the Keys page.");

    public static Error Revoked { get; } = new("revoked_key", "This key is revoked. Make a new one.");

    /// <summary>A person's own keys, in whichever workspace they act.</summary>
    public static IQueryable<ApiKey> Of(this IQueryable<ApiKey> keys, Actor actor)
    {
        var userId = actor.UserId;
        return keys.Where(key => key.UserId == userId);
    }
}
