using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Keeps what is typed into a form.</summary>
public sealed class SaveDraft(WriteQueue writes, TimeProvider time)
{
    /// <summary>Longest draft in UTF-16 units: all fields of the largest form at several times their limits.</summary>
    public const int JsonLimit = 100_000;

    /// <summary>Saves the fields of a form; the last one to save wins. An API key that was pasted into one is not kept.</summary>
    /// <returns>
    /// The id of the next task sent from the form; <c>draft_too_long</c> above <see cref="JsonLimit"/>, <c>bad_draft</c> where the text
    /// cannot be kept as it is (inside JSON such characters are escaped, and kept).
    /// </returns>
    public Task<Result<Guid>> RunAsync(Actor actor, string formKey, string json, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(json);
        if (!actor.IsPerson) return Task.FromResult<Result<Guid>>(Error.Forbidden); // Forms are filled in by people.
        if (json.Length > JsonLimit) return Task.FromResult<Result<Guid>>(new Error("draft_too_long", "This is too long to be kept: {0} of {1} characters.", json.Length, JsonLimit));
        if (!RequestRules.IsReadable(json)) return Task.FromResult<Result<Guid>>(new Error("bad_draft", "This cannot be kept: delete the control characters."));
        json = ApiKeyText.Mask(json); // Its signs are never escaped in JSON.
        return writes.RunAsync<Guid>(async db =>
        {
            var now = time.GetUtcNow();
            // The update locks the row, so the id read after it is not one that an order is taking at this moment.
            var saved = await db.Drafts.Of(actor, formKey)
                .ExecuteUpdateAsync(set => set.SetProperty(draft => draft.Json, json).SetProperty(draft => draft.UpdatedAt, now.UtcDateTime), ct);
            if (saved == 1) return await db.Drafts.Of(actor, formKey).Select(draft => draft.NextTaskId).SingleAsync(ct);
            var draft = Draft.Open(actor, formKey, now);
            draft.Json = json;
            db.Drafts.Add(draft);
            return draft.NextTaskId;
        }, ct);
    }
}
