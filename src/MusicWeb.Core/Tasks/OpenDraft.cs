using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>A form as it was left.</summary>
/// <param name="Json">Its fields; null when nothing was typed yet.</param>
/// <param name="NextTaskId">The id of the next task sent from it.</param>
public sealed record DraftView(string? Json, Guid NextTaskId);

/// <summary>Reads a person's draft of a form; the first look makes it, so that its task id is the same in every tab.</summary>
public sealed class OpenDraft(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    /// <summary>The draft of the form <paramref name="formKey"/> in the actor's workspace.</summary>
    public async Task<DraftView> RunAsync(Actor actor, string formKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (await db.Drafts.Of(actor, formKey).AsNoTracking().SingleOrDefaultAsync(ct) is { } known) return View(known);
        }

        var opened = await writes.RunAsync<DraftView>(async db =>
        {
            var draft = await db.Drafts.Of(actor, formKey).SingleOrDefaultAsync(ct);
            if (draft is null) db.Drafts.Add(draft = Draft.Open(actor, formKey, time.GetUtcNow()));
            return View(draft);
        }, ct);
        return opened.Value!;
    }

    private static DraftView View(Draft draft) => new(draft.Json, draft.NextTaskId);
}
