using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>Entries of a menu that stay folded up until somebody asks for them, unless they are few; of several groups one is open at a time.</summary>
public sealed partial class MenuGroup
{
    // So few are found faster than a group is unfolded.
    private const int ShownPlainly = 2;

    /// <summary>How many entries it has.</summary>
    [Parameter, EditorRequired]
    public int Count { get; set; }

    /// <summary>What is in it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The icon before the words.</summary>
    [Parameter, EditorRequired]
    public string Icon { get; set; } = "";

    /// <summary>The entries, each with the role <c>menuitem</c>.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = null!;
}
