using Microsoft.AspNetCore.Components;

namespace MusicWeb.App;

/// <summary>Takes the place of a page whose reader has just lost the right to it.</summary>
public sealed partial class AccessEnded
{
    /// <summary>Of the workspace that was.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";
}
