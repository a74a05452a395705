using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Web.Tests.Ui;

/// <summary>Puts songs where a worker would have put them.</summary>
internal static class Songbook
{
    /// <summary>A task that is done, and one of its clips.</summary>
    public static async Task<ClipView> AddAsync(TestApp app, Actor actor, string title = "Night drive")
    {
        var taskId = await EnqueueAsync(app, actor, title);
        return (await FinishAsync(app, actor, taskId, title, takes: 1))[0];
    }

    public static async Task<Guid> EnqueueAsync(TestApp app, Actor actor, string title = "Night drive")
    {
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        var sent = await app.Get<EnqueueTask>().RunAsync(actor, id, "sketch", new MusicRequest { Op = Ops.Create, Model = "sketch-1", Title = title, Styles = "synthwave", Lyrics = "[Verse]\nrain" }, retryOfId: null, CancellationToken.None);
        return sent.IsOk ? sent.Value : throw new InvalidOperationException(sent.Error!.Message);
    }

    /// <summary>What a finished task leaves behind: clips with a song and a score each.</summary>
    public static async Task<IReadOnlyList<ClipView>> FinishAsync(TestApp app, Actor actor, Guid taskId, string title, int takes)
    {
        await using var db = app.OpenDb();
        var createdAt = await db.Tasks.Where(task => task.Id == taskId).Select(task => task.CreatedAt).SingleAsync();
        await db.Tasks.Where(task => task.Id == taskId).ExecuteUpdateAsync(set => set
            .SetProperty(task => task.State, TaskState.Succeeded)
            .SetProperty(task => task.FinalizedAt, app.Clock.UtcNow));
        List<ClipView> views = [];
        for (var take = 0; take < takes; take++)
        {
            var clip = Samples.Clip(actor.WorkspaceId, actor.UserId, taskId, take, createdAt, title);
            db.Clips.Add(clip);
            db.ClipFiles.Add(FileOf(clip, "flac", "audio/flac"));
            db.ClipFiles.Add(FileOf(clip, "midi", "audio/midi"));
            db.ClipFiles.Add(FileOf(clip, "score", "application/json"));
            await db.SaveChangesAsync();
            views.Add((await app.Get<FindClip>().RunAsync(actor, clip.Id, CancellationToken.None))!);
        }

        return views;
    }

    private static ClipFile FileOf(Clip clip, string kind, string contentType) => new()
    {
        Id = Guid.CreateVersion7(),
        ClipId = clip.Id,
        Kind = kind,
        StorageKey = $"{clip.Id}/{kind}",
        ContentType = contentType,
        SizeBytes = 1000,
        Sha256 = new string('0', 64),
    };
}
