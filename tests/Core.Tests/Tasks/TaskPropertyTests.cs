using Core.Tests.Credits;
using Core.Tests.Vendors;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>Whatever vendor, people, messages, crashes and the clock do to tasks, also at once: each ends once and costs what it brought.</summary>
public sealed class TaskPropertyTests
{
    private const int Price = 15;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private enum Move
    {
        Order,
        Work,
        Vanish,
        Cancel,
        Hook,
        Resolve,
        Wait,
        Expire,
    }

    private enum Mood
    {
        Accepts,
        Refuses,
        IsSilent,
        Works,
        Delivers,
        Fails,
    }

    [Theory, OnBothDatabases]
    public async Task Any_interleaving_ends_each_task_once_and_charges_what_succeeded(DatabaseProvider database)
    {
        var (vendor, hooks) = (new Fickle(), new Dictionary<string, string?> { ["Site:PublicUrl"] = "https://music.example.org" });
        await using var app = await TestApp.StartAsync(database, credits: 100_000, services => Keyed.With(services, new ScriptedVendor(hasKey: true), vendor.Provider), hooks);
        var moves = Gen.Frequency(
            (4, Gen.Constant(Move.Order)), (6, Gen.Constant(Move.Work)), (2, Gen.Constant(Move.Vanish)), (2, Gen.Constant(Move.Cancel)), (3, Gen.Constant(Move.Hook)),
            (1, Gen.Constant(Move.Resolve)), (3, Gen.Constant(Move.Wait)), (1, Gen.Constant(Move.Expire)));
        var turns = from move in moves from mood in Gen.Elements(Enum.GetValues<Mood>()) from number in Gen.Choose(0, 8) select new Turn(move, mood, number);
        var property = Prop.ForAll(Arb.From(Gen.ArrayOf(turns)), sequence => HoldsAsync(app, vendor, sequence));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(database is DatabaseProvider.Sqlite ? 25 : 8).WithEndSize(36), property);
    }

    private static async Task<bool> HoldsAsync(TestApp app, Fickle vendor, Turn[] sequence)
    {
        var world = new World(app, vendor);
        // Three at a time race each other; the next three start from whatever came of it.
        foreach (var racing in sequence.Chunk(3))
        {
            vendor.Mood = racing[0].Mood;
            await Task.WhenAll(racing.Select(world.TakeAsync));
        }

        await world.FinishAsync();
        return await world.AddsUpAsync();
    }

    private sealed record Turn(Move Move, Mood Mood, int Number);

    // A vendor in changing moods, which tells every task where its messages go.
    private sealed class Fickle
    {
        public Fickle()
        {
            Provider.OnSubmit = (call, _) =>
            {
                if (call.Hook is { } hook) Secrets[call.TaskId] = hook.Secret;
                return Mood switch
                {
                    Mood.Refuses => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Refused("not this one")),
                    Mood.IsSilent => throw new HttpRequestException("The line broke."),
                    _ => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted($"vendor-{call.TaskId:N}", TimeSpan.FromSeconds(5))),
                };
            };
            Provider.OnPoll = (call, _, _) => Mood switch
            {
                Mood.Delivers => Task.FromResult<ProviderStatus>(new ProviderStatus.Done(ScriptedProvider.Takes(call.TaskId, 2))),
                Mood.Fails => Task.FromResult<ProviderStatus>(new ProviderStatus.Failed("it did not work")),
                Mood.IsSilent => throw new HttpRequestException("The line broke."),
                _ => Task.FromResult<ProviderStatus>(new ProviderStatus.Working(new ProviderProgress(Stages.Running, null), TimeSpan.FromSeconds(5))),
            };
        }

        public ScriptedProvider Provider { get; } = Keyed.Provider();

        public Mood Mood { get; set; }

        public System.Collections.Concurrent.ConcurrentDictionary<Guid, string> Secrets { get; } = [];
    }

    private sealed class World(TestApp app, Fickle vendor)
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<Guid> _tasks = [];

        public async Task TakeAsync(Turn turn)
        {
            switch (turn.Move)
            {
                case Move.Order:
                    _tasks.Enqueue((await app.OrderAsync(app.Ben, Guid.CreateVersion7())).Value);
                    break;
                case Move.Work:
                    await app.StepAsync();
                    break;
                case Move.Vanish:
                    await app.ClaimAsync(slots: 1); // And nobody is there any more, until the lease is over.
                    break;
                case Move.Wait:
                    app.Clock.Advance(TimeSpan.FromSeconds(3 * turn.Number));
                    break;
                case Move.Expire:
                    app.Clock.Advance(TimeSpan.FromMinutes(15)); // Longer than the vendor has for a task.
                    break;
                default:
                    if (Pick(turn.Number) is { } id) await MeetAsync(turn, id);
                    break;
            }
        }

        /// <summary>From here on the vendor delivers, and people settle what nobody knows.</summary>
        public async Task FinishAsync()
        {
            vendor.Mood = Mood.Delivers;
            for (var round = 0; round < 40 && await CountOpenAsync() > 0; round++)
            {
                app.Clock.Advance(TimeSpan.FromSeconds(30));
                while (await app.StepAsync() > 0) continue;
                foreach (var id in _tasks) await app.Get<ResolveUncertain>().RunAsync(app.Ben, id, providerTaskId: null, Token);
            }
        }

        public async Task<bool> AddsUpAsync()
        {
            await app.AssertBalancedAsync();
            await using var db = app.OpenDb();
            Assert.Empty(await db.HookEvents.ToListAsync(Token));
            foreach (var id in _tasks)
            {
                var (task, clips) = (await app.FindAsync(id), await app.ClipsAsync(id));
                Assert.True(task.IsFinal, $"{id} is {task.State}");
                var transfers = await db.Transfers.AsNoTracking().Where(transfer => transfer.TaskId == id).ToListAsync(Token);
                Assert.Single(transfers, transfer => transfer.Kind is TransferKind.Hold);
                var spent = transfers.Where(transfer => transfer.Kind is TransferKind.Capture).Sum(transfer => transfer.AmountCredits);
                Assert.Single(transfers, transfer => transfer.Kind is TransferKind.Capture or TransferKind.Void);
                Assert.Equal(task.State is TaskState.Succeeded ? (Price, 2) : (0, 0), (spent, clips.Count));
            }

            return true;
        }

        private Guid? Pick(int number) => _tasks.ToArray() is { Length: > 0 } tasks ? tasks[number % tasks.Length] : null;

        private async Task MeetAsync(Turn turn, Guid id)
        {
            switch (turn.Move)
            {
                case Move.Cancel:
                    await app.CancelAsync(app.Ben, id);
                    break;
                case Move.Resolve:
                    await app.Get<ResolveUncertain>().RunAsync(app.Ben, id, turn.Number % 2 == 0 ? $"vendor-{id:N}" : null, Token);
                    break;
                default:
                    // Few names of messages, so that they repeat; some are guessed.
                    var secret = vendor.Secrets.TryGetValue(id, out var told) && turn.Number < 7 ? told : "guessed";
                    var message = new HookMessage(name => name switch { "X-Id" => $"evt-{turn.Number % 3}", "X-Secret" => secret, _ => null }, ReadOnlyMemory<byte>.Empty);
                    await app.Get<ReceiveHook>().RunAsync(ScriptedVendor.Name, id, message, Token);
                    break;
            }
        }

        private async Task<int> CountOpenAsync()
        {
            await using var db = app.OpenDb();
            return await db.Tasks.CountAsync(task => task.FinalizedAt == null, Token);
        }
    }
}
