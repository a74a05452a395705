namespace MusicWeb.Core.Accounts;

/// <summary>The way a person came in.</summary>
public enum Door
{
    /// <summary>Through the web pages.</summary>
    Web,

    /// <summary>The product itself: start, worker, audit.</summary>
    System,
}

/// <summary>Who does something, where and with which right; read from the database for every action, never kept.</summary>
/// <param name="UserId">The person.</param>
/// <param name="WorkspaceId">Where it happens.</param>
/// <param name="Role">The person's role there.</param>
/// <param name="IsAdministrator">The installation's administrator.</param>
/// <param name="Door">The way in.</param>
public sealed record Actor(Guid UserId, Guid WorkspaceId, Role Role, bool IsAdministrator, Door Door)
{
    /// <summary>May make and change things in the workspace.</summary>
    public bool CanWrite => Role <= Role.Member;

    /// <summary>May change members and limits of the workspace.</summary>
    public bool CanManage => Role <= Role.Admin;
}
