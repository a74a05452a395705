using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;

namespace MusicWeb.Pages.Admin;

/// <summary>A row of the log; its names narrow the list to themselves.</summary>
public sealed partial class AuditLine
{
    /// <summary>The row.</summary>
    [Parameter, EditorRequired]
    public AuditRow Row { get; set; } = null!;

    /// <summary>The page's address with one word of its filter changed.</summary>
    [Parameter, EditorRequired]
    public Func<string, string?, string> AddressWith { get; set; } = null!;
}
