using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>What waits and what is at work, provider by provider; each can be paused.</summary>
public sealed partial class QueuePage(CircuitActor people, ReadHealth health, FindTasks tasks, PauseProvider pause, ProviderCatalog providers, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int ShownOfEach = 25;
    private static readonly string[] _kinds = [LiveKinds.Task, LiveKinds.Offer];
    private IReadOnlyList<(ProviderHealth Health, IReadOnlyList<TaskLine> Open)>? _lanes;
    private string? _asked;

    private HashSet<string> _known = [];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _known = [.. providers.All.Select(provider => provider.Manifest.Name)];
        _lanes = await prerendered.ReadAsync(RendererInfo.IsInteractive, "queue", ReadAsync);
        if (_lanes is null) navigation.NotFound();
    }

    private async Task<IReadOnlyList<(ProviderHealth Health, IReadOnlyList<TaskLine> Open)>?> ReadAsync()
    {
        if (await people.FindAdministratorAsync() is not { IsOk: true } found) return null;
        if (await health.RunAsync(found.Value, CancellationToken.None) is not { IsOk: true } all) return null;
        List<(ProviderHealth, IReadOnlyList<TaskLine>)> lanes = [];
        foreach (var one in all.Value) lanes.Add((one, (await tasks.OpenAsync(found.Value, one.Provider, ShownOfEach, CancellationToken.None)).Value ?? []));
        return lanes;
    }

    private void Ask(string provider) => _asked = _asked == provider ? null : provider;

    private Task CloseAsync()
    {
        _asked = null;
        return RefreshAsync();
    }

    private async Task RefreshAsync() => _lanes = await ReadAsync() ?? _lanes;

    private async Task<Error?> ChangeAsync(string provider, bool isPaused, string reason) =>
        await people.FindAdministratorAsync() is { IsOk: true } found ? (await pause.RunAsync(found.Value, provider, isPaused, reason, CancellationToken.None)).Error : Error.NotFound;
}
