using Microsoft.AspNetCore.Components;
using MusicWeb.Providers;

namespace MusicWeb.Pages.Create;

/// <summary>The fields of the custom form, in the order people think of them: words, styles, title, more.</summary>
public sealed partial class CustomFields
{
    private static readonly string[] _suggestions = ["pop", "rock", "folk", "lofi", "synthwave", "house", "jazz", "ambient", "warm", "upbeat", "slow", "piano", "acoustic guitar"];
    private static readonly (string Value, string Word)[] _voices = [("", "Any"), ("f", "Female"), ("m", "Male")];
    private bool _isMoreOpen;
    private string? _writes;

    /// <summary>What stands in the form.</summary>
    [Parameter, EditorRequired]
    public CreateForm Form { get; set; } = null!;

    /// <summary>The model whose limits hold.</summary>
    [Parameter, EditorRequired]
    public ModelSpec Model { get; set; } = null!;

    /// <summary>What the provider offers.</summary>
    [Parameter, EditorRequired]
    public ProviderManifest Manifest { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>What is wrong with a field, by its name in the request.</summary>
    [Parameter, EditorRequired]
    public Func<string, string?> ErrorOf { get; set; } = null!;

    /// <summary>Makes a change.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Action> OnChange { get; set; }

    /// <summary>Told when the chosen persona stops or starts to be there: its id when it is gone, else null.</summary>
    [Parameter]
    public EventCallback<Guid?> OnPersonaGone { get; set; }

    /// <summary>The provider makes songs with a persona only.</summary>
    [Parameter]
    public bool IsPersonaNeeded { get; set; }

    /// <summary>A persona that is being made here; null for none.</summary>
    [Parameter]
    public Guid? AwaitedPersona { get; set; }

    /// <summary>The person wants to make a persona from a song.</summary>
    [Parameter]
    public EventCallback OnMakePersona { get; set; }

    private bool HasMore => (Model.VocalGender && !Form.IsInstrumental(Model)) || Model.Weights || Model.Duration is not null;

    private bool IsTuned => Form is not { StyleWeightPercent: null, WeirdnessPercent: null, DurationSeconds: null };

    private Task ChangeAsync(Action change) => OnChange.InvokeAsync(change);

    // Words that were all deleted came from nowhere.
    private void ChangeLyrics(string? text)
    {
        Form.Lyrics = text ?? "";
        if (string.IsNullOrWhiteSpace(text)) ForgetSheet();
    }

    private Task TakeAsync(string text)
    {
        var op = _writes;
        _writes = null;
        return ChangeAsync(() =>
        {
            if (op == Ops.StyleBoost)
            {
                Form.Styles = text;
                return;
            }

            Form.Lyrics = text;
            ForgetSheet();
        });
    }

    private void ForgetSheet() => (Form.LyricSheetId, Form.LyricSheetName) = (null, "");

    private string PercentText(int? percent) => percent is { } value ? L["{0} %", value] : L["Automatic"];

    private void Untune() => (Form.StyleWeightPercent, Form.WeirdnessPercent, Form.DurationSeconds) = (null, null, null);

    private string[] Words => Form.Styles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private bool Has(string style) => Words.Contains(style, StringComparer.OrdinalIgnoreCase);

    private void Toggle(string style) => Form.Styles = string.Join(", ", Has(style)
        ? Words.Where(word => !string.Equals(word, style, StringComparison.OrdinalIgnoreCase))
        : [.. Words, style]);
}
