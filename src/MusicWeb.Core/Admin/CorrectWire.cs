using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Admin;

/// <summary>An administrator says how a vendor really calls something, or that it is as documented after all. It holds from the next call on, for tasks on their way too.</summary>
public sealed class CorrectWire(WriteQueue writes, ProviderCatalog providers, TimeProvider time)
{
    /// <summary>Sets it; does nothing where it is as asked.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="provider">A name of the catalogue.</param>
    /// <param name="kind">What is called otherwise.</param>
    /// <param name="path">The call it holds for, a path of the manifest; empty for all calls, and for a path.</param>
    /// <param name="documented">As our adapters say it (<see cref="WireCorrection.Documented"/>).</param>
    /// <param name="actual">As the vendor says it; null or empty takes the correction back.</param>
    /// <param name="reason">Required, at most 200 characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What holds now, null for as documented; <c>not_found</c>, <c>bad_correction</c> (with the field) or <c>bad_reason</c>.</returns>
    public async Task<Result<WireInForce>> RunAsync(Actor actor, string provider, WireKind kind, string path, string documented, string? actual, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(documented);
        if (!actor.IsAdministrator || providers.Find(provider) is not { Manifest: { Paths.Count: > 0 } manifest }) return Error.NotFound;
        (documented, actual) = (documented.Trim(), string.IsNullOrWhiteSpace(actual) ? null : actual.Trim());
        // What is taken back was sensible once, even if a newer program no longer knows it.
        if (actual is not null && WireCorrection.Refuse(manifest, new(kind, path, documented, actual)) is { } refusal) return new Error("bad_correction", refusal.Text, refusal.Arguments) { Field = refusal.Field };
        if (actual == documented) return new Error("bad_correction", "That is how it is documented.") { Field = nameof(WireCorrection.Actual) };
        var why = AdminReason.Check(reason);
        if (!why.IsOk) return why.Error;

        return await writes.RunAsync<WireInForce>(
            async db =>
            {
                var now = time.GetUtcNow();
                var last = await db.WireChanges.AsNoTracking().Where(change => change.Provider == provider && change.Kind == kind && change.Path == path && change.Documented == documented)
                    .OrderByDescending(change => change.Number).FirstOrDefaultAsync(ct);
                if (last?.Actual == actual) return new WireInForce(actual);
                if (actual is not null && await RefuseAsync(db, provider, kind, path, documented, actual, ct) is { } refused) return refused;
                var change = new WireChange
                {
                    Id = Guid.CreateVersion7(now),
                    Provider = provider,
                    Kind = kind,
                    Path = path,
                    Documented = documented,
                    Number = (last?.Number ?? 0) + 1,
                    Actual = actual,
                    SetById = actor.UserId,
                    Reason = why.Value,
                    CreatedAt = now.UtcDateTime,
                };
                db.WireChanges.Add(change);
                db.Audit(actor, "wire.corrected", Subject(provider, path, documented), change.Id, now, why.Value, last?.Actual ?? "as documented", actual ?? "as documented");
                db.Announce(PriceList.Topic, LiveKinds.Offer, change.Id);
                return new WireInForce(actual);
            },
            ct);
    }

    // Of two fields with one name nobody could tell which is meant.
    private static async Task<Error?> RefuseAsync(MusicDb db, string provider, WireKind kind, string path, string documented, string actual, CancellationToken ct)
    {
        var set = await WireList.InEffect(db).Where(change => change.Provider == provider).OrderBy(change => change.Id).Take(WireList.MaxCorrections).ToListAsync(ct);
        if (set.Count >= WireList.MaxCorrections) return new Error("bad_correction", "There are {0} corrections of this provider already: take some back.", WireList.MaxCorrections);
        var same = kind is WireKind.ReadField or WireKind.SentField ? set.Find(other => other.Kind == kind && other.Path == path && other.Actual == actual && other.Documented != documented) : null;
        return same is null ? null : new Error("bad_correction", "“{0}” stands for “{1}” already.", actual, same.Documented) { Field = nameof(WireCorrection.Actual) };
    }

    private static string Subject(string provider, string path, string documented) => path.Length == 0 ? $"{provider} {documented}" : $"{provider} {path} {documented}";
}

/// <summary>What holds after a correction.</summary>
/// <param name="Actual">As the vendor says it; null for as documented.</param>
public sealed record WireInForce(string? Actual);
