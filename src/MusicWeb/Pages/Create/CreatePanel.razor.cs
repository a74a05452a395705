using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Create;

/// <summary>The form. It keeps its values after a press, and its draft on the server while somebody types.</summary>
public sealed partial class CreatePanel(
    CircuitActor people, EnqueueTask enqueue, OpenDraft openDraft, SaveDraft saveDraft, FindPayers findPayers, TestProviderKey keys, PriceList prices, OfferList offers, ProviderCatalog providers, TimeProvider time) : ComponentBase, IDisposable
{
    private static readonly TimeSpan SaveAfter = TimeSpan.FromMilliseconds(500);
    // Longer than the slowest double click: the second press of one finds the button locked, and the id would change with the first.
    private static readonly TimeSpan LockedAfterPress = TimeSpan.FromMilliseconds(1200);
    private static readonly string[] _kinds = [LiveKinds.Credits, LiveKinds.Task, LiveKinds.Members, LiveKinds.ProviderKey];
    private static readonly string[] _priceKinds = [LiveKinds.Price, LiveKinds.Offer];
    private readonly Dictionary<string, string> _errors = [];
    private CreateForm _form = null!;
    private Actor _actor = null!;
    private PayerTable _payers = null!;
    private IReadOnlyList<Offered> _offers = [];
    private PriceTable _prices = null!;
    private Guid _nextTaskId;
    private ITimer? _saveTimer;
    private ITimer? _lockTimer;
    private string? _error;
    private Guid? _leakedKeyId;
    private Guid? _gonePersonaId;
    private string _savedJson = "";
    private bool _isOut;
    private bool _isLocked;
    private bool _isJustSent;
    private bool _showsPresets;
    private bool _makesPersona;
    private Guid? _awaitedPersonaId;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>What the form starts with.</summary>
    [Parameter, EditorRequired]
    public CreateOpening Opening { get; set; } = null!;

    /// <summary>A task was sent.</summary>
    [Parameter]
    public EventCallback OnEnqueued { get; set; }

    /// <summary>Who is there may do more or less than a moment ago.</summary>
    [Parameter]
    public EventCallback<Actor> OnActor { get; set; }

    private Offered? Offer => _offers.FirstOrDefault(offer => offer.Manifest.Name == _form.Provider);

    // What is switched off while somebody writes stays in the form until the person chooses something else.
    private ProviderManifest? Whole => providers.Find(_form.Provider)?.Manifest;

    private ProviderManifest? Manifest => Offer?.Manifest ?? Whole;

    private ModelSpec? Model => Offer?.Manifest.FindModel(_form.Model) ?? Whole?.FindModel(_form.Model);

    private bool IsModelOffered => Offer?.Manifest.FindModel(_form.Model) is not null;

    // By what it is able to: a song that is switched off for a while makes no persona of it.
    private bool IsPersonaNeeded => Whole?.FindOperation(Ops.Create) is null && Whole?.FindOperation(Ops.Persona) is not null;

    // What makes songs with a persona only is asked for that, although none is chosen yet.
    private string Op => IsPersonaNeeded ? Ops.Persona : _form.Op;

    private OperationSpec? Operation => Offer?.Manifest.FindOperation(Op);

    private bool IsExperimental => Model is { IsExperimental: true } || Operation is { IsExperimental: true };

    private IEnumerable<(ProviderManifest Manifest, ModelSpec Model)> Models =>
        from offer in _offers where _payers.Find(offer.Manifest.Name) is not null from model in offer.Manifest.Models select (offer.Manifest, model);

    private bool IsListed => Models.Any(offered => offered.Manifest.Name == _form.Provider && offered.Model.Name == _form.Model);

    // What one could also choose from with a key of one's own.
    private IEnumerable<string> Locked => _offers.Where(offer => _payers.Find(offer.Manifest.Name) is null).Select(offer => offer.Manifest.DisplayName);

    private Payer Paying => _payers.Find(_form.Provider) ?? _payers.Credits;

    private long? Price => Manifest is { } manifest ? _prices.Find(manifest, Op) : null;

    private Error? Obstacle => _isOut ? CreateObstacle.Out
        : Manifest is not { } manifest || Model is not { } model ? null
        : _payers.Find(manifest.Name) is null ? new Error("no_key", "{0} needs a key: enter yours on the page Keys.", manifest.DisplayName)
        : !IsModelOffered ? new Error("not_offered", "This model is not offered at the moment. Choose another one.")
        : Operation is null ? new Error("not_offered", "{0} does not offer this at the moment.", manifest.DisplayName)
        : Op == Ops.Persona && _form.PersonaId is null ? new Error("no_persona", "Choose a persona first: {0} makes songs after the sound of one.", manifest.DisplayName)
        : Price is { } price ? CreateObstacle.Find(_form, model, _actor, Paying, price, _gonePersonaId)
        : null;

    private bool IsShortOfCredits => _actor.CanWrite && !Paying.CanPay(Price ?? 0);

    private bool IsShared => _actor.WorkspaceId != _actor.UserId;

    // A cap only blocks what could be paid.
    private CapStanding? BlockingCap => !IsShortOfCredits && Obstacle is { Code: "cap_reached" } ? CreateObstacle.BlockingCap(Paying, Price ?? 0) : null;

    private CapStanding? PassedCap => Paying.Caps.FirstOrDefault(cap => cap.IsPastSoft);

    /// <summary>Puts other values into the form.</summary>
    public void Load(CreateForm form)
    {
        _form = form with { };
        Forget();
        PlanSave();
        StateHasChanged();
    }

    /// <summary>Fills in a description and makes it at once.</summary>
    public async Task MakeAsync(string description)
    {
        var form = _form with { };
        // The description has to go to somebody who takes one.
        if (Model is { DescriptionLimit: 0 } && Models.FirstOrDefault(offered => offered.Model.DescriptionLimit > 0) is { Model: { } other } offered) form.Choose(offered.Manifest.Name, other);
        Load(form with { IsCustom = false, Instrumental = false, Description = description });
        await SendAsync();
        StateHasChanged();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _saveTimer?.Dispose();
        _lockTimer?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        (_form, _actor, _payers, _offers, _prices, _nextTaskId) = (Opening.Form with { }, Opening.Actor, Opening.Payers, Opening.Offers, Opening.Prices, Opening.NextTaskId);
        // The untouched example of a first visit is no draft yet; a reused request becomes one, as if it had been typed.
        if (Opening.IsReused && RendererInfo.IsInteractive) PlanSave();
        else _savedJson = _form.ToJson();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The vendor's balance of yesterday would block a press that today's allows; what is new comes back as an announcement.
        if (firstRender && RendererInfo.IsInteractive && Paying.Key is { HasLimit: true } key) await keys.FreshenAsync(_actor, key.Id, CancellationToken.None);
    }

    private async Task SendAsync()
    {
        if (_isLocked || Obstacle is not null || Model is not { } model) return;
        _leakedKeyId = null;
        var shownPrice = Price;
        (_isLocked, _error) = (true, null);
        _errors.Clear();
        await Task.Yield(); // Draws the lock: until the first real wait the screen would stand still.
        var found = await people.FindAsync(Workspace);
        var sent = found.IsOk ? await enqueue.RunAsync(found.Value, _nextTaskId, _form.Provider, _form.ToRequest(model), retryOfId: null, shownPrice, CancellationToken.None) : found.Error;
        if (sent.Error is { } error)
        {
            Show(error);
            if (error.Code is "price_changed" or "not_offered") await ReadOffersAsync();
        }
        else
        {
            _isJustSent = true;
            // The task itself comes first: nobody waits for a number to see what became of the press.
            await OnEnqueued.InvokeAsync();
        }

        await ReadIdAndPayerAsync();
        _lockTimer?.Dispose();
        _lockTimer = time.CreateTimer(_ => _ = InvokeAsync(Unlock), null, sent.IsOk ? LockedAfterPress : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Show(Error error)
    {
        if (error.Code == "own_key_in_text") _leakedKeyId = error.SubjectId;
        // Once said, the same press goes through: the words and settings themselves stay in the form.
        if (error.Field is nameof(MusicRequest.LyricSheetId)) (_form.LyricSheetId, _form.LyricSheetName) = (null, "");
        if (error.Field is nameof(MusicRequest.PresetId)) (_form.PresetId, _form.PresetName) = (null, "");
        if (error.Field is { } field && IsShown(field)) _errors[field] = L.Of(error);
        else if (error.Code == "id_reused") _error = L["This form was sent from another tab a moment ago. Press again to make one more."];
        else _error = L.Of(error);
    }

    // A field of the other form, or one that is hidden now, would swallow its sentence.
    private bool IsShown(string field) => field switch
    {
        nameof(MusicRequest.Model) => true,
        nameof(MusicRequest.PersonaId) => _form.IsCustom,
        nameof(MusicRequest.Description) => !_form.IsCustom,
        nameof(MusicRequest.Lyrics) or nameof(MusicRequest.VocalGender) => _form.IsCustom && Model is { } model && !_form.IsInstrumental(model),
        nameof(MusicRequest.Styles) or nameof(MusicRequest.NegativeStyles) or nameof(MusicRequest.Title) or nameof(MusicRequest.StyleWeight) or nameof(MusicRequest.Weirdness) or nameof(MusicRequest.DurationSeconds) => _form.IsCustom,
        _ => false,
    };

    private void Unlock()
    {
        (_isLocked, _isJustSent) = (false, false);
        StateHasChanged();
    }

    private string? ErrorOf(string field) => _errors.GetValueOrDefault(field);

    private void Changed(Action change)
    {
        change();
        Forget();
        PlanSave();
    }

    // What was wrong with the last press says nothing about the text of now.
    private void Forget()
    {
        _errors.Clear();
        _error = null;
    }

    private void Choose(bool isCustom) => Changed(() => _form.IsCustom = isCustom);

    private void RollDice() => Changed(() => _form.Description = L[CreateExamples.Roll(_form.Description)]);

    // The value comes from outside: only what is in the catalogue is taken.
    private void ChooseModel(ChangeEventArgs change)
    {
        var choice = change.Value as string;
        foreach (var (manifest, model) in Models)
        {
            if ($"{manifest.Name}/{model.Name}" != choice) continue;
            Changed(() => _form.Choose(manifest.Name, model));
            return;
        }

        _errors["Model"] = L["Choose a model from the list."];
    }

    private void ApplyPreset(CreateForm form)
    {
        // A preset of a provider that is gone keeps the one in the form.
        if (!Models.Any(offered => offered.Manifest.Name == form.Provider && offered.Model.Name == form.Model)) (form.Provider, form.Model, form.PersonaId) = (_form.Provider, _form.Model, null);
        Load(form);
    }

    private void PlanSave()
    {
        _saveTimer?.Dispose();
        _saveTimer = time.CreateTimer(_ => _ = InvokeAsync(SaveAsync), null, SaveAfter, Timeout.InfiniteTimeSpan);
    }

    private async Task SaveAsync()
    {
        _saveTimer?.Dispose();
        _saveTimer = null;
        var json = _form.ToJson();
        if (json == _savedJson) return;
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return;
        if ((await saveDraft.RunAsync(found.Value, OpenCreate.FormKey, json, CancellationToken.None)).IsOk) _savedJson = json;
    }

    private async Task HearAsync(IReadOnlyList<Announcement> changes) => await ReadIdAndPayerAsync();

    private async Task ReadOffersAsync()
    {
        var offered = await offers.ReadAsync(CancellationToken.None);
        (_prices, _offers) = (await prices.ReadAsync(offered.Select(offer => offer.Manifest), CancellationToken.None), offered);
    }

    // Another tab may have used the id, and any task moves credits.
    private async Task ReadIdAndPayerAsync()
    {
        var found = await people.FindAsync(Workspace);
        _isOut = !found.IsOk;
        if (found.Value is not { } actor) return;
        var isOther = actor != _actor;
        _actor = actor;
        _nextTaskId = (await openDraft.RunAsync(_actor, OpenCreate.FormKey, CancellationToken.None)).NextTaskId;
        _payers = await findPayers.RunAsync(_actor, CancellationToken.None);
        if (isOther) await OnActor.InvokeAsync(_actor);
    }
}
