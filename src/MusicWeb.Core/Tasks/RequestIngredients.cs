using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Mail;
using MusicWeb.Core.Media;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>What a request names besides its words: a song to start from, a persona, lyrics, a preset.</summary>
internal sealed class RequestIngredients(MediaStore store, MediaLinks links, IOptions<AddressOptions> address)
{
    // Players show whole seconds.
    private const double EndSlackSeconds = 0.5;

    // A vendor fetches a song while it is handed in, and not later.
    private static readonly TimeSpan _linkLife = TimeSpan.FromMinutes(10);

    /// <summary>Why the actor may not order this now, or null. Asked in the write that takes the order, so that a revoked share stops the next one.</summary>
    public static async Task<Error?> RefuseAsync(MusicDb db, Actor actor, ProviderManifest manifest, MusicRequest request, CancellationToken ct) =>
        await RefuseSourceAsync(db, actor, manifest, request, ct)
        ?? await RefusePersonaAsync(db, actor, manifest, request, ct)
        ?? await RefuseShareAsync<LyricSheet>(db, actor, request.LyricSheetId, nameof(request.LyricSheetId), "These lyrics are no longer yours to use: write other words.", ct)
        ?? await RefuseShareAsync<Preset>(db, actor, request.PresetId, nameof(request.PresetId), "This preset is no longer yours to use: choose another or none.", ct);

    /// <summary>The clips of an accepted order, with their files.</summary>
    public async Task<IReadOnlyList<SourceClip>> SourcesAsync(MusicDb db, MusicTask task, CancellationToken ct)
    {
        var ids = task.Request.AllSources;
        if (ids.Count == 0) return [];
        // Asked for when the order was taken: what was paid for is made, even if a song was trashed or moved since. Files never change.
        var clips = await db.Clips.AsNoTracking().Where(clip => ids.Contains(clip.Id)).ToDictionaryAsync(clip => clip.Id, ct);
        var files = (await db.ClipFiles.AsNoTracking().Where(file => ids.Contains(file.ClipId)).OrderBy(file => file.Kind).ToListAsync(ct)).ToLookup(file => file.ClipId);
        var names = await NamesAsync(db, task.Provider, [.. clips.Values.Select(clip => clip.TaskId), .. files.SelectMany(of => of).Select(file => MediaStore.OwnerOf(file.StorageKey)).OfType<Guid>()], ct);
        return [.. ids.Where(clips.ContainsKey).Select(id => SourceOf(clips[id], files[id], names))];
    }

    // How a provider called its own tasks; what another one did has no name there.
    private static Task<Dictionary<Guid, string?>> NamesAsync(MusicDb db, string provider, Guid[] taskIds, CancellationToken ct) =>
        db.Tasks.Where(task => taskIds.Contains(task.Id) && task.Provider == provider && task.ProviderTaskId != null).ToDictionaryAsync(task => task.Id, task => task.ProviderTaskId, ct);

    /// <summary>The persona of an accepted order, wherever it was shared from: what was paid for is made, even if the share has ended since.</summary>
    public static async Task<SourcePersona?> PersonaAsync(MusicDb db, MusicTask task, CancellationToken ct) =>
        task.Request.PersonaId is { } id ? await db.Personas.Where(persona => persona.Id == id).Select(persona => new SourcePersona(persona.Id, persona.Data)).SingleOrDefaultAsync(ct) : null;

