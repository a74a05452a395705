using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A whole number chosen with a slider. A browser keeps to the range; what arrives is checked all the same.</summary>
public sealed partial class RangeField
{
    private string? _problem;

    /// <summary>The field's id in the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The number.</summary>
    [Parameter, EditorRequired]
    public int Value { get; set; }

    /// <summary>Told with every move.</summary>
    [Parameter]
    public EventCallback<int> ValueChanged { get; set; }

    /// <summary>Smallest.</summary>
    [Parameter]
    public int Min { get; set; }

    /// <summary>Largest.</summary>
    [Parameter]
    public int Max { get; set; } = 100;

    /// <summary>Distance between neighbours.</summary>
    [Parameter]
    public int Step { get; set; } = 1;

    /// <summary>The number as people read it.</summary>
    [Parameter, EditorRequired]
    public string ValueText { get; set; } = "";

    /// <summary>Words under both ends.</summary>
    [Parameter]
    public (string Low, string High)? Ends { get; set; }

    /// <summary>What is wrong with it, translated.</summary>
    [Parameter]
    public string? Error { get; set; }

    private string Text => Value.ToString(CultureInfo.InvariantCulture);

    private string Fill => Max > Min ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * (Value - Min) / (Max - Min):0.#}%") : "0%";

    private async Task TakeAsync(ChangeEventArgs change)
    {
        var isNumber = double.TryParse(change.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || !double.IsFinite(number) || number < Min || number > Max)
        {
            _problem = L["Choose a value between {0} and {1}.", Min, Max];
            return;
        }

        _problem = null;
        await ValueChanged.InvokeAsync((int)Math.Round(number));
    }
}
