using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using MusicWeb.Ui;

namespace MusicWeb.App;

/// <summary>The document around every page: interactive as a whole, except for pages that say <see cref="ExcludeFromInteractiveRoutingAttribute"/>.</summary>
public sealed partial class Root(CircuitActor people)
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private bool IsInteractive => Context.AcceptsInteractiveRouting();

    private IComponentRenderMode? Mode => IsInteractive ? RenderMode.InteractiveServer : null;

    private string? Colours => Theme.Of(Context);

    /// <inheritdoc/>
    protected override void OnInitialized() => people.ActOnce();
}
