using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace MusicWeb.Core.Admin;

/// <summary>An administrator switches an operation or a model of a provider, sets a model's name and limits, or adds a model that its vendor has brought out since. It holds for the next order.</summary>
public sealed partial class SetOffer(WriteQueue writes, ProviderCatalog providers, TimeProvider time)
{
    /// <summary>The longest any text of a request may be allowed to be; a title, which becomes a song's name, stays at <see cref="MaxTitle"/>.</summary>
    public const int MaxText = 20_000;

    /// <summary>The longest title that may be allowed.</summary>
    public const int MaxTitle = 150;

    /// <summary>The longest key of a model.</summary>
    public const int MaxKey = 50;

    /// <summary>Sets it; does nothing where it is as asked. Tasks that are enqueued are made all the same.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="provider">A name of the catalogue.</param>
    /// <param name="kind">What <paramref name="name"/> names.</param>
    /// <param name="name">The operation's or the model's key.</param>
    /// <param name="terms">What shall hold; an operation has a state only, an added model also which one it is like.</param>
    /// <param name="reason">Required, at most 200 characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What holds now; <c>not_found</c>, <c>bad_terms</c> or <c>bad_label</c> (with the field) or <c>bad_reason</c>.</returns>
    public async Task<Result<OfferTerms>> RunAsync(Actor actor, string provider, OfferKind kind, string name, OfferTerms terms, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(terms);
        if (!actor.IsAdministrator || providers.Find(provider) is not { Manifest: var manifest } || (Standard(manifest, kind, name) ?? Added(manifest, kind, name, terms)) is not { } standard) return Error.NotFound;
        var wanted = terms with { Label = string.IsNullOrWhiteSpace(terms.Label) ? null : terms.Label.Trim() };
        if (Refuse(kind, wanted) is { } refusal) return refusal;
        if (manifest.FindModel(name) is null && kind is OfferKind.Model ? !ModelKey().IsMatch(name) : wanted.Basis is not null) return new Error("bad_terms", "A model's key has up to {0} letters, digits, dots, hyphens and underscores.", MaxKey) { Field = nameof(name) };
        var why = AdminReason.Check(reason);
        if (!why.IsOk) return why.Error;

        return await writes.RunAsync<OfferTerms>(
            async db =>
            {
                var now = time.GetUtcNow();
                var last = await db.OfferChanges.AsNoTracking().Where(change => change.Provider == provider && change.Kind == kind && change.Name == name)
                    .OrderByDescending(change => change.Number).FirstOrDefaultAsync(ct);
                var before = last?.Terms ?? standard;
                if (before == wanted) return before;
                var change = new OfferChange
                {
                    Id = Guid.CreateVersion7(now),
                    Provider = provider,
                    Kind = kind,
                    Name = name,
                    Number = (last?.Number ?? 0) + 1,
                    State = wanted.State,
                    Label = wanted.Label,
                    LyricsLimit = wanted.LyricsLimit,
                    DescriptionLimit = wanted.DescriptionLimit,
                    StylesLimit = wanted.StylesLimit,
                    TitleLimit = wanted.TitleLimit,
                    Basis = wanted.Basis,
                    SetById = actor.UserId,
                    Reason = why.Value,
                    CreatedAt = now.UtcDateTime,
                };
                db.OfferChanges.Add(change);
                db.Audit(actor, kind is OfferKind.Operation ? "operation.switched" : "model.changed", $"{provider} {name}", change.Id, now, why.Value, $"{before}", $"{wanted}");
                db.Announce(PriceList.Topic, LiveKinds.Offer, change.Id);
                return wanted;
            },
            ct);
    }

    private static OfferTerms? Standard(ProviderManifest manifest, OfferKind kind, string name) => kind is OfferKind.Operation
        ? manifest.FindOperation(name) is { } operation ? OfferList.Standard(operation.IsExperimental) : null
        : manifest.FindModel(name) is { } model ? OfferList.Standard(model.IsExperimental) : null;

    // Before it was added it was as good as off.
    private static OfferTerms? Added(ProviderManifest manifest, OfferKind kind, string name, OfferTerms terms) =>
        kind is OfferKind.Model && manifest.TakesModels && manifest.FindModel(name) is null && terms.Basis is { } basis && manifest.FindModel(basis) is not null ? new OfferTerms(OfferState.Off) : null;

    private static Error? Refuse(OfferKind kind, OfferTerms terms)
    {
        if (!Enum.IsDefined(terms.State)) return new Error("bad_terms", "Choose on, experimental or off.") { Field = nameof(terms.State) };
        if (kind is OfferKind.Operation) return terms == new OfferTerms(terms.State) ? null : new Error("bad_terms", "An operation can only be switched.") { Field = nameof(terms.State) };
        if (terms.Label is { Length: > OfferChange.LabelLimit }) return new Error("bad_label", "Use at most {0} characters for the name.", OfferChange.LabelLimit) { Field = nameof(terms.Label) };
        if (terms.Label is { } label && (label.Any(char.IsControl) || !RequestRules.IsReadable(label))) return new Error("bad_label", "Write the name on one line, without control characters.") { Field = nameof(terms.Label) };
        return OutOfRange(nameof(terms.LyricsLimit), terms.LyricsLimit, MaxText) ?? OutOfRange(nameof(terms.DescriptionLimit), terms.DescriptionLimit, MaxText)
            ?? OutOfRange(nameof(terms.StylesLimit), terms.StylesLimit, MaxText) ?? OutOfRange(nameof(terms.TitleLimit), terms.TitleLimit, MaxTitle);
    }

    private static Error? OutOfRange(string field, int? limit, int most) =>
        limit is null || (limit >= 1 && limit <= most) ? null : new Error("bad_terms", "Choose a limit between 1 and {0}, or leave the field empty.", most) { Field = field };

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.\-]{0,49}\z")]
    private static partial Regex ModelKey();
}
