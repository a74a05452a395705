using System.Globalization;
using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;

namespace MusicWeb.App;

/// <summary>Which workspace one is in, and the way to the others.</summary>
public sealed partial class WorkspaceSwitcher
{
    /// <summary>All of this person's, the personal one first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<WorkspaceView> Workspaces { get; set; } = [];

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    private WorkspaceView? Current => Workspaces.FirstOrDefault(view => view.Slug == Workspace || view.Id.ToString() == Workspace);

    private string Initial => NameOf(Current) is { Length: > 0 } name ? StringInfo.GetNextTextElement(name).ToUpper(CultureInfo.CurrentCulture) : "?";

    private string NameOf(WorkspaceView? view) => view is { IsPersonal: false } team ? team.Name : L["Personal"].Value;
}
