using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Library;

/// <summary>A file of a clip as people see it.</summary>
/// <param name="Id">Its address under <c>/media</c>.</param>
/// <param name="Kind">flac, wav, mp3, midi or score.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="SizeBytes">Size in bytes.</param>
public sealed record ClipFileView(Guid Id, string Kind, string ContentType, long SizeBytes);

/// <summary>Where a clip comes from, as people see it.</summary>
/// <param name="ClipId">The clip that its operation started from, or the first of them.</param>
/// <param name="Title">Its title; null when it is no longer in this workspace.</param>
/// <param name="AtSeconds">The moment of it at which the new part begins; null where there is none.</param>
/// <param name="IsPart">The clip begins at that moment and does not hold what comes before.</param>
/// <param name="Count">How many clips the operation started from.</param>
public sealed record ClipOrigin(Guid ClipId, string? Title, double? AtSeconds, bool IsPart, int Count);

/// <summary>A clip as people see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TaskId">The task that made it.</param>
/// <param name="Index">Position among the takes of its task, from 0.</param>
/// <param name="Title">Its title.</param>
/// <param name="Styles">Style words.</param>
/// <param name="Lyrics">Its words; null for an instrumental.</param>
/// <param name="Op">The operation that made it.</param>
/// <param name="Provider">The provider that made it.</param>
/// <param name="Model">The model that made it.</param>
/// <param name="DurationSeconds">Length in seconds.</param>
/// <param name="Bpm">Beats per minute, where known exactly.</param>
/// <param name="Key">Key as a musician writes it, where known exactly.</param>
/// <param name="Peaks">Loudness outline, 0 to 255.</param>
/// <param name="Note">A word of honesty.</param>
/// <param name="CreatedAt">When its task was enqueued.</param>
/// <param name="TrashedAt">When it was thrown away.</param>
/// <param name="Files">Its files.</param>
public sealed record ClipView(
    Guid Id, Guid TaskId, int Index, string Title, string? Styles, string? Lyrics, string Op, string Provider, string Model,
    double DurationSeconds, double? Bpm, string? Key, byte[]? Peaks, string? Note, DateTime CreatedAt, DateTime? TrashedAt, IReadOnlyList<ClipFileView> Files)
{
    /// <summary>Where it comes from; null for a song of its own.</summary>
    public ClipOrigin? Origin { get; init; }

    /// <summary>Its provider can look it up by an id of its own.</summary>
    public bool IsKnownToProvider { get; init; }

    /// <summary>A person brought it: no task made it, so there is nothing that it cost or was made with.</summary>
    public bool IsRecording => Op == Ops.Import;

    /// <summary>What operations ask about it.</summary>
    public SourceFacts Facts => new(Provider, IsKnownToProvider, Op, DurationSeconds, Lyrics is not null, [.. Files.Select(file => file.Kind)]);

    /// <summary>Its picture; null for a song without one.</summary>
    public ClipFileView? Cover => _pictures.Select(kind => Files.FirstOrDefault(file => file.Kind == kind)).FirstOrDefault(file => file is not null);

    private static readonly string[] _pictures = ["cover", "cover-png", "cover-jpg"];
    private static readonly string[] _playable = ["flac", "mp3", "m4a", "wav"];

    /// <summary>The file a browser plays: the smallest lossless one first, then what the vendor sent.</summary>
    public ClipFileView? Playable => _playable.Select(kind => Files.FirstOrDefault(file => file.Kind == kind)).FirstOrDefault(file => file is not null);
}

/// <summary>Turns clips into what people see of them.</summary>
internal static class ClipViews
{
    public static async Task<IReadOnlyList<ClipView>> OfAsync(MusicDb db, IReadOnlyList<Clip> clips, CancellationToken ct)
    {
        if (clips.Count == 0) return [];
        var ids = clips.Select(clip => clip.Id).ToArray();
        var files = (await db.ClipFiles.AsNoTracking().Where(file => ids.Contains(file.ClipId)).ToListAsync(ct)).ToLookup(file => file.ClipId);
        var origins = await OriginsAsync(db, clips, ids, ct);
        return [.. clips.Select(clip => Of(clip, files[clip.Id]) with { Origin = origins.GetValueOrDefault(clip.Id) })];
    }

    private static async Task<Dictionary<Guid, ClipOrigin>> OriginsAsync(MusicDb db, IReadOnlyList<Clip> clips, Guid[] ids, CancellationToken ct)
    {
        var (all, sources) = (db.Clips, db.ClipSources);
        var rows = await (
            from source in sources
            from origin in all.Where(origin => origin.Id == source.SourceClipId).DefaultIfEmpty()
            where source.Position == 0 && ids.Contains(source.ClipId)
            select new { Source = source, Title = origin == null ? null : origin.Title, Home = origin == null ? Guid.Empty : origin.WorkspaceId, Count = sources.Count(other => other.ClipId == source.ClipId) }).AsNoTracking().ToDictionaryAsync(row => row.Source.ClipId, ct);
        // A song that was moved away keeps its descendants, but its title is no business of this workspace any more.
        return clips.Where(clip => rows.ContainsKey(clip.Id)).ToDictionary(clip => clip.Id, clip =>
        {
            var row = rows[clip.Id];
            return new ClipOrigin(row.Source.SourceClipId, row.Home == clip.WorkspaceId ? row.Title : null, row.Source.AtSeconds, row.Source.IsPart, row.Count);
        });
    }

    private static ClipView Of(Clip clip, IEnumerable<ClipFile> files) => new(
        clip.Id, clip.TaskId, clip.Index, clip.Title, clip.Styles, clip.Lyrics, clip.Op, clip.Provider, clip.Model, clip.DurationSeconds,
        clip.Bpm, clip.Key, clip.Peaks, clip.Note, clip.CreatedAt, clip.TrashedAt,
        [.. files.OrderBy(file => file.Kind, StringComparer.Ordinal).Select(file => new ClipFileView(file.Id, file.Kind, file.ContentType, file.SizeBytes))])
    {
        IsKnownToProvider = clip.ProviderClipId is not null,
    };
}
