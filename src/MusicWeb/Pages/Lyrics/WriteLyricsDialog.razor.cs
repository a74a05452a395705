using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Lyrics;

/// <summary>Orders words from a provider that writes them, after the price was seen.</summary>
public sealed partial class WriteLyricsDialog(CircuitActor people, EnqueueTask enqueue, OfferList offers, PriceList prices, FindPayers payers, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    private const int UsualLimit = 400;
    private Guid _taskId;
    private string _provider = "";
    private ProviderManifest? _manifest;
    private long? _price;
    private Payer? _payer;
    private string? _about = "";
    private string? _error;
    private Error? _refusal;
    private bool _isBusy;

    /// <summary>The providers that write lyrics, by name, with the names that are shown; at least one.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, string> Writers { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private int Limit => _manifest?.FindOperation(Ops.Lyrics)?.DescriptionLimit ?? _manifest?.Models[0].DescriptionLimit ?? UsualLimit;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _taskId = Guid.CreateVersion7(time.GetUtcNow());
        return ReadAsync(Writers.Keys.First());
    }

    private Task ChooseAsync(ChangeEventArgs change) => change.Value is string name && Writers.ContainsKey(name) ? ReadAsync(name) : Task.CompletedTask;

    private async Task ReadAsync(string provider)
    {
        _provider = provider;
        _manifest = await offers.FindAsync(provider, CancellationToken.None);
        _price = _manifest is { } manifest ? await prices.FindAsync(manifest, Ops.Lyrics, CancellationToken.None) : null;
        if (await people.FindAsync(Workspace) is { IsOk: true } found) _payer = (await payers.RunAsync(found.Value, CancellationToken.None)).Find(provider);
    }

    private async Task OrderAsync()
    {
        if (_isBusy || _manifest is not { } manifest) return;
        (_isBusy, _error, _refusal) = (true, null, null);
        var request = new MusicRequest { Op = Ops.Lyrics, Model = manifest.Models[0].Name, Description = _about?.Trim() };
        var found = await people.FindAsync(Workspace);
        var sent = found.IsOk ? await enqueue.RunAsync(found.Value, _taskId, _provider, request, retryOfId: null, _price, CancellationToken.None) : found.Error;
        _isBusy = false;
        if (sent.Error is not { } error)
        {
            toasts.Show(L["The lyrics are being written. You find them here."]);
            await OnClose.InvokeAsync();
            return;
        }

        _refusal = error;
        if (error.Code is "price_changed" or "not_offered") await ReadAsync(_provider);
        // The id belongs to what was typed: with other words it is another order.
        if (error.Code == "id_reused") _taskId = Guid.CreateVersion7(time.GetUtcNow());
        if (error.Field is not "Description") _error = L.Of(error);
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
