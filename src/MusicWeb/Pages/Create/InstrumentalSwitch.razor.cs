using Microsoft.AspNetCore.Components;

namespace MusicWeb.Pages.Create;

/// <summary>With or without a voice.</summary>
public sealed partial class InstrumentalSwitch
{
    /// <summary>Without.</summary>
    [Parameter, EditorRequired]
    public bool Value { get; set; }

    /// <summary>Told with every change.</summary>
    [Parameter]
    public EventCallback<bool> ValueChanged { get; set; }
}
