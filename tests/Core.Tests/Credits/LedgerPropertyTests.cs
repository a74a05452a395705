using FsCheck;
using FsCheck.Fluent;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

/// <summary>Whatever happens in whatever order, also at once: no credit appears or disappears.</summary>
public sealed class LedgerPropertyTests
{
    private enum Verb
    {
        Grant,
        Hold,
        Capture,
        Void,
    }

    [Theory, OnBothDatabases]
    public async Task Any_interleaving_keeps_available_plus_held_plus_spent_equal_to_what_was_granted(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var verbs = Gen.Frequency((2, Gen.Constant(Verb.Grant)), (4, Gen.Constant(Verb.Hold)), (3, Gen.Constant(Verb.Capture)), (2, Gen.Constant(Verb.Void)));
        // Few tasks and small amounts, so that steps meet: second holds, settlements of nothing, balances that run out.
        var steps = from verb in verbs from task in Gen.Choose(0, 4) from amount in Gen.Choose(1, 20) select (verb, task, amount);
        var property = Prop.ForAll(Arb.From(Gen.ArrayOf(steps)), sequence => HoldsAsync(app, sequence));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(provider is DatabaseProvider.Sqlite ? 60 : 20).WithEndSize(30), property);
        await app.AssertBalancedAsync();
    }

    private static async Task<bool> HoldsAsync(TestApp app, (Verb Verb, int Task, int Amount)[] sequence)
    {
        var account = app.Ben with { WorkspaceId = Guid.CreateVersion7() };
        var tasks = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();
        await app.GrantAsync(account.WorkspaceId, amount: 25);
        var granted = 25L;
        // Three at a time race each other; the next three start from whatever came of it.
        foreach (var racing in sequence.Chunk(3))
        {
            await Task.WhenAll(racing.Select(async step =>
            {
                try
                {
                    var done = await (step.Verb switch
                    {
                        Verb.Grant => app.GrantAsync(account.WorkspaceId, step.Amount),
                        Verb.Hold => app.HoldAsync(account, tasks[step.Task], step.Amount),
                        _ => app.SettleAsync(tasks[step.Task], capture: step.Verb is Verb.Capture),
                    });
                    if (done.IsOk && step.Verb is Verb.Grant) Interlocked.Add(ref granted, step.Amount);
                }
                catch (Exception refusal) when (refusal is InvalidOperationException or Microsoft.EntityFrameworkCore.DbUpdateException)
                {
                    // A second hold of a task, or a settlement of nothing: refused, and nothing may have changed.
                }
            }));
        }

        var balance = await app.BalanceAsync(account);
        var transfers = await app.TransfersAsync(account.WorkspaceId);
        var spent = transfers.Where(transfer => transfer.Kind is TransferKind.Capture).Sum(transfer => transfer.AmountCredits);
        return balance.Available >= 0 && balance.Held >= 0 && balance.Available + balance.Held + spent == granted
            && transfers.Where(transfer => transfer.HoldId is not null).GroupBy(transfer => transfer.HoldId).All(settled => settled.Count() == 1);
    }
}
