using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Create;

/// <summary>Everything the Create page shows at first.</summary>
/// <param name="Workspace">The workspace as it stands in the address.</param>
/// <param name="Actor">Who is there.</param>
/// <param name="Form">The draft, a reused request, or the example of a first visit.</param>
/// <param name="NextTaskId">The id that the next task from this form will have.</param>
/// <param name="Payers">Who would pay for each provider, and how far that reaches.</param>
/// <param name="IsReused">The form holds a reused request, which is not the draft yet.</param>
public sealed record CreateOpening(string Workspace, Actor Actor, CreateForm Form, Guid NextTaskId, PayerTable Payers, bool IsReused)
{
    /// <summary>What can be ordered.</summary>
    public required IReadOnlyList<Offered> Offers { get; init; }

    /// <summary>What everything costs.</summary>
    public required PriceTable Prices { get; init; }
}

/// <summary>What the page's address names to begin with.</summary>
/// <param name="From">A task whose request is loaded.</param>
/// <param name="Persona">A persona to sing and play.</param>
/// <param name="Lyrics">Kept lyrics to be sung.</param>
public sealed record CreateAddress(string? From, string? Persona, string? Lyrics);

/// <summary>Reads what the Create page needs.</summary>
public sealed class OpenCreate(
    CircuitActor people, OpenDraft drafts, FindTask tasks, PersonaList personas, LyricsList lyrics, FindPayers payers, PriceList prices, OfferList offers)
{
    /// <summary>The key of this form's draft.</summary>
    public const string FormKey = "create";

    /// <summary>Opens the form, with what is named in it: the request of a task, or the draft with a persona or with kept lyrics.</summary>
    /// <returns>Null when there is no such workspace for this person.</returns>
    public async Task<CreateOpening?> RunAsync(string workspace, CreateAddress address, CancellationToken ct)
    {
        var found = await people.FindAsync(workspace, ct);
        if (!found.IsOk) return null;
        var actor = found.Value;
        var draft = await drafts.RunAsync(actor, FormKey, ct);
        var left = CreateForm.FromJson(draft.Json) ?? new CreateForm { Description = CreateExamples.All[0].Description };
        var reused = await ReadAsync(actor, address, left, ct);
        var form = reused ?? left;
        var (paying, offered) = (await payers.RunAsync(actor, ct), await offers.ReadAsync(ct));
        Settle(form, paying, offered);
        return new CreateOpening(workspace, actor, form, draft.NextTaskId, paying, reused is not null)
        {
            Offers = offered,
            Prices = await prices.ReadAsync(offered.Select(offer => offer.Manifest), ct),
        };
    }

    private async Task<CreateForm?> ReadAsync(Actor actor, CreateAddress address, CreateForm left, CancellationToken ct)
    {
        if (Guid.TryParse(address.From, out var taskId) && await tasks.RunAsync(actor, taskId, ct) is { } task && OpWords.IsMadeInCreate(task.Op)) return CreateForm.Of(task.Provider, task.Request);
        if (Guid.TryParse(address.Persona, out var personaId) && await personas.FindAsync(actor, personaId, ct) is { Belonging.TrashedAt: null } persona)
            return left with { IsCustom = true, Provider = persona.Provider, PersonaId = personaId };
        if (Guid.TryParse(address.Lyrics, out var sheetId) && await lyrics.FindAsync(actor, sheetId, ct) is { Belonging.TrashedAt: null } sheet)
            return left with { IsCustom = true, Instrumental = false, Lyrics = sheet.Text, LyricSheetId = sheetId, LyricSheetName = sheet.Belonging.Name };
        return null;
    }

    // A provider or model that is gone, switched off, or that nobody has a key for any more, gives way to the first one that is there.
    private static void Settle(CreateForm form, PayerTable paying, IReadOnlyList<Offered> offers)
    {
        Offered[] open = [.. offers.Where(offer => paying.Find(offer.Manifest.Name) is not null)];
        var offer = Array.Find(open, offer => offer.Manifest.Name == form.Provider) ?? (open.Length > 0 ? open[0] : null);
        if (offer is null) return;
        form.Choose(offer.Manifest.Name, offer.Manifest.FindModel(form.Model) ?? offer.Manifest.Models[0]);
    }
}
