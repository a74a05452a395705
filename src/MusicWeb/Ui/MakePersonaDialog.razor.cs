using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>Orders a persona of a song or of a recorded voice, after its price was seen.</summary>
public sealed partial class MakePersonaDialog(CircuitActor people, EnqueueTask enqueue, OfferList offers, PriceList prices, FindPayers payers, SongList songs, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    // More than a list to choose from can hold well; of the others each has a menu.
    private const int SongsShown = 100;

    private static readonly (string Purpose, string Word)[] _purposes =
    [
        (SourcePurposes.Song, "Singing and music"), (SourcePurposes.Voice, "Singing alone; speech is not understood"), (SourcePurposes.Instrumental, "Music alone"),
    ];

    private Guid _taskId;
    private ClipView? _song;
    private IReadOnlyList<ClipView> _songs = [];
    private string _purpose = SourcePurposes.Song;
    private bool _hasRights;
    private bool _sendAnew = true;
    private long? _price;
    private long? _uploadPrice;
    private bool _isRead;
    private string? _name = "";
    private string? _description = "";
    private string? _error;
    private Error? _refusal;
    private Payer? _payer;
    private bool _isBusy;

    /// <summary>The song; null lets the person choose one.</summary>
    [Parameter]
    public ClipView? Clip { get; set; }

    /// <summary>The provider that makes the persona.</summary>
    [Parameter, EditorRequired]
    public string Provider { get; set; } = "";

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The voice alone is wanted, and somebody has to agree.</summary>
    [Parameter]
    public bool IsVoice { get; set; }

    /// <summary>It was ordered: the id that the persona will have.</summary>
    [Parameter]
    public EventCallback<Guid> OnOrdered { get; set; }

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private ProviderManifest? Manifest { get; set; }

    // What the song costs that is sent anew; null where that cannot be done, or is not needed.
    private long? AnewPrice => Operation is { SourceAge: { } age } operation && _song is { } song && time.GetUtcNow().UtcDateTime - song.CreatedAt > age && Manifest!.CanSendAnew(operation) ? _uploadPrice : null;

    private bool IsSentAnew => _sendAnew && AnewPrice is not null;

    private long? Price => IsSentAnew ? _price + AnewPrice : _price;

    private string Op => IsVoice ? Ops.VoiceCreate : Ops.PersonaCreate;

    private OperationSpec? Operation => Manifest?.FindOperation(Op);

    private bool NeedsConsent => IsSentAnew || Operation is { SendsSource: true } or { CopiesVoice: true };

    private bool HasPurpose => Operation?.Needs.HasFlag(OperationNeeds.Purpose) is true;

    private int DescriptionLimit => Operation?.DescriptionLimit ?? Persona.DescriptionLimit;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _taskId = Guid.CreateVersion7(time.GetUtcNow());
        Choose(Clip);
        await ReadPriceAsync();
        if (await people.FindAsync(Workspace) is not { IsOk: true } found) return;
        _payer = (await payers.RunAsync(found.Value, CancellationToken.None)).Find(Provider);
        if (Clip is null && Manifest is { } manifest && Operation is { } operation)
        {
            var page = await songs.PageAsync(found.Value, new SongFilter(Op: null, SongStatus.Done, Trashed: false), before: null, SongsShown, CancellationToken.None);
            _songs = [.. page.Items.Select(row => row.Clip).OfType<ClipView>().Where(song => SourceRules.Refuse(song.Facts, manifest, operation) is null)];
        }

        _isRead = true;
    }

    private void ChooseSong(ChangeEventArgs change) => Choose(Guid.TryParse(change.Value as string, out var id) ? _songs.FirstOrDefault(song => song.Id == id) : null);

    private void Choose(ClipView? song)
    {
        var isNamedAfter = string.IsNullOrEmpty(_name) || _name == _song?.Title;
        _song = song;
        if (isNamedAfter) _name = song is { Title.Length: <= Belonging.NameLimit } ? song.Title : "";
    }

    private async Task MakeAsync()
    {
        if (_isBusy || Manifest is not { } manifest || _song is not { } song) return;
        (_isBusy, _error, _refusal) = (true, null, null);
        var request = new MusicRequest
        {
            Op = Op,
            Model = manifest.FindModel(song.Model)?.Name ?? manifest.Models[0].Name,
            Title = _name?.Trim(),
            Description = IsVoice || string.IsNullOrWhiteSpace(_description) ? null : _description.Trim(),
            SourceClipId = song.Id,
            Purpose = HasPurpose ? _purpose : null,
            HasRights = NeedsConsent && _hasRights,
            SendAnew = IsSentAnew,
        };
        var found = await people.FindAsync(Workspace);
        var sent = found.IsOk ? await enqueue.RunAsync(found.Value, _taskId, Provider, request, retryOfId: null, Price, CancellationToken.None) : found.Error;
        _isBusy = false;
        if (sent.Error is not { } error)
        {
            toasts.Show(L["“{0}” is being made. You find it under Personas.", request.Title ?? ""]);
            await OnOrdered.InvokeAsync(_taskId);
            await OnClose.InvokeAsync();
            return;
        }

        _refusal = error;
        if (error.Code is "price_changed" or "not_offered") await ReadPriceAsync();
        // The id belongs to what was typed: with other words it is another order.
        if (error.Code == "id_reused") _taskId = Guid.CreateVersion7(time.GetUtcNow());
        if (error.Field is not ("Title" or "Description" or "Purpose" or "HasRights") && (error.Field is not "SourceClipId" || Clip is not null)) _error = L.Of(error);
    }

    private async Task ReadPriceAsync()
    {
        Manifest = await offers.FindAsync(Provider, CancellationToken.None);
        (_price, _uploadPrice) = Manifest is { } manifest ? (await prices.FindAsync(manifest, Op, CancellationToken.None), await prices.FindAsync(manifest, Ops.Upload, CancellationToken.None)) : (null, null);
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
