using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A picture from the sheet that <see cref="IconSheet"/> puts into the page; decoration only, words stand beside it.</summary>
public sealed partial class Icon
{
    /// <summary>Name in the sheet, without its prefix.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Filled instead of drawn by lines.</summary>
    [Parameter]
    public bool IsSolid { get; set; }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _shown != (Name, IsSolid);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _shown = (Name, IsSolid);

    private (string Name, bool IsSolid) _shown;
}
