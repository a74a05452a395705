namespace MusicWeb.Core.Accounts;

/// <summary>The way a person came in.</summary>
public enum Door
{
    /// <summary>Through the web pages.</summary>
    Web,

    /// <summary>The product itself: start, worker, audit.</summary>
    System,

    /// <summary>Through the programming interface, with a key.</summary>
    Api,
}

/// <summary>Who does something, where and with which right; read from the database for every action, never kept.</summary>
/// <param name="UserId">The person.</param>
/// <param name="WorkspaceId">Where it happens.</param>
/// <param name="Role">The person's role there.</param>
/// <param name="IsAdministrator">The installation's administrator.</param>
/// <param name="Door">The way in.</param>
public sealed record Actor(Guid UserId, Guid WorkspaceId, Role Role, bool IsAdministrator, Door Door)
{
    /// <summary>The key that was used; null for a person at the pages.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>What the key may be used for; everything where there is none.</summary>
    public ApiKeyScopes Scopes { get; init; } = ApiKeyScopes.Read | ApiKeyScopes.Create | ApiKeyScopes.Manage;

    /// <summary>A person at the pages, not a program with a key: keys, people, rights and prices are for people only.</summary>
    public bool IsPerson => ApiKeyId is null;

    /// <summary>May order what costs credits in the workspace.</summary>
    public bool CanCreate => Role <= Role.Member && Scopes.HasFlag(ApiKeyScopes.Create);

    /// <summary>May change things in the workspace.</summary>
    public bool CanWrite => Role <= Role.Member && Scopes.HasFlag(ApiKeyScopes.Manage);

    /// <summary>May change members and limits of the workspace.</summary>
    public bool CanManage => Role <= Role.Admin && IsPerson;
}
