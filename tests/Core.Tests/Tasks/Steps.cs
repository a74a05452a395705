using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Core.Library;
using MusicWeb.Core.Live;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>The worker's turns by hand, one step at a time, so that tests say when what happens.</summary>
internal static class Steps
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<TestApp> StartAsync(DatabaseProvider database, IMusicProvider provider, long credits = 150) =>
        TestApp.StartAsync(database, credits, services => With(services, provider));

    public static void With(IServiceCollection services, IMusicProvider provider) => services.AddSingleton(provider).AddSingleton(new Backoff(new NoJitter()));

    public static async Task<Guid> EnqueueAsync(this TestApp app, Actor? actor = null)
    {
        var result = await app.Get<EnqueueTask>().RunAsync(actor ?? app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()), ScriptedProvider.Name, ScriptedProvider.Request(), retryOfId: null, Token);
        Assert.Null(result.Error);
        return result.Value;
    }

    /// <summary>Claims what is due, in every lane there is.</summary>
    public static async Task<List<Claim>> ClaimAsync(this TestApp app, int slots = 2, TimeSpan spacing = default)
    {
        var taken = new List<Claim>();
        foreach (var open in await app.Get<DueClaim>().OpenLanesAsync(Token)) taken.AddRange(await app.Get<DueClaim>().TakeAsync(new Lane(open.Name, slots, spacing), Lease, Token));
        return taken;
    }

    public static Task RunAsync(this TestApp app, Claim claim) => app.Get<TaskRunner>().RunAsync(claim, Token);

    /// <summary>Claims what is due and takes a step with each; returns how many there were.</summary>
    public static async Task<int> StepAsync(this TestApp app)
    {
        var claims = await app.ClaimAsync();
        foreach (var claim in claims) await app.RunAsync(claim);
        return claims.Count;
    }

    /// <summary>Claims the one row that is due and gets this far; then nobody is there any more until the lease is over.</summary>
    public static async Task CrashAsync(this TestApp app, Action<MusicTask> reach)
    {
        var claim = Assert.Single(await app.ClaimAsync());
        await app.Writes.RunAsync<Guid>(
            async db =>
            {
                var task = (await db.Tasks.FindAsync([claim.Id], Token))!;
                var lease = task.DueAt;
                reach(task);
                db.Entry(task).Property(row => row.DueAt).CurrentValue = lease;
                db.Entry(task).Property(row => row.IsClaimed).CurrentValue = true;
                return claim.Id;
            },
            Token);
    }

    public static async Task<MusicTask> FindAsync(this TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        return await db.Tasks.AsNoTracking().SingleAsync(task => task.Id == id, Token);
    }

    public static async Task<IReadOnlyList<Clip>> ClipsAsync(this TestApp app, Guid taskId)
    {
        await using var db = app.OpenDb();
        return await db.Clips.AsNoTracking().Where(clip => clip.TaskId == taskId).OrderBy(clip => clip.Index).ToListAsync(Token);
    }

    /// <summary>The task is in this state and the payer's money where it belongs.</summary>
    public static async Task<MusicTask> AssertAsync(this TestApp app, Guid id, TaskState state, long available, long held)
    {
        var task = await app.FindAsync(id);
        Assert.Equal(state, task.State);
        Assert.Equal(new Balance(available, held), await app.Get<CreditBalance>().FindAsync(app.Ben, Token));
        var audit = await app.Get<CreditAudit>().RunAsync(Token);
        Assert.Empty(audit.Findings);
        Assert.Empty(Directory.GetFileSystemEntries(app.Get<Microsoft.Extensions.Options.IOptions<DataOptions>>().Value.WorkDirectory));
        return task;
    }

    public static async Task AssertFinishedWithTwoClipsAsync(this TestApp app, Guid id)
    {
        Assert.Equal(TaskState.Succeeded, (await app.FindAsync(id)).State);
        Assert.Equal(2, (await app.ClipsAsync(id)).Count);
    }

    /// <summary>Waits, by announcements, until the task is as wanted.</summary>
    public static async Task<MusicTask> UntilAsync(this TestApp app, Guid id, Func<MusicTask, bool> isWanted)
    {
        var news = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        using var ear = app.Get<ILiveBus>().SubscribeAll(_ => news.Writer.TryWrite(true));
        while (true)
        {
            var task = await app.FindAsync(id);
            if (isWanted(task)) return task;
            await news.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
        }
    }

    private sealed class NoJitter : Random
    {
        public override double NextDouble() => 0.5;
    }
}
