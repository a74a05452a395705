using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A question above the page. It is open as long as it is drawn; the browser keeps the focus in it and gives it back.</summary>
public sealed partial class Dialog
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

    /// <summary>Neither Escape nor a click beside it leaves it: what it shows would be lost.</summary>
    [Parameter]
    public bool Keeps { get; set; }

    /// <summary>The reader leaves it; whoever drew it takes it away, or does not.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private string TitleId => $"{Id}-title";
}
