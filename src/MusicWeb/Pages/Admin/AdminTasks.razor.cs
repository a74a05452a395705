using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;

namespace MusicWeb.Pages.Admin;

/// <summary>Somebody's tasks; each leads to its charge.</summary>
public sealed partial class AdminTasks
{
    /// <summary>The tasks.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TaskLine> Rows { get; set; } = [];
}
