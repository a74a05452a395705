using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A question above the page. Drawn while it is open; the browser keeps the focus in it, closes it on Escape and gives the focus back.</summary>
public sealed partial class Dialog
{
    /// <summary>Its id in the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What it is about.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What stands in it.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = null!;

    /// <summary>The reader is done with it: whoever drew it takes it away.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private Task CloseAsync() => OnClose.InvokeAsync();
}