    private static async Task<Error?> RefuseSourceAsync(MusicDb db, Actor actor, ProviderManifest manifest, MusicRequest request, CancellationToken ct)
    {
        var ids = request.AllSources;
        if (ids.Count == 0) return null;
        manifest = await OfferList.LimitsAsync(db, manifest, ct);
        var field = request.SourceClipIds is null ? nameof(request.SourceClipId) : nameof(request.SourceClipIds);
        var operation = manifest.FindOperation(request.Op);
        var files = db.ClipFiles;
        var sources = await db.Clips.In(actor).Where(clip => ids.Contains(clip.Id) && clip.TrashedAt == null)
            .Select(clip => new { clip.Id, Facts = new SourceFacts(clip.Provider, clip.ProviderClipId != null, clip.Op, clip.DurationSeconds, clip.Lyrics != null, files.Where(file => file.ClipId == clip.Id).Select(file => file.Kind).ToList()) }).ToListAsync(ct);
        if (sources.Count < ids.Count) return new Error("no_source", "This song is not there any more: choose another.") { Field = field };
        var model = manifest.FindModel(request.Model);
        if (operation is not null && sources.Select(source => SourceRules.Refuse(source.Facts, manifest, operation, model)).FirstOrDefault(error => error is not null) is { } refused) return refused with { Field = field };
        if (request.SendAnew && manifest.FindOperation(Ops.Upload)?.LongestSource is { } longest && sources.Any(source => source.Facts.DurationSeconds > longest.TotalSeconds)) return new Error("no_source", "{0} takes songs of up to {1} minutes.", manifest.DisplayName, longest.TotalMinutes) { Field = nameof(request.SendAnew) };
        // A song that can be named by its id is not sent, and its rights are nobody's question.
        if (operation is not null && !request.HasRights && (request.SendAnew || sources.Any(source => operation.Sends(source.Facts.IsKnownTo(manifest))))) return new Error("refused_request", "Confirm that the rights to this song are yours.") { Field = nameof(request.HasRights) };
        if (request.Op == Ops.Concat && !await IsLineAsync(db, ids, ct)) return new Error("no_source", "Choose a song and the parts that go on from it, in their order.") { Field = field };
        if (request.RangeEndSeconds is { } end && sources.Any(source => end > source.Facts.DurationSeconds + EndSlackSeconds)) return new Error("past_the_end", "Choose a stretch within the song, which is {0:0.#} seconds long.", sources[0].Facts.DurationSeconds) { Field = nameof(request.RangeEndSeconds) };
        if (request.ContinueAtSeconds is { } at && sources.Any(source => at > source.Facts.DurationSeconds)) return new Error("past_the_end", "Choose a moment before the song's end at {0:0.#} seconds.", sources[0].Facts.DurationSeconds) { Field = nameof(request.ContinueAtSeconds) };
        return null;
    }

    // What does not go on from its neighbour would be paid for and not be joined.
    private static async Task<bool> IsLineAsync(MusicDb db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var parts = await db.ClipSources.Where(source => ids.Contains(source.ClipId) && source.Position == 0 && source.IsPart).ToDictionaryAsync(source => source.ClipId, source => source.SourceClipId, ct);
        return ids.Zip(ids.Skip(1)).All(pair => parts.GetValueOrDefault(pair.Second) == pair.First);
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

    private SourceClip SourceOf(Clip clip, IEnumerable<ClipFile> files, Dictionary<Guid, string?> names) => new()
    {
        Id = clip.Id,
        Provider = clip.Provider,
        ProviderClipId = clip.ProviderClipId,
        ProviderTaskId = names.GetValueOrDefault(clip.TaskId),
        Title = clip.Title,
        Styles = clip.Styles,
        Lyrics = clip.Lyrics,
        DurationSeconds = clip.DurationSeconds,
        IsUploaded = clip.Op == Ops.Upload,
        CreatedAt = clip.CreatedAt,
        Files = [.. files.Select(file => FileOf(file, names))],
    };

    private SourceFile FileOf(ClipFile file, Dictionary<Guid, string?> names)
    {
        var path = store.PathOf(file.StorageKey);
        return new SourceFile(file.Kind, file.ContentType, file.SizeBytes, _ => ValueTask.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true)))
        {
            ProviderTaskId = MediaStore.OwnerOf(file.StorageKey) is { } taskId ? names.GetValueOrDefault(taskId) : null,
            PublicAddress = address.Value.PublicUrl.Length > 0 ? new Uri(address.Value.LinkTo($"/media/signed/{links.Sign(file.Id, _linkLife)}")) : null,
        };
    }
}
