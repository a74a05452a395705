using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A button with a menu. The entries are drawn only while it is open, so that a list of many rows stays light.</summary>
public sealed partial class PopupMenu
{
    private bool _isOpen;

    /// <summary>What the button is called.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The button's looks.</summary>
    [Parameter]
    public string ButtonClass { get; set; } = "icon-button";

    /// <summary>What stands on the button.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Button { get; set; } = null!;

    /// <summary>The entries, each with the role <c>menuitem</c>.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = null!;

    private void Toggle() => _isOpen = !_isOpen;

    private void Close() => _isOpen = false;
}
