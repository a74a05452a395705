using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Media;

namespace MusicWeb.Core.Library;

/// <summary>Finds a clip's file for whoever holds a signed link to it.</summary>
public sealed class FindLinkedFile(IDbContextFactory<MusicDb> databases, MediaLinks links, MediaStore store)
{
    /// <summary>The file, as long as the link holds and its clip is not in the trash; otherwise null.</summary>
    public async Task<LinkedFile?> RunAsync(string token, CancellationToken ct)
    {
        if (links.Read(token) is not { } link) return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        var clips = db.Clips;
        var found = await (
            from file in db.ClipFiles
            join clip in clips on file.ClipId equals clip.Id
            where file.Id == link.FileId && clip.TrashedAt == null
            select new { File = file, clip.Title, clip.Index }).AsNoTracking().SingleOrDefaultAsync(ct);
        return found is null ? null : new LinkedFile(FindMediaFile.Of(store, found.File, found.Title, found.Index), link.Left);
    }
}

/// <summary>A file behind a signed link.</summary>
/// <param name="File">The file.</param>
/// <param name="Left">How long the link still opens it.</param>
public sealed record LinkedFile(MediaFile File, TimeSpan Left);
