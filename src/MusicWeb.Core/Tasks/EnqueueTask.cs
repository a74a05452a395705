using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Takes an order: checks it, holds its price and puts it in the queue, all or nothing.</summary>
public sealed class EnqueueTask(IDbContextFactory<MusicDb> databases, WriteQueue writes, ProviderCatalog providers, VendorCatalog vendors, OfferList offers, PriceList prices, Ledger ledger, OrderLimit limit, TimeProvider time)
{
    /// <summary>Enqueues a task that the actor's workspace pays for, or in a shared one the actor, as chosen there.</summary>
    /// <param name="actor">Who asks; a viewer may not.</param>
    /// <param name="id">Chosen by the caller, so that a double click or a retried request buys once.</param>
    /// <param name="providerName">A name of the catalogue.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="retryOfId">The ended task it repeats, if any.</param>
    /// <param name="shownPriceCredits">The price that the person saw: at any other nothing is ordered. Null where none was shown.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The id; or <c>forbidden</c>, <c>unknown_provider</c>, <c>refused_request</c> or <c>not_offered</c> (with the field), <c>no_source</c>, <c>no_persona</c> or <c>no_share</c>
    /// (with the field) when the request names what the actor may not use (any more), <c>key_in_text</c> or <c>own_key_in_text</c> (with the field, the
    /// latter with the key's id), <c>no_key</c> when nobody who could pay has a key for the provider, <c>price_changed</c>, <c>not_enough_credits</c>, <c>cap_reached</c>, <c>key_cap_reached</c>, <c>revoked_key</c>, <c>too_many_orders</c> (with
    /// the time to wait), <c>id_reused</c> when the id stands for another request, <c>not_found</c> when it belongs to another workspace.
    /// </returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid id, string providerName, MusicRequest request, Guid? retryOfId, long? shownPriceCredits, CancellationToken ct) =>
        RunAsync(actor, id, providerName, request, retryOfId, shownPriceCredits, onBehalf: null, ct);

    /// <summary>As the other, ordered by somebody else.</summary>
    internal async Task<Result<Guid>> RunAsync(
        Actor actor, Guid id, string providerName, MusicRequest request, Guid? retryOfId, long? shownPriceCredits, OnBehalf? onBehalf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        if (!actor.CanCreate) return Error.Forbidden;
        if (providers.Find(providerName) is not { } provider) return new Error("unknown_provider", "Pick a provider from the list.");
        if (provider.Refuse(request, await offers.LimitsAsync(provider.Manifest, ct)) is { } refusal) return new Error("refused_request", refusal.Text, refusal.Arguments) { Field = refusal.Field };
        if (await KeyInText.RefuseAsync(databases, actor, request, ct) is { } leaked) return leaked;

        return await writes.RunAsync<Guid>(async db =>
        {
            // A workspace that ends at this moment waits for this task, or this task finds it gone.
            if (actor.WorkspaceId != actor.UserId && !await db.HoldWorkspaceAsync(actor.WorkspaceId, ct)) return Error.NotFound;
            // The primary key settles a race: the loser runs again and finds the winner here.
            var earlier = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(earlier => earlier.Id == id, ct);
            // Who pays is no part of what was sent: a press repeated after another choice is still the same order.
            var payment = await PaymentAsync(db, actor, provider.Manifest, earlier, onBehalf, ct);
            if (payment is null) return new Error("no_key", "{0} needs a key: enter yours on the page Keys.", provider.Manifest.DisplayName);
            if (await prices.FindAsync(db, provider.Manifest, request, ct) is not { } price) return new Error("refused_request", "This provider does not offer that.") { Field = nameof(request.Op) };
            var task = MusicTask.Queue(actor, id, payment, provider.Manifest, request, price, retryOfId, time.GetUtcNow().UtcDateTime);
            if (earlier is not null) return Repeat(actor, earlier, task);
            if (await limit.RefuseAsync(db, actor, task.CreatedAt, ct) is { } tooFast) return tooFast;
            if (await OfferList.RefuseAsync(db, provider.Manifest, request, ct) is { } notOffered) return notOffered;
            if (await RequestIngredients.RefuseAsync(db, actor, provider.Manifest, request, ct) is { } missing) return missing;
            // Nobody pays another price than the one on the button.
            if (shownPriceCredits is { } shown && shown != price) return new Error("price_changed", "The price has changed from {0} to {1} credits. Press again to agree.", shown, price);
            if (price > 0 && await HoldAsync(db, actor, provider.Manifest, payment, task, ct) is { } refused) return payment.KeyId is null ? refused : AtVendor(refused);
            db.Tasks.Add(task);
            onBehalf?.Log(db, task);
            await RotateDraftAsync(db, actor, id, ct);
            db.Announce(task.Topic, LiveKinds.Task, id);
            return id;
        }, ct);
    }

    /// <summary>The same for callers that show no price.</summary>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid id, string providerName, MusicRequest request, Guid? retryOfId, CancellationToken ct) =>
        RunAsync(actor, id, providerName, request, retryOfId, shownPriceCredits: null, ct);

    private async Task<Payment?> PaymentAsync(MusicDb db, Actor actor, ProviderManifest manifest, MusicTask? earlier, OnBehalf? onBehalf, CancellationToken ct)
    {
        if (earlier is not null) return new Payment(earlier.PayerId, earlier.VendorKeyId);
        return onBehalf is null ? await db.PaymentOfAsync(vendors, actor, manifest, ct) : await db.SamePaymentAsync(onBehalf.PayerId, ct);
    }

    private Task<Error?> HoldAsync(MusicDb db, Actor actor, ProviderManifest manifest, Payment payment, MusicTask task, CancellationToken ct) =>
        payment.KeyId is { } keyId && vendors.Find(manifest.Vendor) is { TellsBalance: false }
            ? ledger.HoldAtVendorAsync(db, actor, keyId, task.Id, task.PriceCredits, RequestTitle.Of(task.Request), ct)
            : ledger.HoldAsync(db, actor, payment.AccountId, task.Id, task.PriceCredits, RequestTitle.Of(task.Request), ct);

    // Not the credits of this installation: they would not help.
    private static Error AtVendor(Error refused) => refused.Code == "not_enough_credits"
        ? new Error(refused.Code, "This costs {0} credits and your key has {1} left at its vendor.", [.. refused.Arguments])
        : refused;

    private static Result<Guid> Repeat(Actor actor, MusicTask earlier, MusicTask task)
    {
        if (earlier.WorkspaceId != actor.WorkspaceId) return Error.NotFound;
        if (earlier.IsSameAs(task)) return earlier.Id;
        return new Error("id_reused", "This form was already sent with other words. Reload the page and send it again.");
    }

    // The form it came from gets a new id, so that the next press is a new order.
    private async Task RotateDraftAsync(MusicDb db, Actor actor, Guid id, CancellationToken ct)
    {
        var next = Guid.CreateVersion7(time.GetUtcNow());
        await db.Drafts.Where(draft => draft.UserId == actor.UserId && draft.NextTaskId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(draft => draft.NextTaskId, next), ct);
    }
}

/// <summary>An order that somebody else places for a person.</summary>
/// <param name="PayerId">The account that pays, whatever the person would choose now.</param>
/// <param name="Log">Adds to the write who placed it and why.</param>
internal sealed record OnBehalf(Guid PayerId, Action<MusicDb, MusicTask> Log);
