namespace Core.Tests.Authorization;

/// <summary>Everybody who may try something on a team's things.</summary>
[Flags]
internal enum Who
{
    None = 0,
    Owner = 1,
    Admin = 2,
    Member = 4,
    Viewer = 8,

    /// <summary>Signed in, and no member of the team; comes from a workspace of his own with the team's ids.</summary>
    Stranger = 16,

    /// <summary>Administrator of the installation, and no member of the team either.</summary>
    Administrator = 32,

    /// <summary>Keys of the team's owner for the team, by scope.</summary>
    KeyRead = 64,
    KeyCreate = 128,
    KeyManage = 256,

    // What rows usually say.
    Keys = KeyRead | KeyCreate | KeyManage,
    Outsiders = Stranger | Administrator,
    Insiders = Owner | Admin | Member | Viewer | Keys,
    People = Owner | Admin | Member | Viewer,
    Managers = Owner | Admin,
    Writers = Owner | Admin | Member | KeyManage,
    Creators = Owner | Admin | Member | KeyCreate,

    /// <summary>Of something that belongs to the owner: he, by himself or by a key, and admins.</summary>
    Keepers = Owner | Admin | KeyManage,
    Everybody = Insiders | Outsiders,
}
