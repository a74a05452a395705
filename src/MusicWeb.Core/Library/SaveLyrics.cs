using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>What saving lyrics led to.</summary>
/// <param name="Version">The number of the newest version.</param>
/// <param name="WasOvertaken">Somebody else had saved since the reader read; their words are a version too.</param>
public sealed record SavedLyrics(int Version, bool WasOvertaken);

/// <summary>Keeps words as a new version. Nothing that was saved is ever lost: what two people write at once becomes two versions.</summary>
public sealed class SaveLyrics(WriteQueue writes, TimeProvider time)
{
    /// <summary>Saves, and makes the sheet where there is none of this id.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="id">Chosen by the caller, so that a repeated first save makes one sheet.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="text">The words, with section markers.</param>
    /// <param name="basedOn">The version the writer had before, 0 for a new sheet.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The outcome; <c>bad_name</c> or <c>bad_text</c> (with the field), <c>not_found</c> or <c>forbidden</c>.</returns>
    public Task<Result<SavedLyrics>> RunAsync(Actor actor, Guid id, string name, string text, int basedOn, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        var keptName = name.Trim();
        if ((ShortText.RefuseName(keptName) ?? ShortText.Refuse("Text", text, LyricSheet.TextLimit, "Shorten the lyrics: {0} of {1} characters.", "Delete the control characters from the lyrics.")) is { } refusal) return Task.FromResult<Result<SavedLyrics>>(refusal);
        if (!actor.CanWrite) return Task.FromResult<Result<SavedLyrics>>(Error.Forbidden);
        return writes.RunAsync<SavedLyrics>(async db =>
        {
            if (basedOn == 0 && !await db.LyricSheets.AnyAsync(sheet => sheet.Id == id, ct)) return Add(db, actor, id, keptName, text);
            var found = await db.FindManagedAsync<LyricSheet>(actor, id, ct);
            if (!found.IsOk) return found.Error;
            var sheet = found.Value;
            var wasOvertaken = sheet.Version > basedOn && sheet.Text != text;
            sheet.Name = keptName;
            if (sheet.Text != text) db.AddVersion(sheet, actor, text, restoredFrom: null, time.GetUtcNow().UtcDateTime);
            await db.AnnounceAsync(sheet, ct);
            return new SavedLyrics(sheet.Version, wasOvertaken);
        }, ct);
    }

    private SavedLyrics Add(MusicDb db, Actor actor, Guid id, string name, string text)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var sheet = new LyricSheet { Id = id, WorkspaceId = actor.WorkspaceId, OwnerId = actor.UserId, Name = name, Text = "", Version = 0, CreatedAt = now, UpdatedAt = now };
        db.LyricSheets.Add(sheet);
        db.AddVersion(sheet, actor, text, restoredFrom: null, now);
        db.Announce($"workspace:{actor.WorkspaceId}", sheet.Kind, id);
        return new SavedLyrics(sheet.Version, WasOvertaken: false);
    }
}

internal static class LyricHistory
{
    /// <summary>Makes a text the newest version of a sheet; of two at once the sheet's revision stops the later one, which then runs again.</summary>
    public static void AddVersion(this MusicDb db, LyricSheet sheet, Actor author, string text, int? restoredFrom, DateTime now)
    {
        (sheet.Text, sheet.Version, sheet.UpdatedAt) = (text, sheet.Version + 1, now);
        db.LyricVersions.Add(new LyricVersion { SheetId = sheet.Id, Number = sheet.Version, Text = text, AuthorId = author.UserId, CreatedAt = now, RestoredFrom = restoredFrom });
    }
}
