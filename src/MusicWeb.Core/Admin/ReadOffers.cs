using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace MusicWeb.Core.Admin;

/// <summary>An operation as an administrator sees it.</summary>
/// <param name="Spec">What the manifest says.</param>
/// <param name="Terms">How it is offered.</param>
/// <param name="Price">What it costs, now and next.</param>
public sealed record OperationOffer(OperationSpec Spec, OfferTerms Terms, PriceInEffect Price);

/// <summary>A model as an administrator sees it.</summary>
/// <param name="Spec">What the manifest says of it, or of the one that it is like.</param>
/// <param name="Terms">How it is offered, and what was set.</param>
public sealed record ModelOffer(ModelSpec Spec, OfferTerms Terms);

/// <summary>A provider with everything it could offer, switched on or off.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Operations">All its operations.</param>
/// <param name="Models">All its models, those that were added last.</param>
public sealed record ProviderOffer(ProviderManifest Manifest, IReadOnlyList<OperationOffer> Operations, IReadOnlyList<ModelOffer> Models);

/// <summary>Reads prices, switches and models of all providers; for administrators only.</summary>
public sealed class ReadOffers(IDbContextFactory<MusicDb> databases, ProviderCatalog providers, PriceList prices)
{
    /// <summary>All providers, in the order of the catalogue.</summary>
    /// <returns>The list; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<IReadOnlyList<ProviderOffer>>> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        var set = await OfferList.InEffect(db).ToListAsync(ct);
        var manifests = providers.All.Select(provider => provider.Manifest).ToList();
        var costs = await prices.ListAsync(manifests, ct);
        return manifests.Zip(costs, (manifest, cost) => new ProviderOffer(
            manifest,
            [.. manifest.Operations.Zip(cost, (operation, price) => new OperationOffer(operation, OfferList.TermsOf(manifest.Name, operation, set), price))],
            [.. OfferList.WithAdded(manifest, set).Models.Select(model => new ModelOffer(model, OfferList.TermsOf(manifest.Name, model, set)))])).ToList();
    }
}
