using Core.Tests.Credits;
using Core.Tests.Library;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>The verbs of orders, and what a worker would do between them, for tests.</summary>
internal static class Orders
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Costs 15 credits.</summary>
    public static MusicRequest Rain { get; } = new() { Op = Ops.Create, Model = "still-1", Description = "rain on tin" };

    public static Task<TestApp> StartAsync(DatabaseProvider database, long credits = 150, params StillProvider[] providers) => TestApp.StartAsync(database, credits, services => With(services, providers is [] ? [new StillProvider()] : providers));

    /// <summary>On a store that other apps have used, or will.</summary>
    public static Task<TestApp> StartAsync(TestStore store, params StillProvider[] providers) => TestApp.StartAsync(store, services: services => With(services, providers));

    /// <summary>The same person in somebody else's workspace.</summary>
    public static Actor At(this Actor guest, Actor host, Role role) => guest with { WorkspaceId = host.WorkspaceId, Role = role };

    public static Task<Result<Guid>> EnqueueAsync(this TestApp app, Actor actor, Guid id, MusicRequest? request = null, string provider = StillProvider.Default, Guid? retryOfId = null) =>
        app.Get<EnqueueTask>().RunAsync(actor, id, provider, request ?? Rain, retryOfId, Token);

    /// <summary>An accepted order; each a little later than the one before.</summary>
    public static async Task<Guid> OrderAsync(this TestApp app, Actor actor, MusicRequest? request = null, string provider = StillProvider.Default)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        Assert.Null((await app.EnqueueAsync(actor, id, request, provider)).Error);
        return id;
    }

    public static Task<Result<Guid>> CancelAsync(this TestApp app, Actor actor, Guid id) => app.Get<CancelTask>().RunAsync(actor, id, Token);

    /// <summary>As a worker claims it, and whatever else is due in its lane.</summary>
    public static async Task ClaimAsync(this TestApp app, Guid id)
    {
        var lane = new Lane((await app.TaskAsync(id)).Lane, Slots: 100, Spacing: TimeSpan.Zero);
        Assert.Contains(await app.Get<DueClaim>().TakeAsync(lane, TimeSpan.FromSeconds(10), Token), claim => claim.Id == id);
    }

    /// <summary>As a worker saves a step.</summary>
    public static Task ChangeAsync(this TestApp app, Guid id, params Action<MusicTask>[] changes) => app.Writes.RunAsync<Guid>(
        async db =>
        {
            var task = await db.Tasks.SingleAsync(task => task.Id == id, Token);
            foreach (var change in changes) change(task);
            return id;
        },
        Token);

    /// <summary>As a worker that sent it and lost the answer.</summary>
    public static Task ParkAsync(this TestApp app, Guid id)
    {
        var now = app.Clock.UtcNow;
        return app.ChangeAsync(id, task => task.Submit(now), task => task.Park("No answer came.", now.AddHours(1), now.AddDays(7)));
    }

    /// <summary>As a worker ends it.</summary>
    public static Task FailAsync(this TestApp app, Guid id, string reason = "It did not work.", FailureCause cause = FailureCause.Provider) => app.EndAsync(id, (db, task) => app.Get<FinishTask>().FailAsync(db, task, cause, reason, Token));

    /// <summary>As a worker ends it, with this many clips.</summary>
    public static Task SucceedAsync(this TestApp app, Guid id, int clips = 2) => app.EndAsync(id, (db, task) =>
    {
        var made = Enumerable.Range(0, clips).Select(index => Shelf.Clip(task, index, app.Clock)).ToArray();
        return app.Get<FinishTask>().SucceedAsync(db, task, made, [.. made.SelectMany(clip => Shelf.Files(clip, "wav", "flac"))], note: null, Token);
    });

    public static async Task<MusicTask> TaskAsync(this TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        return await db.Tasks.AsNoTracking().SingleAsync(task => task.Id == id, Token);
    }

    public static async Task<int> CountTasksAsync(this TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.Tasks.CountAsync(Token);
    }

    /// <summary>Nothing was ordered: no task, no entry but the starting grants, every credit there.</summary>
    public static async Task AssertUntouchedAsync(this TestApp app, long credits = 150)
    {
        Assert.Equal(0, await app.CountTasksAsync());
        foreach (var actor in new[] { app.Ada, app.Ben })
        {
            Assert.Equal(new Balance(credits, Held: 0), await app.BalanceAsync(actor));
            Assert.All(await app.TransfersAsync(actor.WorkspaceId), transfer => Assert.Equal(TransferKind.Grant, transfer.Kind));
        }
    }

    private static void With(IServiceCollection services, StillProvider[] providers)
    {
        services.AddSingleton(new ScriptedVendor(hasKey: true).Vendor);
        foreach (var provider in providers) services.AddSingleton<IMusicProvider>(provider);
    }

    private static Task<Result<Guid>> EndAsync(this TestApp app, Guid id, Func<MusicDb, MusicTask, Task> end) => app.Writes.RunAsync<Guid>(
        async db =>
        {
            await end(db, await db.Tasks.SingleAsync(task => task.Id == id, Token));
            return id;
        },
        Token);
}
