using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;

namespace MusicWeb.Pages.Admin;

/// <summary>Entries of the books; each leads to the task it paid for.</summary>
public sealed partial class AdminLedger
{
    /// <summary>The entries.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StatementRow> Rows { get; set; } = [];

    /// <summary>The task whose page this is; entries of it lead nowhere.</summary>
    [Parameter]
    public Guid? TaskId { get; set; }
}
