using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MusicWeb.Pages.Settings;

/// <summary>Colours and keys; the browser keeps both, so nothing waits for the server.</summary>
public sealed partial class LookSection(IJSRuntime js) : ComponentBase
{
    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await js.InvokeVoidAsync("musicweb.showChoices");
    }
}
