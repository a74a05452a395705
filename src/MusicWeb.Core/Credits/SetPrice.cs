using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Credits;

/// <summary>An administrator sets what an operation costs, from now or from a moment in the future on.</summary>
public sealed class SetPrice(WriteQueue writes, PriceList prices, TimeProvider time)
{
    /// <summary>Highest price, in whole credits.</summary>
    public const long MaxPriceCredits = CreditOptions.MaxCredits;

    private static readonly TimeSpan _farthest = TimeSpan.FromDays(366);

    /// <summary>Sets it. Tasks that are enqueued keep the price they were enqueued with.</summary>
    /// <param name="actor">Who sets.</param>
    /// <param name="manifest">The provider.</param>
    /// <param name="op">The operation's key.</param>
    /// <param name="priceCredits">1 to <see cref="MaxPriceCredits"/>; null to go back to what it costs where no administrator sets a price.</param>
    /// <param name="effectiveAt">From when on, in UTC, within a year; null for now.</param>
    /// <param name="reason">Required, at most 200 characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The change; <c>forbidden</c>, <c>unknown_op</c>, <c>bad_amount</c>, <c>bad_time</c>, <c>bad_reason</c>, or <c>price_conflict</c> when another price holds from the same moment on.</returns>
    public async Task<Result<PriceChange>> RunAsync(Actor actor, ProviderManifest manifest, string op, long? priceCredits, DateTime? effectiveAt, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(manifest);
        if (!actor.IsAdministrator) return new Error("forbidden", "Only an administrator can set prices.");
        if (manifest.FindOperation(op) is null) return new Error("unknown_op", "This provider does not offer that.") { Field = "Op" };
        if (priceCredits is < 1 or > MaxPriceCredits) return new Error("bad_amount", "Set a price between 1 and {0} credits.", MaxPriceCredits) { Field = "PriceCredits" };
        var now = time.GetUtcNow();
        if (effectiveAt < now.UtcDateTime) return new Error("bad_time", "A price cannot be changed for the past.") { Field = "EffectiveAt" };
        if (effectiveAt > now.UtcDateTime + _farthest) return new Error("bad_time", "Choose a moment within a year.") { Field = "EffectiveAt" };
        if (CreditReason.Refuse(ref reason) is { } badReason) return badReason;

        return await writes.RunAsync<PriceChange>(
            async db =>
            {
                var from = effectiveAt ?? now.UtcDateTime;
                if (await db.PriceChanges.AnyAsync(change => change.Provider == manifest.Name && change.Op == op && change.EffectiveAt == from, ct))
                {
                    return new Error("price_conflict", "Another price was set for the same moment. Reload the page to see it.") { Field = "EffectiveAt" };
                }

                var before = await prices.FindAsync(db, manifest, op, ct);
                var change = new PriceChange
                {
                    Id = Guid.CreateVersion7(now),
                    Provider = manifest.Name,
                    Op = op,
                    PriceCredits = priceCredits,
                    EffectiveAt = from,
                    SetById = actor.UserId,
                    Reason = reason,
                    CreatedAt = now.UtcDateTime,
                };
                db.PriceChanges.Add(change);
                var price = priceCredits is { } set ? $"{set}" : $"standard ({prices.Standard(manifest.Name, manifest.FindOperation(op)!)})";
                var after = effectiveAt is null ? price : string.Create(CultureInfo.InvariantCulture, $"{price} from {from:u}");
                db.Audit(actor, "price.set", $"{manifest.Name} {op}", change.Id, now, reason, before: $"{before}", after);
                db.Announce(PriceList.Topic, LiveKinds.Price, change.Id);
                return change;
            },
            ct);
    }
}
