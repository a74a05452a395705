using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>Has words written, shows them, and hands them over when the reader likes them. Each order is a task of its own.</summary>
public sealed partial class WriteDialog(CircuitActor people, EnqueueTask enqueue, FindTask tasks, WrittenTexts written, OfferList offers, PriceList prices, FindPayers payers, TimeProvider time) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Task, LiveKinds.Text];
    private IReadOnlyList<WrittenText> _earlier = [];
    private ProviderManifest? _manifest;
    private Payer? _payer;
    private long? _price;
    private string? _words = "";
    private string? _text;
    private string? _topic;
    private string? _error;
    private Error? _refusal;
    private Guid _taskId;
    private bool _isWaiting;
    private bool _isRead;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary><see cref="Ops.Lyrics"/> or <see cref="Ops.StyleBoost"/>.</summary>
    [Parameter, EditorRequired]
    public string Op { get; set; } = "";

    /// <summary>The provider that writes; empty for the first that offers it to the reader.</summary>
    [Parameter]
    public string Provider { get; set; } = "";

    /// <summary>What stands in the field at first.</summary>
    [Parameter]
    public string Words { get; set; } = "";

    /// <summary>The reader takes the words.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnText { get; set; }

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private bool IsLyrics => Op == Ops.Lyrics;

    private ModelSpec? Model => _manifest?.Models[0];

    private string PriceText => _price == 0 ? L["free"] : L.Credits(_price ?? 0);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _words = Words;
        _taskId = Guid.CreateVersion7(time.GetUtcNow());
        if (await people.FindAsync(Workspace) is not { IsOk: true } found) return;
        var table = await payers.RunAsync(found.Value, CancellationToken.None);
        var offered = await offers.ReadAsync(CancellationToken.None);
        _manifest = offered.Select(offer => offer.Manifest).FirstOrDefault(manifest => (Provider.Length == 0 || manifest.Name == Provider) && manifest.FindOperation(Op) is not null && table.Find(manifest.Name) is not null);
        if (_manifest is not null) (_payer, _price) = (table.Find(_manifest.Name), await prices.FindAsync(_manifest, Op, CancellationToken.None));
        _earlier = await written.RunAsync(found.Value, Op, CancellationToken.None);
        (_topic, _isRead) = ($"workspace:{found.Value.WorkspaceId}", true);
    }

    private async Task OrderAsync()
    {
        if (_isWaiting || _manifest is not { } manifest || Model is not { } model) return;
        (_isWaiting, _error, _refusal) = (true, null, null);
        var request = new MusicRequest { Op = Op, Model = model.Name, Description = IsLyrics ? _words?.Trim() : null, Styles = IsLyrics ? null : _words?.Trim() };
        var found = await people.FindAsync(Workspace);
        var sent = found.IsOk ? await enqueue.RunAsync(found.Value, _taskId, manifest.Name, request, retryOfId: null, _price, CancellationToken.None) : found.Error;
        if (sent.Error is { } error)
        {
            (_isWaiting, _refusal) = (false, error);
            if (error.Code is "price_changed") _price = await prices.FindAsync(manifest, Op, CancellationToken.None);
            // The id belongs to what was written: with other words it is another order.
            if (error.Code is "id_reused") _taskId = Guid.CreateVersion7(time.GetUtcNow());
            if (error.Field is not ("Description" or "Styles")) _error = L.Of(error);
            return;
        }

        // It may be done before anybody listens.
        await ReadAsync();
    }

    private async Task HearAsync(IReadOnlyList<Announcement> changes)
    {
        if (_isWaiting && changes.Any(change => change.Id == _taskId || change.Kind == LiveKinds.Resync)) await ReadAsync();
        // What an earlier dialog ordered may end while this one is open.
        else if (changes.Any(change => change.Kind is LiveKinds.Text or LiveKinds.Resync)) await ReadEarlierAsync();
    }

    private async Task ReadEarlierAsync()
    {
        if (await people.FindAsync(Workspace) is { IsOk: true } found) _earlier = await written.RunAsync(found.Value, Op, CancellationToken.None);
    }

    private async Task ReadAsync()
    {
        if (await people.FindAsync(Workspace) is not { IsOk: true } found || await tasks.RunAsync(found.Value, _taskId, CancellationToken.None) is not { FinalizedAt: not null } task) return;
        if (task.Text is { } text) _text = text;
        else _error = task.Reason ?? L["It was cancelled."];
        (_isWaiting, _taskId) = (false, Guid.CreateVersion7(time.GetUtcNow()));
        await ReadEarlierAsync();
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
