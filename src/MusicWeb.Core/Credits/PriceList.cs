using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Credits;

/// <summary>What an operation costs.</summary>
/// <param name="Op">The operation's key.</param>
/// <param name="PriceCredits">Whole credits now.</param>
/// <param name="StandardCredits">Whole credits where no administrator sets a price.</param>
/// <param name="NextPriceCredits">What it will cost next, when that is known.</param>
/// <param name="NextAt">From when on.</param>
public sealed record PriceInEffect(string Op, long PriceCredits, long StandardCredits, long? NextPriceCredits, DateTime? NextAt);

/// <summary>The prices that were in effect at one moment, for a page to show.</summary>
public sealed class PriceTable
{
    private readonly IReadOnlyDictionary<(string Provider, string Op), long> _prices;

    internal PriceTable(IReadOnlyDictionary<(string Provider, string Op), long> prices) => _prices = prices;

    /// <summary>Whole credits; null when the provider does not offer the operation.</summary>
    public long? Find(ProviderManifest manifest, string op)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return _prices.TryGetValue((manifest.Name, op), out var price) ? price : null;
    }
}

/// <summary>
/// Answers what an operation costs: what an administrator set and is in effect, else the price of the settings, else the default of the
/// provider's manifest.
/// </summary>
public sealed class PriceList(IDbContextFactory<MusicDb> databases, IOptions<CreditOptions> credits, TimeProvider time)
{
    /// <summary>Where changed prices, and changes of what is offered, are announced.</summary>
    public const string Topic = "prices";

    /// <summary>Whole credits; null when the provider does not offer the operation.</summary>
    public async Task<long?> FindAsync(ProviderManifest manifest, string op, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await FindAsync(db, manifest, op, ct);
    }

    /// <summary>The same inside a write, so that a price which changes meanwhile is noticed.</summary>
    public async Task<long?> FindAsync(MusicDb db, ProviderManifest manifest, string op, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(manifest);
        if (manifest.FindOperation(op) is not { } operation) return null;
        var now = time.GetUtcNow().UtcDateTime;
        var provider = manifest.Name;
        var set = await db.PriceChanges.Where(change => change.Provider == provider && change.Op == op && change.EffectiveAt <= now)
            .OrderByDescending(change => change.EffectiveAt).Select(change => change.PriceCredits).FirstOrDefaultAsync(ct);
        // Without a price it is back at the standard.
        return set ?? Standard(provider, operation);
    }

    /// <summary>What an order costs inside a write: its operation, and the upload of a song that is sent anew for it. Null when the provider does not offer that.</summary>
    public async Task<long?> FindAsync(MusicDb db, ProviderManifest manifest, MusicRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var price = await FindAsync(db, manifest, request.Op, ct);
        return request.SendAnew ? price + await FindAsync(db, manifest, Ops.Upload, ct) : price;
    }

    /// <summary>All prices of these providers now.</summary>
    public async Task<PriceTable> ReadAsync(IEnumerable<ProviderManifest> manifests, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        await using var db = await databases.CreateDbContextAsync(ct);
        var set = await InEffect(db, time.GetUtcNow().UtcDateTime).ToDictionaryAsync(change => (change.Provider, change.Op), change => change.PriceCredits, ct);
        return new PriceTable((
            from manifest in manifests
            from operation in manifest.Operations
            let key = (manifest.Name, operation.Op)
            select (key, set.GetValueOrDefault(key) ?? Standard(manifest.Name, operation))).ToDictionary());
    }

    /// <summary>The prices of all operations that these providers offer, now and next: a list for each of them, in its order.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<PriceInEffect>>> ListAsync(IEnumerable<ProviderManifest> manifests, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var set = await InEffect(db, now).ToDictionaryAsync(change => (change.Provider, change.Op), ct);
        var next = await Next(db, now).ToDictionaryAsync(change => (change.Provider, change.Op), ct);
        return [.. manifests.Select(manifest => (IReadOnlyList<PriceInEffect>)[.. manifest.Operations.Select(operation => Of(manifest.Name, operation))])];

        PriceInEffect Of(string provider, OperationSpec operation)
        {
            var (standard, key) = (Standard(provider, operation), (provider, operation.Op));
            var later = next.GetValueOrDefault(key);
            return new PriceInEffect(operation.Op, set.GetValueOrDefault(key)?.PriceCredits ?? standard, standard, later is null ? null : later.PriceCredits ?? standard, later?.EffectiveAt);
        }
    }

    /// <summary>The last change of each price that holds already.</summary>
    private static IQueryable<PriceChange> InEffect(MusicDb db, DateTime now)
    {
        var changes = db.PriceChanges.AsNoTracking();
        return changes.Where(change => change.EffectiveAt <= now
            && !changes.Any(later => later.Provider == change.Provider && later.Op == change.Op && later.EffectiveAt <= now && later.EffectiveAt > change.EffectiveAt));
    }

    /// <summary>The first change of each price that is still to come.</summary>
    private static IQueryable<PriceChange> Next(MusicDb db, DateTime now)
    {
        var changes = db.PriceChanges.AsNoTracking();
        return changes.Where(change => change.EffectiveAt > now
            && !changes.Any(sooner => sooner.Provider == change.Provider && sooner.Op == change.Op && sooner.EffectiveAt > now && sooner.EffectiveAt < change.EffectiveAt));
    }

    /// <summary>What it costs where no administrator set a price.</summary>
    internal long Standard(string provider, OperationSpec operation) =>
        credits.Value.Prices.TryGetValue(provider, out var prices) && prices.TryGetValue(operation.Op, out var price) ? price : operation.PriceCredits;
}
