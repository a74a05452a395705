using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Lyrics as people see them.</summary>
/// <param name="Belonging">Name, owner, rights.</param>
/// <param name="Text">The words of now.</param>
/// <param name="Version">The number of the newest version.</param>
/// <param name="UpdatedAt">When it was saved.</param>
public sealed record LyricsView(BelongingView Belonging, string Text, int Version, DateTime UpdatedAt);

/// <summary>An earlier text of lyrics.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">The words.</param>
/// <param name="Author">Who saved it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="RestoredFrom">The version it brought back, if it did.</param>
public sealed record LyricVersionView(int Number, string Text, string Author, DateTime CreatedAt, int? RestoredFrom);

/// <summary>Reads the lyrics that a workspace has or was given.</summary>
public sealed class LyricsList(IDbContextFactory<MusicDb> databases)
{
    /// <summary>How many versions are read at once.</summary>
    public const int VersionsTaken = 20;

    /// <summary>A page, newest first.</summary>
    /// <param name="actor">Who looks, and where.</param>
    /// <param name="trashed">The trash instead.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<LyricsView>> PageAsync(Actor actor, bool trashed, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await db.PageAsync<LyricSheet>(actor, sheets => sheets, trashed, before, take, ct);
        return new Page<LyricsView>([.. page.Items.Select(View)], page.Next);
    }

    /// <summary>One sheet, trashed or not; null when it does not exist for the actor.</summary>
    public async Task<LyricsView?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.FindShownAsync<LyricSheet>(actor, id, ct) is { } shown ? View(shown) : null;
    }

    /// <summary>The versions below a number, newest first, at most <see cref="VersionsTaken"/>; for those who manage the sheet.</summary>
    /// <returns>The versions; <c>not_found</c> or <c>forbidden</c>.</returns>
    public async Task<Result<IReadOnlyList<LyricVersionView>>> VersionsAsync(Actor actor, Guid id, int below, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.FindManagedAsync<LyricSheet>(actor, id, ct);
        if (!found.IsOk) return found.Error;
        var users = db.Users;
        var versions = await db.LyricVersions.Where(version => version.SheetId == id && version.Number < below).OrderByDescending(version => version.Number).Take(VersionsTaken)
            .Join(users, version => version.AuthorId, user => user.Id, (version, user) => new LyricVersionView(version.Number, version.Text, user.DisplayName ?? user.UserName ?? "", version.CreatedAt, version.RestoredFrom)).ToListAsync(ct);
        return (LyricVersionView[])[.. versions.OrderByDescending(version => version.Number)];
    }

    private static LyricsView View(Shown<LyricSheet> shown) => new(shown.View, shown.Item.Text, shown.Item.Version, shown.Item.UpdatedAt);
}
