using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A text with its length and limit beside it. What is too long is said, and never cut.</summary>
public sealed partial class CountedText
{
    /// <summary>The field's id in the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The text.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Told with every letter.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Longest text, in UTF-16 units.</summary>
    [Parameter, EditorRequired]
    public int Limit { get; set; }

    /// <summary>What is wrong with it, translated; null when nothing is.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Lines of a text area; 0 makes a single line.</summary>
    [Parameter]
    public int Rows { get; set; }

    /// <summary>An example of what to write.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Stands between label and field.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private int Over => (Value?.Length ?? 0) - Limit;

    private bool IsOver => Over > 0;

    private string? OverText => IsOver ? L["{0:N0} characters too long.", Over].Value : null;

    private string DescribedBy => $"{Id}-count {Id}-error";
}
