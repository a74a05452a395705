using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Media;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Leaving;

/// <summary>
/// Everything of a person in one ZIP: the account, the personal workspace's songs with their files and words, its lyrics, personas and
/// presets, and the books. Written piece by piece, so that a library of any size takes no memory.
/// </summary>
public sealed class ExportAccount(IDbContextFactory<MusicDb> databases, MediaStore media)
{
    private const int PageSize = 100;
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes it.</summary>
    /// <param name="userId">The person, as the door found out.</param>
    /// <param name="target">Where to; need not be seekable.</param>
    /// <param name="ct">Cancels.</param>
    public async Task RunAsync(Guid userId, Stream target, CancellationToken ct)
    {
        await using var patient = new PatientStream(target);
        await WriteAsync(userId, patient, ct);
        await patient.FlushAsync(ct);
    }

    private async Task WriteAsync(Guid userId, PatientStream target, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        await AddJsonAsync(zip, "account.json", await AccountAsync(db, userId, ct), ct);
        await AddBooksAsync(zip, db, userId, ct);
        await foreach (var sheet in db.LyricSheets.AsNoTracking().Where(sheet => sheet.WorkspaceId == userId).OrderBy(sheet => sheet.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            await using var words = new StreamWriter(await zip.CreateEntry($"lyrics/{FileName(sheet.Name)} {sheet.Id:N}.txt").OpenAsync(ct));
            await words.WriteAsync(sheet.Text.AsMemory(), ct);
        }

        await foreach (var persona in db.Personas.AsNoTracking().Where(persona => persona.WorkspaceId == userId).OrderBy(persona => persona.Id).AsAsyncEnumerable().WithCancellation(ct))
            await AddJsonAsync(zip, $"personas/{FileName(persona.Name)} {persona.Id:N}.json", new PersonaExport(persona.Name, persona.Description, persona.Provider, persona.Data), ct);
        await foreach (var preset in db.Presets.AsNoTracking().Where(preset => preset.WorkspaceId == userId).OrderBy(preset => preset.Id).AsAsyncEnumerable().WithCancellation(ct))
            await AddJsonAsync(zip, $"presets/{FileName(preset.Name)} {preset.Id:N}.json", new { preset.Name, Form = preset.FormKey, Fields = preset.Json }, ct);

        Cursor? at = null;
        do
        {
            var clips = await PageAsync(db, userId, at, ct);
            foreach (var clip in clips) await AddSongAsync(zip, db, clip, ct);
            at = clips.Count == PageSize ? new Cursor(clips[^1].CreatedAt, clips[^1].Id) : null;
        }
        while (at is not null);
    }

    private static async Task<object> AccountAsync(MusicDb db, Guid userId, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(user => user.Id == userId, ct);
        var workspaces = db.Workspaces;
        return new
        {
            user.Id,
            user.Email,
            user.EmailConfirmed,
            Name = user.DisplayName,
            user.CreatedAt,
            user.IsAdministrator,
            SecondFactor = user.TwoFactorEnabled,
            Passkeys = (await db.UserPasskeys.AsNoTracking().Where(row => row.UserId == userId).ToListAsync(ct)).Select(row => new { row.Data.Name, row.Data.CreatedAt }),
            SignIns = await db.UserLogins.Where(row => row.UserId == userId).Select(row => row.LoginProvider).ToListAsync(ct),
            Sessions = await db.Sessions.Where(row => row.UserId == userId).OrderByDescending(row => row.LastSeenAt).Take(PageSize).Select(row => new { row.CreatedAt, row.LastSeenAt, row.Address, row.Device, row.EndedAt }).ToListAsync(ct),
            Workspaces = await db.Memberships.Where(row => row.UserId == userId).Join(workspaces, row => row.WorkspaceId, row => row.Id, (row, workspace) => new { workspace.Id, workspace.Name, row.Role }).ToListAsync(ct),
        };
    }

    private static async Task AddBooksAsync(ZipArchive zip, MusicDb db, Guid userId, CancellationToken ct)
    {
        await using var writer = new StreamWriter(await zip.CreateEntry("books.csv").OpenAsync(ct), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(Csv.Line("time", "kind", "amount", "available after", "reason", "task").AsMemory(), ct);
        await foreach (var row in db.Transfers.AsNoTracking().Where(row => row.AccountId == userId).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            await writer.WriteAsync(Csv.Line(row.CreatedAt, $"{row.Kind}", row.AmountCredits, row.AvailableAfter, row.Reason, row.TaskId).AsMemory(), ct);
        }
    }

    private static Task<List<Clip>> PageAsync(MusicDb db, Guid userId, Cursor? before, CancellationToken ct)
    {
        var clips = db.Clips.AsNoTracking().Where(clip => clip.WorkspaceId == userId);
        if (before is { CreatedAt: var at, Id: var id }) clips = clips.Where(clip => clip.CreatedAt < at || (clip.CreatedAt == at && clip.Id < id));
        return clips.OrderByDescending(clip => clip.CreatedAt).ThenByDescending(clip => clip.Id).Take(PageSize).ToListAsync(ct);
    }

    private async Task AddSongAsync(ZipArchive zip, MusicDb db, Clip clip, CancellationToken ct)
    {
        // The id keeps two songs of one title apart; the date sorts the folders.
        var folder = $"songs/{clip.CreatedAt:yyyy-MM-dd} {FileName(clip.Title)} {clip.Id:N}";
        var files = await db.ClipFiles.AsNoTracking().Where(file => file.ClipId == clip.Id).OrderBy(file => file.Id).ToListAsync(ct);
        await AddJsonAsync(zip, $"{folder}/song.json", new { clip.Id, clip.Title, clip.Styles, clip.Op, clip.Provider, clip.Model, clip.DurationSeconds, clip.Bpm, clip.Key, clip.Note, clip.TaskId, clip.Index, clip.CreatedAt, clip.TrashedAt, Files = files.Select(file => new { file.Kind, file.SizeBytes, file.Sha256 }) }, ct);
        if (clip.Lyrics is { Length: > 0 } lyrics)
        {
            await using var words = new StreamWriter(await zip.CreateEntry($"{folder}/lyrics.txt").OpenAsync(ct));
            await words.WriteAsync(lyrics.AsMemory(), ct);
        }

        foreach (var file in files)
        {
            var path = media.PathOf(file.StorageKey);
            if (!File.Exists(path)) continue; // Lost on disk; song.json still tells of it.
            // Sound is packed already: packing it again costs time and gains nothing.
            await using var entry = await zip.CreateEntry($"{folder}/{file.Kind}{Path.GetExtension(file.StorageKey)}", CompressionLevel.NoCompression).OpenAsync(ct);
            await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            await source.CopyToAsync(entry, ct);
        }
    }

    private static async Task AddJsonAsync(ZipArchive zip, string name, object value, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(entry, value, _json, ct);
    }

    private static string FileName(string title)
    {
        var name = string.Concat(title.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Trim();
        return name.Length switch { 0 => "Song", > 60 => name[..60].Trim(), _ => name };
    }
}
