using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>The orders of unknown outcome that the reader can settle; nothing is shown where there are none.</summary>
public sealed partial class UncertainSection(CircuitActor people, ListUncertain list, ResolveUncertain resolve, ProviderCatalog providers, Prerendered prerendered, ToastFeed toasts) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Task];
    private IReadOnlyList<UncertainView>? _tasks;
    private Guid _workspaceId;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var found = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"uncertain {Workspace}", ReadAsync);
        (_workspaceId, _tasks) = (found?.WorkspaceId ?? default, found?.Tasks);
    }

    private async Task<Shelf?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        return found.IsOk ? new Shelf(found.Value.WorkspaceId, await list.RunAsync(found.Value, CancellationToken.None)) : null;
    }

    private async Task ReadAgainAsync() => _tasks = (await ReadAsync())?.Tasks ?? _tasks;

    private async Task<Error?> ResolveAsync(UncertainView task, string? providerTaskId)
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return found.Error;
        var resolved = await resolve.RunAsync(found.Value, task.Id, providerTaskId, CancellationToken.None);
        if (resolved.IsOk) toasts.Show(providerTaskId is null ? L["{0} are back.", L.Credits(task.PriceCredits)] : L["“{0}” goes on.", task.Title]);
        return resolved.Error;
    }

    private bool CanAsk(string provider) => providers.Find(provider) is not { Manifest.IsBlocking: true };

    private string NameOf(string provider) => providers.Find(provider)?.Manifest.DisplayName ?? provider;

    private sealed record Shelf(Guid WorkspaceId, IReadOnlyList<UncertainView> Tasks);
}
