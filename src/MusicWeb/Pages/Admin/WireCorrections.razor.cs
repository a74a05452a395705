using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>How vendors really call things: what holds, a way to say more or take it back, and what was said so far.</summary>
public sealed partial class WireCorrections(CircuitActor people, ReadWire wire, CorrectWire correct, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 20;
    private static readonly string[] _kinds = [LiveKinds.Offer];
    private WireReport? _report;
    private Guid? _taken;
    private bool _isAdding;
    private bool _isLoading;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        _report = await prerendered.ReadAsync(RendererInfo.IsInteractive, "wire", () => ReadAsync(before: null, PageSize));

    private async Task<WireReport?> ReadAsync(Cursor? before, int take) =>
        await people.FindAdministratorAsync() is { IsOk: true, Value: var actor } ? (await wire.RunAsync(actor, before, take, CancellationToken.None)).Value : null;

    // As many rows as are shown: whoever looked far back keeps the place.
    private async Task RefreshAsync()
    {
        if (_report is { } shown) _report = await ReadAsync(before: null, Math.Max(PageSize, shown.History.Items.Count)) ?? shown;
    }

    private async Task MoreAsync()
    {
        if (_isLoading || _report is not { } shown) return;
        _isLoading = true;
        if (await ReadAsync(shown.History.Next, PageSize) is { } more) _report = shown with { History = new Page<WireChangeRow>([.. shown.History.Items, .. more.History.Items], more.History.Next) };
        _isLoading = false;
    }

    private void Ask(Guid id) => (_taken, _isAdding) = (_taken == id ? null : id, false);

    private void Add() => (_taken, _isAdding) = (null, true);

    private async Task<Error?> TakeBackAsync(WireChange change, string reason)
    {
        var found = await people.FindAdministratorAsync();
        return found.IsOk ? (await correct.RunAsync(found.Value, change.Provider, change.Kind, change.Path, change.Documented, actual: null, reason, CancellationToken.None)).Error : found.Error;
    }

    private async Task CloseAsync()
    {
        (_taken, _isAdding) = (null, false);
        await RefreshAsync();
    }

    private string NameOf(string provider) => _report?.Providers.FirstOrDefault(manifest => manifest.Name == provider)?.DisplayName ?? provider;
}
