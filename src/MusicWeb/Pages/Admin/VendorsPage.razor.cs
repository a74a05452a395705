using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>The vendors, what is known of their keys, and the check of what they answer against what their documents say.</summary>
public sealed partial class VendorsPage(CircuitActor people, CheckContract contract, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private IReadOnlyList<VendorHealth>? _vendors;
    private IReadOnlyList<ContractCheck>? _checks;
    private string? _checked;
    private string? _error;
    private bool _isBusy;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _vendors = await prerendered.ReadAsync(RendererInfo.IsInteractive, "vendors", ReadAsync);
        if (_vendors is null) navigation.NotFound();
    }

    private async Task<IReadOnlyList<VendorHealth>?> ReadAsync()
    {
        var found = await people.FindAdministratorAsync();
        return found.IsOk ? (await contract.ListAsync(found.Value, CancellationToken.None)).Value?.Vendors : null;
    }

    private async Task CheckAsync(VendorHealth vendor, bool withOwnKey)
    {
        if (_isBusy) return;
        (_isBusy, _checked, _checks, _error) = (true, vendor.Vendor, null, null);
        await Task.Yield(); // Draws that it asks.
        var found = await people.FindAdministratorAsync();
        var made = found.IsOk ? await contract.RunAsync(found.Value, vendor.Vendor, withOwnKey, CancellationToken.None) : found.Error!;
        if (made.IsOk) _checks = made.Value.Checks;
        else _error = L.Of(made.Error!);
        _isBusy = false;
    }
}
