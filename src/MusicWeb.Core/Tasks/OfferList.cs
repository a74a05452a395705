using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>A provider and what of it can be ordered now.</summary>
/// <param name="Manifest">Its manifest with the operations, models, names and limits that hold now.</param>
/// <param name="Pause">Why and since when it starts nothing; null while it works. Orders are taken all the same.</param>
public sealed record Offered(ProviderManifest Manifest, ProviderPause? Pause);

/// <summary>
/// Answers what can be ordered: what the providers' manifests say, with what administrators switched on and off and set. It is read from
/// the database each time, so every process answers the same.
/// </summary>
public sealed class OfferList(IDbContextFactory<MusicDb> databases, ProviderCatalog providers)
{
    /// <summary>The providers that offer anything, in the order of the catalogue.</summary>
    public async Task<IReadOnlyList<Offered>> ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var set = await InEffect(db).ToListAsync(ct);
        var pauses = await db.ProviderPauses.AsNoTracking().ToDictionaryAsync(pause => pause.Provider, ct);
        return
        [
            .. from provider in providers.All
               let manifest = Of(provider.Manifest, set, isWhole: false)
               where manifest.Models.Count > 0 && manifest.Operations.Count > 0
               select new Offered(manifest, pauses.GetValueOrDefault(manifest.Name)),
        ];
    }

    /// <summary>What a provider offers now; null when there is no such provider, or it offers nothing.</summary>
    public async Task<ProviderManifest?> FindAsync(string provider, CancellationToken ct)
    {
        if (providers.Find(provider) is not { Manifest: var manifest }) return null;
        var offered = Of(manifest, await OfProviderAsync(provider, ct), isWhole: false);
        return offered.Models.Count > 0 && offered.Operations.Count > 0 ? offered : null;
    }

    /// <summary>The limits that hold now, in a manifest that still has what is switched off.</summary>
    internal async Task<ProviderManifest> LimitsAsync(ProviderManifest manifest, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await LimitsAsync(db, manifest, ct);
    }

    /// <summary>Inside the write that takes an order: why this is not offered, or null.</summary>
    internal static async Task<Error?> RefuseAsync(MusicDb db, ProviderManifest manifest, MusicRequest request, CancellationToken ct)
    {
        var provider = manifest.Name;
        var offered = Of(manifest, await InEffect(db).Where(change => change.Provider == provider).ToListAsync(ct), isWhole: false);
        if (offered.FindOperation(request.Op) is null) return new Error("not_offered", "{0} does not offer this at the moment.", manifest.DisplayName) { Field = nameof(request.Op) };
        if (request.SendAnew && offered.FindOperation(Ops.Upload) is null) return new Error("not_offered", "{0} takes no songs at the moment: leave this one as it is.", manifest.DisplayName) { Field = nameof(request.SendAnew) };
        if (offered.FindModel(request.Model) is null) return new Error("not_offered", "This model is not offered at the moment. Choose another one.") { Field = nameof(request.Model) };
        return null;
    }

    /// <summary>The last decision about each thing.</summary>
    internal static IQueryable<OfferChange> InEffect(MusicDb db)
    {
        var changes = db.OfferChanges.AsNoTracking();
        return changes.Where(change => !changes.Any(later => later.Provider == change.Provider && later.Kind == change.Kind && later.Name == change.Name && later.Number > change.Number));
    }

    /// <summary>How an operation is offered.</summary>
    internal static OfferTerms TermsOf(string provider, OperationSpec operation, IEnumerable<OfferChange> set) =>
        Find(provider, OfferKind.Operation, operation.Op, set) ?? Standard(operation.IsExperimental);

    /// <summary>How a model is offered.</summary>
    internal static OfferTerms TermsOf(string provider, ModelSpec model, IEnumerable<OfferChange> set) =>
        Find(provider, OfferKind.Model, model.Name, set) ?? Standard(model.IsExperimental);

    /// <summary>How something is offered about which nobody decided.</summary>
    internal static OfferTerms Standard(bool isExperimental) => new(isExperimental ? OfferState.Off : OfferState.On);

    private async Task<List<OfferChange>> OfProviderAsync(string provider, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await InEffect(db).Where(change => change.Provider == provider).ToListAsync(ct);
    }

    private static OfferTerms? Find(string provider, OfferKind kind, string name, IEnumerable<OfferChange> set) =>
        set.FirstOrDefault(change => change.Provider == provider && change.Kind == kind && change.Name == name)?.Terms;

    /// <summary>The limits that hold now, as a write or a step sees them.</summary>
    internal static async Task<ProviderManifest> LimitsAsync(MusicDb db, ProviderManifest manifest, CancellationToken ct)
    {
        var provider = manifest.Name;
        return Of(manifest, await InEffect(db).Where(change => change.Provider == provider).ToListAsync(ct), isWhole: true);
    }

    /// <summary>The manifest with the models that administrators added to it: each is as the one it is like, wherever that is named.</summary>
    internal static ProviderManifest WithAdded(ProviderManifest manifest, IEnumerable<OfferChange> set)
    {
        var added = set.Where(change => change.Provider == manifest.Name && change.Basis is not null && manifest.FindModel(change.Name) is null && manifest.FindModel(change.Basis) is not null).ToList();
        if (added.Count == 0) return manifest;
        IReadOnlyList<string> With(IReadOnlyList<string> names) => [.. names, .. added.Where(model => names.Contains(model.Basis)).Select(model => model.Name)];
        return manifest with
        {
            Models = [.. manifest.Models, .. added.Select(model => manifest.FindModel(model.Basis!)! with { Name = model.Name, DisplayName = model.Name })],
            Operations = [.. manifest.Operations.Select(operation => operation with
            {
                Models = With(operation.Models),
                VariationModels = operation.VariationModels is { } named ? With(named) : null,
                TitleLimits = operation.TitleLimits is { } limits ? With([.. limits.Keys]).ToDictionary(name => name, name => limits.TryGetValue(name, out var limit) ? limit : limits[added.First(model => model.Name == name).Basis!]) : null,
            })],
        };
    }

    private static ProviderManifest Of(ProviderManifest described, List<OfferChange> set, bool isWhole)
    {
        var manifest = WithAdded(described, set);
        return manifest with
        {
            Models =
            [
                .. from model in manifest.Models
                   let terms = TermsOf(manifest.Name, model, set)
                   where isWhole || terms.State is not OfferState.Off
                   select model with
                   {
                       DisplayName = terms.Label ?? model.DisplayName,
                       LyricsLimit = terms.LyricsLimit ?? model.LyricsLimit,
                       DescriptionLimit = terms.DescriptionLimit ?? model.DescriptionLimit,
                       StylesLimit = terms.StylesLimit ?? model.StylesLimit,
                       TitleLimit = terms.TitleLimit ?? model.TitleLimit,
                       IsExperimental = terms.State is OfferState.Experimental,
                   },
            ],
            Operations =
            [
                .. from operation in manifest.Operations
                   let terms = TermsOf(manifest.Name, operation, set)
                   where isWhole || terms.State is not OfferState.Off
                   select operation with { IsExperimental = terms.State is OfferState.Experimental },
            ],
        };
    }
}
