using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>Orders a persona of a song or of a recorded voice, after its price was seen.</summary>
public sealed partial class MakePersonaDialog(CircuitActor people, EnqueueTask enqueue, OfferList offers, PriceList prices, FindPayers payers, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    private Guid _taskId;
    private string? _name = "";
    private string? _description = "";
    private string? _error;
    private Error? _refusal;
    private Payer? _payer;
    private bool _isBusy;
    private bool _hasRights;

    /// <summary>The song.</summary>
    [Parameter, EditorRequired]
    public ClipView Clip { get; set; } = null!;

    /// <summary>Who makes it.</summary>
    [Parameter, EditorRequired]
    public string Provider { get; set; } = "";

    /// <summary>The voice alone is wanted, and somebody has to agree.</summary>
    [Parameter]
    public bool IsVoice { get; set; }

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private ProviderManifest? Manifest { get; set; }

    private long? Price { get; set; }

    private string Op => IsVoice ? Ops.VoiceCreate : Ops.PersonaCreate;

    private OperationSpec? Operation => Manifest?.FindOperation(Op);

    private int DescriptionLimit => Operation?.DescriptionLimit ?? Persona.DescriptionLimit;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _taskId = Guid.CreateVersion7(time.GetUtcNow());
        _name = Clip.Title.Length <= Belonging.NameLimit ? Clip.Title : "";
        await ReadPriceAsync();
        if (await people.FindAsync(Workspace) is { IsOk: true } found) _payer = (await payers.RunAsync(found.Value, CancellationToken.None)).Find(Provider);
    }

    private async Task MakeAsync()
    {
        if (_isBusy || Manifest is not { } manifest) return;
        (_isBusy, _error, _refusal) = (true, null, null);
        var request = new MusicRequest
        {
            Op = Op,
            Model = manifest.FindModel(Clip.Model)?.Name ?? manifest.Models[0].Name,
            Title = _name?.Trim(),
            Description = IsVoice || string.IsNullOrWhiteSpace(_description) ? null : _description.Trim(),
            SourceClipId = Clip.Id,
            HasRights = IsVoice && _hasRights,
        };
        var found = await people.FindAsync(Workspace);
        var sent = found.IsOk ? await enqueue.RunAsync(found.Value, _taskId, Provider, request, retryOfId: null, Price, CancellationToken.None) : found.Error;
        _isBusy = false;
        if (sent.Error is not { } error)
        {
            toasts.Show(L["“{0}” is being made. You find it under Personas.", request.Title ?? ""]);
            await OnClose.InvokeAsync();
            return;
        }

        _refusal = error;
        if (error.Code is "price_changed" or "not_offered") await ReadPriceAsync();
        // The id belongs to what was typed: with other words it is another order.
        if (error.Code == "id_reused") _taskId = Guid.CreateVersion7(time.GetUtcNow());
        if (error.Field is not ("Title" or "Description" or "HasRights")) _error = L.Of(error);
    }

    private async Task ReadPriceAsync()
    {
        Manifest = await offers.FindAsync(Provider, CancellationToken.None);
        Price = Manifest is { } manifest ? await prices.FindAsync(manifest, Op, CancellationToken.None) : null;
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
