using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Personas;

/// <summary>The personas that a workspace has or was given, and those that are being made.</summary>
public sealed partial class PersonasPage(CircuitActor people, PersonaList list, ProviderCatalog providers, OfferList offers, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 30;
    private static readonly string[] _kinds = [LiveKinds.Persona];
    private static readonly string[] _offerKinds = [LiveKinds.Offer];
    private static readonly SongFilter _making = new(Ops.PersonaCreate, Status: null, Trashed: false) { AlsoOp = Ops.VoiceCreate };
    private Opening? _opening;
    private (string, bool)? _readFor;
    private IReadOnlyList<PersonaView> _personas = [];
    private Cursor? _next;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter]
    public string Workspace { get; set; } = "";

    /// <summary><c>trash</c> shows what was thrown away.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    private bool IsTrash => View == "trash";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_readFor == (Workspace, IsTrash)) return;
        _readFor = (Workspace, IsTrash);
        _opening = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"personas {Workspace} {IsTrash}", ReadAsync);
        if (_opening is null) navigation.NotFound();
        else (_personas, _next) = (_opening.Page.Items, _opening.Page.Next);
    }

    private async Task<Opening?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        return found.IsOk ? new Opening(found.Value, await PageAsync(found.Value, before: null, PageSize), await offers.ReadAsync(CancellationToken.None)) : null;
    }

    // As many as are shown: whoever scrolled far keeps the place.
    private async Task RefreshAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return;
        var page = await PageAsync(found.Value, before: null, Math.Max(PageSize, _personas.Count));
        (_opening, _personas, _next) = (new Opening(found.Value, page, await offers.ReadAsync(CancellationToken.None)), page.Items, page.Next);
    }

    private async Task LoadMoreAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk || _next is null) return;
        var page = await PageAsync(found.Value, _next, PageSize);
        (_personas, _next) = ([.. _personas, .. page.Items], page.Next);
    }

    private Task<Page<PersonaView>> PageAsync(Actor actor, Cursor? before, int take) => list.PageAsync(actor, provider: null, IsTrash, before, take, CancellationToken.None);

    private bool CanUse(PersonaView persona) => _opening?.Offers.Any(offer => offer.Manifest.Name == persona.Provider && offer.Manifest.FindOperation(Ops.Persona) is not null) is true;

    private sealed record Opening(Actor Actor, Page<PersonaView> Page, IReadOnlyList<Offered> Offers);
}
