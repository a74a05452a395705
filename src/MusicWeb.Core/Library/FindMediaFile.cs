using System.Text;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Media;

namespace MusicWeb.Core.Library;

/// <summary>A stored file, ready to be sent.</summary>
/// <param name="Path">Where it lies on disk.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Sha256">SHA-256 of the bytes, hex; fit for an ETag.</param>
/// <param name="SizeBytes">Size in bytes.</param>
/// <param name="DownloadName">A readable name for saving it: the clip's title, the number of the take, the extension.</param>
public sealed record MediaFile(string Path, string ContentType, string Sha256, long SizeBytes, string DownloadName);

/// <summary>Finds a clip's file for a person who may hear it.</summary>
public sealed class FindMediaFile(IDbContextFactory<MusicDb> databases, MediaStore store)
{
    // Together with take and extension below what every file system takes.
    private const int NameLimit = 80;

    /// <summary>The file, when the user is a member of its clip's workspace; otherwise null, as when it does not exist.</summary>
    public async Task<MediaFile?> RunAsync(Guid userId, Guid clipFileId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (clips, memberships) = (db.Clips, db.Memberships);
        var found = await (
            from file in db.ClipFiles
            join clip in clips on file.ClipId equals clip.Id
            join membership in memberships on clip.WorkspaceId equals membership.WorkspaceId
            where file.Id == clipFileId && membership.UserId == userId
            select new { File = file, clip.Title, clip.Index }).AsNoTracking().SingleOrDefaultAsync(ct);
        return found is null ? null : Of(store, found.File, found.Title, found.Index);
    }

    internal static MediaFile Of(MediaStore store, ClipFile file, string title, int index) => new(
        store.PathOf(file.StorageKey), file.ContentType, file.Sha256, file.SizeBytes, $"{SafeName(title)} ({index + 1}){(MediaKind.StemOf(file.Kind) is { } stem ? $" {stem}" : "")}{Path.GetExtension(file.StorageKey)}");

    // Letters and digits of every script stay; what a file system or a header could misread becomes a space.
    private static string SafeName(string title)
    {
        var name = new StringBuilder();
        foreach (var rune in title.EnumerateRunes())
        {
            var isSafe = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark || rune.Value is '-' or '_' or '\'' or ',' or '!' or '&' or '(' or ')';
            var text = isSafe ? rune.ToString() : " ";
            if (name.Length + text.Length > NameLimit) break;
            if (isSafe || (name.Length > 0 && name[^1] != ' ')) name.Append(text);
        }

        var trimmed = name.ToString().Trim();
        return trimmed.Length > 0 ? trimmed : "Song";
    }
}
