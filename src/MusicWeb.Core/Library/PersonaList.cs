using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>A persona as people see it: everything but its data.</summary>
/// <param name="Belonging">Name, owner, rights.</param>
/// <param name="Description">What its owner says about it.</param>
/// <param name="Summary">What its provider says about it.</param>
/// <param name="Provider">The provider that understands it.</param>
/// <param name="Source">The title of the song it was made from, for those who may manage it where that song lives; else null.</param>
public sealed record PersonaView(BelongingView Belonging, string? Description, string? Summary, string Provider, string? Source);

/// <summary>Reads the personas that a workspace has or was given.</summary>
public sealed class PersonaList(IDbContextFactory<MusicDb> databases)
{
    /// <summary>A page, newest first.</summary>
    /// <param name="actor">Who looks, and where.</param>
    /// <param name="provider">Only those of this provider; null for all.</param>
    /// <param name="trashed">The trash instead.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<PersonaView>> PageAsync(Actor actor, string? provider, bool trashed, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await db.PageAsync<Persona>(actor, personas => provider is null ? personas : personas.Where(persona => persona.Provider == provider), trashed, before, take, ct);
        return new Page<PersonaView>(await ViewsAsync(db, actor, page.Items, ct), page.Next);
    }

    /// <summary>One persona, trashed or not; null when it does not exist for the actor.</summary>
    public async Task<PersonaView?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.FindShownAsync<Persona>(actor, id, ct) is { } shown ? (await ViewsAsync(db, actor, [shown], ct))[0] : null;
    }

    private static async Task<IReadOnlyList<PersonaView>> ViewsAsync(MusicDb db, Actor actor, IReadOnlyList<Shown<Persona>> shown, CancellationToken ct)
    {
        var clipIds = shown.Where(persona => persona.View.Right is ShareRight.Manage).Select(persona => persona.Item.SourceClipId).Distinct().ToArray();
        var titles = await db.Clips.In(actor).Where(clip => clipIds.Contains(clip.Id)).Select(clip => new { clip.Id, clip.Title }).ToDictionaryAsync(clip => clip.Id, clip => clip.Title, ct);
        return [.. shown.Select(persona => new PersonaView(
            persona.View, persona.Item.Description, persona.Item.Summary, persona.Item.Provider,
            persona.View.Right is ShareRight.Manage ? titles.GetValueOrDefault(persona.Item.SourceClipId) : null))];
    }
}
