using MusicWeb.Core.Accounts;

namespace MusicWeb.Ui;

/// <summary>Roles as people read them; the words are keys of translations.</summary>
public static class RoleWords
{
    /// <summary>The roles that can be given; owning is handed over instead.</summary>
    public static IReadOnlyList<Role> Given { get; } = [Role.Admin, Role.Member, Role.Viewer];

    /// <summary>The role's name.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Owner => "Owner",
        Role.Admin => "Admin",
        Role.Member => "Member",
        _ => "Viewer",
    };

    /// <summary>Whoever has it, within a sentence.</summary>
    public static string Somebody(Role role) => role switch
    {
        Role.Owner => "the owner",
        Role.Admin => "an admin",
        Role.Member => "a member",
        _ => "a viewer",
    };

    /// <summary>What it allows, in a sentence.</summary>
    public static string Explain(Role role) => role switch
    {
        Role.Owner => "Everything, the end of the team included.",
        Role.Admin => "Makes songs, and manages members and caps.",
        Role.Member => "Makes and changes songs.",
        _ => "Looks and listens.",
    };
}
