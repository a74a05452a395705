using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>Keeps what is typed into a form.</summary>
public sealed class SaveDraft(WriteQueue writes, TimeProvider time)
{
    /// <summary>Longest draft in UTF-16 units: all fields of the largest form at several times their limits.</summary>
    public const int JsonLimit = 100_000;

    /// <summary>Saves the fields of a form; the last one to save wins.</summary>
    /// <returns>The id of the next task sent from the form; <c>draft_too_long</c> above <see cref="JsonLimit"/>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, string formKey, string json, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > JsonLimit) return Task.FromResult<Result<Guid>>(new Error("draft_too_long", "This is too long to be kept: {0} of {1} characters.", json.Length, JsonLimit));
        return writes.RunAsync<Guid>(async db =>
        {
            var draft = await db.Drafts.Of(actor, formKey).SingleOrDefaultAsync(ct);
            if (draft is null) db.Drafts.Add(draft = Draft.Open(actor, formKey, time.GetUtcNow()));
            (draft.Json, draft.UpdatedAt) = (json, time.GetUtcNow().UtcDateTime);
            return draft.NextTaskId;
        }, ct);
    }
}
