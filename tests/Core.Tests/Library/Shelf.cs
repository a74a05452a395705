using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Library;

/// <summary>Clips for tests, as an ingest would leave them.</summary>
internal static class Shelf
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Clip Clip(MusicTask task, int index, TestClock clock) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        WorkspaceId = task.WorkspaceId,
        TaskId = task.Id,
        Index = index,
        Title = "Rain on tin",
        Op = task.Op,
        Provider = task.Provider,
        Model = task.Request.Model,
        DurationSeconds = 90.5,
        CreatedById = task.CreatedById,
        CreatedAt = task.CreatedAt,
    };

    public static IEnumerable<ClipFile> Files(Clip clip, params string[] kinds) => kinds.Select(kind => new ClipFile
    {
        Id = Guid.CreateVersion7(),
        ClipId = clip.Id,
        Kind = kind,
        StorageKey = $"{clip.Id}/{kind}",
        ContentType = $"audio/{kind}",
        SizeBytes = 1000,
        Sha256 = new string('0', 64),
    });

    /// <summary>Puts a clip there without an order.</summary>
    public static async Task<Clip> AddClipAsync(this TestApp app, Actor owner, string title = "Rain on tin", string op = Ops.Create, bool isMeasured = true, params string[] files)
    {
        var clip = Clip(owner, title, op, app.Clock, isMeasured);
        await using var db = app.OpenDb();
        db.Clips.Add(clip);
        db.ClipFiles.AddRange(Files(clip, files));
        await db.SaveChangesAsync(Token);
        return clip;
    }

    public static async Task<Clip> ClipAsync(this TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        return await db.Clips.AsNoTracking().SingleAsync(clip => clip.Id == id, Token);
    }

    public static async Task<IReadOnlyList<Clip>> ClipsAsync(this TestApp app, Guid taskId)
    {
        await using var db = app.OpenDb();
        return await db.Clips.AsNoTracking().Where(clip => clip.TaskId == taskId).ToListAsync(Token);
    }

    public static async Task AddClipsAsync(this TestApp app, Actor owner, int count)
    {
        await using var db = app.OpenDb();
        db.Clips.AddRange(Enumerable.Range(0, count).Select(_ => Clip(owner, "Rain on tin", Ops.Create, app.Clock, isMeasured: true)));
        await db.SaveChangesAsync(Token);
    }

    private static Clip Clip(Actor owner, string title, string op, TestClock clock, bool isMeasured) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        WorkspaceId = owner.WorkspaceId,
        TaskId = Guid.CreateVersion7(clock.GetUtcNow()),
        Index = 0,
        Title = title,
        Styles = "ambient",
        Lyrics = "drip drop",
        Op = op,
        Provider = "still",
        Model = "still-1",
        DurationSeconds = 90.5,
        Bpm = 120,
        Key = "A minor",
        Peaks = isMeasured ? [0, 128, 255] : null,
        Note = "melody only, words not sung",
        CreatedById = owner.UserId,
        CreatedAt = clock.UtcNow,
    };
}
