using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

/// <summary>Whatever happens in whatever order, also at once: no credit appears or disappears.</summary>
public sealed class LedgerPropertyTests
{
    private const int Tasks = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private enum Verb
    {
        Grant,
        GrantForAWhile,
        Hold,
        Capture,
        Void,
        Adjust,
        Move,
        Redeem,
        Follow,
        BringIn,
        Wait,
        Crash,
    }

    [Theory, OnBothDatabases]
    public async Task Any_interleaving_keeps_available_held_spent_and_expired_equal_to_what_was_given_and_corrected(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var verbs = Gen.Frequency(
            (2, Gen.Constant(Verb.Grant)), (2, Gen.Constant(Verb.GrantForAWhile)), (5, Gen.Constant(Verb.Hold)), (3, Gen.Constant(Verb.Capture)), (3, Gen.Constant(Verb.Void)),
            (2, Gen.Constant(Verb.Adjust)), (2, Gen.Constant(Verb.Move)), (2, Gen.Constant(Verb.Follow)), (2, Gen.Constant(Verb.BringIn)), (1, Gen.Constant(Verb.Redeem)), (2, Gen.Constant(Verb.Wait)), (2, Gen.Constant(Verb.Crash)));
        // Few tasks and small amounts, so that steps meet: second holds, settlements of nothing, balances that run out, hooks that come twice.
        var steps = from verb in verbs from task in Gen.Choose(0, Tasks - 1) from amount in Gen.Choose(1, 20) select new Step(verb, task, amount);
        var property = Prop.ForAll(Arb.From(Gen.ArrayOf(steps)), sequence => HoldsAsync(app, sequence));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(provider is DatabaseProvider.Sqlite ? 50 : 15).WithEndSize(30), property);
        await app.AssertBalancedAsync();
    }

    private static async Task<bool> HoldsAsync(TestApp app, Step[] sequence)
    {
        var world = await World.CreateAsync(app);
        // Three at a time race each other; the next three start from whatever came of it.
        foreach (var racing in sequence.Chunk(3)) await Task.WhenAll(racing.Select(world.TakeAsync));
        return await world.AddsUpAsync();
    }

    private sealed record Step(Verb Verb, int Task, int Amount);

    // Two accounts, a code that both may redeem, and the account of a vendor's key; what was given and corrected is counted beside the books.
    private sealed class World(TestApp app, Actor one, Actor other, Guid mirrorId, IReadOnlyList<string> codes)
    {
        private readonly Guid[] _tasks = [.. Enumerable.Range(0, Tasks).Select(_ => Guid.CreateVersion7())];
        private long _given = 25;

        public static async Task<World> CreateAsync(TestApp app)
        {
            var (one, other) = (app.Ben with { WorkspaceId = Guid.CreateVersion7() }, app.Ben with { WorkspaceId = Guid.CreateVersion7() });
            var mirrorId = Guid.CreateVersion7();
            await app.GrantAsync(one.WorkspaceId, amount: 25);
            await app.Writes.RunAsync<bool>(
                async db =>
                {
                    await app.Get<Ledger>().OpenAsync(db, other.WorkspaceId, Token);
                    await app.Get<VendorMirror>().OpenAsync(db, mirrorId, one.WorkspaceId, Token);
                    return true;
                },
                Token);
            var codes = await app.Get<CreateRedeemCodes>().RunAsync(app.Ada, Guid.CreateVersion7(), new RedeemOrder(Codes: 2, AmountCredits: 6, UsesPerCode: 1, ExpiresAt: null, CreditDays: 1, "any"), Token);
            return new World(app, one, other, mirrorId, codes.Value!);
        }

        public async Task TakeAsync(Step step)
        {
            try
            {
                var given = await RunAsync(step);
                Interlocked.Add(ref _given, given);
            }
            catch (Exception refusal) when (refusal is InvalidOperationException or DbUpdateException)
            {
                // A second hold of a task, or a settlement of nothing: refused, and nothing may have changed.
            }
        }

        public async Task<bool> AddsUpAsync()
        {
            var sum = 0L;
            foreach (var actor in new[] { one, other, one with { WorkspaceId = mirrorId } })
            {
                var balance = await app.BalanceAsync(actor);
                if (balance.Available < 0 || balance.Held < 0) return false;
                var transfers = await app.TransfersAsync(actor.WorkspaceId);
                if (transfers.Where(transfer => transfer.HoldId is not null).GroupBy(transfer => transfer.HoldId).Any(settled => settled.Count() > 1)) return false;
                sum += balance.Available + balance.Held + transfers.Where(transfer => transfer.Kind is TransferKind.Capture or TransferKind.Expire).Sum(transfer => transfer.AmountCredits);
            }

            return sum == Interlocked.Read(ref _given);
        }

        // What the step gave or took away from outside; holds, settlements, moves and expiry give nothing.
        private async Task<long> RunAsync(Step step)
        {
            var (verb, task, amount) = step;
            var (from, to) = amount % 2 == 0 ? (one, other) : (other, one);
            switch (verb)
            {
                case Verb.Grant:
                    return (await app.GrantAsync(one.WorkspaceId, amount)).IsOk ? amount : 0;
                case Verb.GrantForAWhile:
                    return (await app.GrantAsync(one.WorkspaceId, amount, expiresAt: app.Clock.UtcNow.AddHours(amount % 3))).IsOk ? amount : 0;
                case Verb.Hold:
                    await app.HoldAsync(one, _tasks[task], amount, amount % 3 == 0 ? mirrorId : null);
                    return 0;
                case Verb.Capture or Verb.Void:
                    await app.SettleAsync(_tasks[task], capture: verb is Verb.Capture);
                    return 0;
                case Verb.Adjust:
                    var change = amount % 2 == 0 ? amount : -amount;
                    var adjusted = await app.Writes.RunAsync<bool>(async db => await app.Get<Ledger>().AdjustAsync(db, app.Ada, one.WorkspaceId, change, "any", onceKey: null, Token) is { } refusal ? refusal : true, Token);
                    return adjusted.IsOk ? change : 0;
                case Verb.Follow:
                    var followed = await app.Writes.RunAsync<long>(
                        async db => await app.Get<VendorMirror>().FollowAsync(db, mirrorId, 2 * amount, await VendorMirror.EntriesAsync(db, mirrorId, Token), "any", Token) ?? 0, Token);
                    return followed.Value;
                case Verb.BringIn:
                    // As an order of a key whose vendor tells no balance: what is missing comes in, and all of it is held.
                    var brought = await app.Writes.RunAsync<long>(
                        async db =>
                        {
                            var came = await app.Get<VendorMirror>().BringInAsync(db, mirrorId, amount, "any", Token);
                            return await app.Get<Ledger>().HoldAsync(db, one, mirrorId, _tasks[task], amount, "any", Token) is { } refusal ? refusal : came;
                        },
                        Token);
                    return brought.Value;
                case Verb.Move:
                    await app.MoveAsync(app.Ben, from.WorkspaceId, to.WorkspaceId, amount);
                    return 0;
                case Verb.Redeem:
                    var redeemed = await app.Get<RedeemCredits>().RunAsync(from, codes[task % codes.Count], Token);
                    return redeemed.Value?.AmountCredits ?? 0;
                case Verb.Wait:
                    app.Clock.Advance(TimeSpan.FromHours(1));
                    await app.Get<CreditRounds>().ExpireAsync(Token);
                    return 0;
                default:
                    await CrashAsync(task, amount);
                    return 0;
            }
        }

        // A write that dies after everything was said to the database and before the commit.
        private Task<MusicWeb.Core.Result<bool>> CrashAsync(int task, int amount) => app.Writes.RunAsync<bool>(
            async db =>
            {
                await app.Get<Ledger>().GrantAsync(db, one.WorkspaceId, amount, "lost", actorId: null, onceKey: null, app.Clock.UtcNow.AddHours(2), Token);
                await app.Get<Ledger>().HoldAsync(db, one, one.WorkspaceId, _tasks[task], amount, "lost", Token);
                throw new InvalidOperationException("Killed.");
            },
            Token);
    }
}
