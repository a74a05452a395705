using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Media;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>What a request names besides its words: a song to start from, a persona, lyrics, a preset.</summary>
internal sealed class RequestIngredients(MediaStore store)
{
    /// <summary>Why the actor may not order this now, or null. Asked in the write that takes the order, so that a revoked share stops the next one.</summary>
    public static async Task<Error?> RefuseAsync(MusicDb db, Actor actor, ProviderManifest manifest, MusicRequest request, CancellationToken ct) =>
        await RefuseSourceAsync(db, actor, manifest, request, ct)
        ?? await RefusePersonaAsync(db, actor, manifest, request, ct)
        ?? await RefuseShareAsync<LyricSheet>(db, actor, request.LyricSheetId, nameof(request.LyricSheetId), "These lyrics are no longer yours to use: write other words.", ct)
        ?? await RefuseShareAsync<Preset>(db, actor, request.PresetId, nameof(request.PresetId), "This preset is no longer yours to use: choose another or none.", ct);

    /// <summary>The clips of an accepted order, with their files.</summary>
    public async Task<IReadOnlyList<SourceClip>> SourcesAsync(MusicDb db, MusicTask task, CancellationToken ct)
    {
        if (task.Request.SourceClipId is not { } clipId) return [];
        if (await db.Clips.AsNoTracking().SingleOrDefaultAsync(clip => clip.Id == clipId && clip.WorkspaceId == task.WorkspaceId, ct) is not { } clip) return [];
        var files = await db.ClipFiles.AsNoTracking().Where(file => file.ClipId == clipId).OrderBy(file => file.Kind).ToListAsync(ct);
        return [new SourceClip { Id = clip.Id, Provider = clip.Provider, Title = clip.Title, CreatedAt = clip.CreatedAt, Files = [.. files.Select(FileOf)] }];
    }

    /// <summary>The persona of an accepted order, wherever it was shared from: what was paid for is made, even if the share has ended since.</summary>
    public static async Task<SourcePersona?> PersonaAsync(MusicDb db, MusicTask task, CancellationToken ct) =>
        task.Request.PersonaId is { } id ? await db.Personas.Where(persona => persona.Id == id).Select(persona => new SourcePersona(persona.Id, persona.Data)).SingleOrDefaultAsync(ct) : null;

    private static async Task<Error?> RefuseSourceAsync(MusicDb db, Actor actor, ProviderManifest manifest, MusicRequest request, CancellationToken ct)
    {
        if (request.SourceClipId is not { } id) return null;
        var source = await db.Clips.In(actor).Where(clip => clip.Id == id && clip.TrashedAt == null).Select(clip => new { clip.Provider }).SingleOrDefaultAsync(ct);
        if (source is null) return new Error("no_source", "This song is not there any more: choose another.") { Field = nameof(request.SourceClipId) };
        if (manifest.FindOperation(request.Op) is { OwnSourceOnly: true } && source.Provider != manifest.Name) return new Error("no_source", "Choose a song that {0} made.", manifest.DisplayName) { Field = nameof(request.SourceClipId) };
        return null;
    }

    private static async Task<Error?> RefusePersonaAsync(MusicDb db, Actor actor, ProviderManifest manifest, MusicRequest request, CancellationToken ct)
    {
        if (request.PersonaId is not { } id) return null;
        if (await db.FindHeldAsync<Persona>(actor, id, ct) is not { Item: { TrashedAt: null } persona }) return new Error("no_persona", "This persona is no longer yours to use: choose another or none.") { Field = nameof(request.PersonaId) };
        return persona.Provider == manifest.Name ? null : new Error("no_persona", "Choose a persona that {0} made.", manifest.DisplayName) { Field = nameof(request.PersonaId) };
    }

    private static async Task<Error?> RefuseShareAsync<T>(MusicDb db, Actor actor, Guid? id, string field, string sentence, CancellationToken ct)
        where T : Belonging =>
        id is null || await db.FindHeldAsync<T>(actor, id.Value, ct) is { Item.TrashedAt: null } ? null : new Error("no_share", sentence) { Field = field };

    private SourceFile FileOf(ClipFile file)
    {
        var path = store.PathOf(file.StorageKey);
        return new SourceFile(file.Kind, file.ContentType, file.SizeBytes, _ => ValueTask.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true)));
    }
}
