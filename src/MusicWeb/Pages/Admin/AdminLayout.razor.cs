using Microsoft.AspNetCore.Components;

namespace MusicWeb.Pages.Admin;

/// <summary>The frame around the pages for administrators: their own row of tabs. Each page asks for the right itself.</summary>
public sealed partial class AdminLayout : LayoutComponentBase
{
    private static readonly (string Path, string Word)[] _tabs =
    [
        ("/admin", "Overview"),
        ("/admin/usage", "Usage"),
        ("/admin/users", "Users"),
        ("/admin/workspaces", "Workspaces"),
        ("/admin/prices", "Prices"),
        ("/admin/queue", "Queue"),
        ("/admin/vendors", "Vendors"),
        ("/admin/failures", "Failures"),
        ("/admin/audit", "Audit log"),
        ("/admin/books", "Books"),
    ];
}
