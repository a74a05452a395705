using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class CrashTests
{
    private const int Kills = 25;
    private const int Price = 15;
    private const int Spares = 2; // A start costs a second of computing, which needs no order; these get over it meanwhile.
    // No bar: on a machine with forty busy processes a single start has taken a minute. Whoever hangs is still found.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_moment_every_task_ends_once_and_no_credit_clip_or_file_is_lost_or_doubled()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        // Both in the same processes: starting them is most of the time.
        await using var sqlite = await Site.StartAsync(DatabaseProvider.Sqlite);
        await using var postgres = PrivatePostgres.WhySkip is null ? await Site.StartAsync(DatabaseProvider.Postgres) : null;
        Site[] sites = postgres is null ? [sqlite] : [sqlite, postgres];

        var hosts = new Queue<ChildProcess>();
        try
        {
            while (hosts.Count < Spares) hosts.Enqueue(StartHost(sites));
            for (var kill = 0; kill < Kills; kill++)
            {
                foreach (var site in sites) await EnqueueAsync(site, count: 4);
                hosts.Enqueue(StartHost(sites));
                using var victim = hosts.Dequeue();
                await victim.SayAsync("go");
                await victim.UntilAsync("working", _patience, Token);
                await Task.Delay(random.Next(0, 250), Token); // The moment is the point of this test.
                await victim.KillAsync(Token);
            }

            using var survivor = hosts.Dequeue();
            await survivor.SayAsync("go");
            await survivor.UntilAsync("done", _patience, Token);
        }
        finally
        {
            foreach (var host in hosts) host.Dispose();
        }

        foreach (var site in sites)
        {
            await SettleUncertainAsync(site.App);
            await AssertAllEndedOnceAsync(site.App, site.Store, site.Tasks);
            // Scratch of killed processes goes with the first start that finds nobody else at work.
            await site.App.DisposeAsync();
            await using var next = await TestApp.StartAsync(site.Store, withPeople: false);
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(site.Store.Folder, "work")));
        }
    }

    private static ChildProcess StartHost(IEnumerable<Site> sites) => ChildProcess.Start("CrashHost", sites
        .Select(site => site.Store.Settings.Where(setting => setting.Value is not null).Select(setting => $"--{setting.Key}={setting.Value}").Append("--Tasks:LeaseSeconds=0.4"))
        .Aggregate((all, more) => [.. all, "and", .. more]));

    private static async Task EnqueueAsync(Site site, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var id = Guid.CreateVersion7();
            var provider = i % 2 == 0 ? ScriptedProvider.Name : CrashProviders.Vendor;
            Assert.Null((await site.App.Get<EnqueueTask>().RunAsync(site.App.Ben, id, provider, ScriptedProvider.Request(), retryOfId: null, Token)).Error);
            site.Tasks.Add(id);
        }
    }

    // Where the vendor's bill has the order it came through; a person looks there.
    private static async Task SettleUncertainAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        foreach (var task in await db.Tasks.Where(task => task.State == TaskState.Uncertain).ToListAsync(Token))
        {
            Assert.Equal(CrashProviders.Vendor, task.Provider);
            Assert.True((await app.Get<ResolveUncertain>().RunAsync(app.Ben, task.Id, providerTaskId: null, Token)).IsOk);
        }
    }

    private static async Task AssertAllEndedOnceAsync(TestApp app, TestStore store, List<Guid> tasks)
    {
        await using var db = app.OpenDb();
        var rows = await db.Tasks.AsNoTracking().ToListAsync(Token);
        var clips = await db.Clips.AsNoTracking().ToListAsync(Token);
        var files = await db.ClipFiles.AsNoTracking().ToListAsync(Token);
        var transfers = await db.Transfers.AsNoTracking().Where(transfer => transfer.TaskId != null).ToListAsync(Token);
        Assert.Equal(tasks.Order(), rows.Select(task => task.Id).Order());
        Assert.All(rows, task =>
        {
            var succeeded = task.State is TaskState.Succeeded;
            Assert.True(succeeded || task is { State: TaskState.Failed, Provider: CrashProviders.Vendor }, $"{task.Id} is {task.State}: {task.Reason}");
            Assert.Equal(succeeded ? [0, 1] : [], clips.Where(clip => clip.TaskId == task.Id).Select(clip => clip.Index).Order());
            Assert.Equal(
                [TransferKind.Hold, succeeded ? TransferKind.Capture : TransferKind.Void],
                transfers.Where(transfer => transfer.TaskId == task.Id).Select(transfer => transfer.Kind).Order());
            var orders = Path.Combine(store.Folder, $"{task.Id:D}.order");
            // A kill between making and writing the file leaves it empty.
            if (task.Provider == CrashProviders.Vendor) Assert.True(!File.Exists(orders) || File.ReadAllLines(orders).Length <= 1, $"{task.Id} was ordered twice");
        });
        var spent = rows.Count(task => task.State is TaskState.Succeeded) * Price;
        Assert.Equal(new Balance(100_000 - spent, Held: 0), await app.Get<CreditBalance>().FindAsync(app.Ben, Token));
        Assert.Empty((await app.Get<CreditAudit>().RunAsync(Token)).Findings);

        var media = Path.Combine(store.Folder, "media");
        Assert.Equal(
            files.Select(file => file.StorageKey).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(media, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(media, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{store.Provider}: {rows.Count} tasks, {rows.Count(task => task.State is TaskState.Failed)} were uncertain");
    }

    // A database with somebody who orders songs; the processes to be killed work on it.
    private sealed record Site(TestStore Store, TestApp App) : IAsyncDisposable
    {
        public List<Guid> Tasks { get; } = [];

        public static async Task<Site> StartAsync(DatabaseProvider database)
        {
            var store = await TestStore.CreateAsync(database);
            return new Site(store, await TestApp.StartAsync(store, credits: 100_000, services => services
                .AddSingleton<IMusicProvider>(CrashProviders.Repeatable())
                .AddSingleton<IMusicProvider>(CrashProviders.Unrepeatable(store.Folder))));
        }

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
