using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>Orders an operation on a song, after its price was seen. Which fields there are follows from the provider's manifest.</summary>
public sealed partial class OperationDialog(CircuitActor people, EnqueueTask enqueue, OfferList offers, FindLine lines, SongList songs, PriceList prices, FindPayers payers, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    private static readonly string[] _fields = ["Lyrics", "Styles", "ContinueAtSeconds", "RangeStartSeconds", "RangeEndSeconds", "AudioWeight", "HasRights"];
    private const int PartnersShown = 100;
    private OperationForm _form = null!;
    private Guid _taskId;
    private long? _price;
    private long? _uploadPrice;
    private string? _error;
    private Error? _refusal;
    private Payer? _payer;
    private bool _isBusy;
    private bool _isRead;

    /// <summary>The song.</summary>
    [Parameter, EditorRequired]
    public ClipView Clip { get; set; } = null!;

    /// <summary>The key of the operation.</summary>
    [Parameter, EditorRequired]
    public string Op { get; set; } = "";

    /// <summary>The provider that does it.</summary>
    [Parameter, EditorRequired]
    public string Provider { get; set; } = "";

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private ProviderManifest? Manifest { get; set; }

    private OperationSpec? Operation => Manifest?.FindOperation(Op);

    private OperationWords Words => OperationWords.Of(Op, Operation);

    // Of the song's own provider the song's own model, where it can do this.
    private ModelSpec? Model => Operation is { } operation && Manifest!.ModelsFor(operation).ToList() is { Count: > 0 } models ? models.Find(model => model.Name == Clip.Model) ?? models[0] : null;

    // Songs that the provider can name by its own id are not sent.
    private bool IsSent => Operation is { } operation && operation.Sends(Clip.Provider == Provider && Clip.IsKnownToProvider);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _taskId = Guid.CreateVersion7(time.GetUtcNow());
        await ReadPriceAsync();
        if (Operation is { } operation) _form = new OperationForm(Clip, operation, IsSent) { SendAnew = IsOld(operation) && AnewPrice is not null };
        if (await people.FindAsync(Workspace) is not { IsOk: true } found) return;
        _payer = (await payers.RunAsync(found.Value, CancellationToken.None)).Find(Provider);
        if (Op == Ops.Concat) _form.Line = await lines.RunAsync(found.Value, Clip.Id, CancellationToken.None);
        if (Op == Ops.Mashup) _form.Partners = await PartnersAsync(found.Value);
        _isRead = true;
    }

    private async Task<IReadOnlyList<ClipView>> PartnersAsync(Actor actor)
    {
        var page = await songs.PageAsync(actor, new SongFilter(Op: null, SongStatus.Done, Trashed: false), before: null, PartnersShown, CancellationToken.None);
        return [.. page.Items.Select(row => row.Clip).OfType<ClipView>().Where(other => other.Id != Clip.Id && other.Provider == Clip.Provider && IsPartner(other))];
    }

    // A vendor hears for itself what is sung.
    private bool IsPartner(ClipView other) => Operation is { } operation && SourceRules.Refuse(other.Facts, Manifest!, operation) is null && (operation.SourceById || (Clip.Lyrics ?? other.Lyrics) is not null);

    private async Task OrderAsync()
    {
        if (_isBusy || Model is not { } model) return;
        (_isBusy, _error, _refusal) = (true, null, null);
        var found = await people.FindAsync(Workspace);
        var sent = found.IsOk ? await enqueue.RunAsync(found.Value, _taskId, Provider, _form.ToRequest(model), retryOfId: null, Price, CancellationToken.None) : found.Error;
        _isBusy = false;
        if (sent.Error is not { } error)
        {
            toasts.Show(L[Words.Ordered, Clip.Title, Manifest!.DisplayName]);
            await OnClose.InvokeAsync();
            return;
        }

        _refusal = error;
        if (error.Code is "price_changed" or "not_offered") await ReadPriceAsync();
        _form.SendAnew &= AnewPrice is not null;
        // The id belongs to what was chosen: with other choices it is another order.
        if (error.Code == "id_reused") _taskId = Guid.CreateVersion7(time.GetUtcNow());
        if (!_fields.Contains(error.Field)) _error = L.Of(error);
    }

    private async Task ReadPriceAsync()
    {
        Manifest = await offers.FindAsync(Provider, CancellationToken.None);
        (_price, _uploadPrice) = Manifest is { } manifest ? (await prices.FindAsync(manifest, Op, CancellationToken.None), await prices.FindAsync(manifest, Ops.Upload, CancellationToken.None)) : (null, null);
    }

    // What the song costs that is sent anew; null where that cannot be done.
    private long? AnewPrice => Operation is { } operation && Manifest!.CanSendAnew(operation) ? _uploadPrice : null;

    private long? Price => _form.SendAnew ? _price + AnewPrice : _price;

    private bool IsOld(OperationSpec operation) => operation.SourceAge is { } age && time.GetUtcNow().UtcDateTime - Clip.CreatedAt > age;

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
