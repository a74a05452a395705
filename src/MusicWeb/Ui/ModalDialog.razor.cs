using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A window over the page for one thing to decide. It is open as long as it is drawn; the browser keeps the focus inside and gives it back.</summary>
public sealed partial class ModalDialog
{
    /// <summary>Its id in the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What it is about, translated.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What stands in it.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = null!;

    /// <summary>Escape does not close it: what it shows would be lost.</summary>
    [Parameter]
    public bool Keeps { get; set; }

    /// <summary>The reader left it; the owner stops drawing it.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private string TitleId => $"{Id}-title";
}
