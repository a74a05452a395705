using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Kit;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Bench;

/// <summary>Many random operations on credits at once, settlements that come twice and writes that die among them; then the audit of all books.</summary>
internal static class LedgerBench
{
    private const int People = 24;
    private const int Writers = 8;

    public static async Task<int> RunAsync(DatabaseProvider provider, int operations)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 2000);
        var load = await Load.CreateAsync(app);
        var clock = Stopwatch.StartNew();
        var left = operations;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async seed =>
        {
            var random = new Random(seed);
            while (Interlocked.Decrement(ref left) >= 0) await load.StepAsync(random);
        }));
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var report = await app.Get<CreditAudit>().RunAsync(CancellationToken.None);
        var totals = report.Totals;

        Say($"ledger.{provider}: {operations} operations by {Writers} writers on {People} accounts in {seconds:0.0} s, {operations / seconds:0} a second");
        foreach (var (what, count) in load.Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Say($"  {what} {count}");
        Say($"audit: {report.Accounts} accounts, {report.Transfers} entries in {clock.Elapsed.TotalSeconds:0.0} s");
        Say($"  granted {totals.Granted} + corrected {totals.Adjusted} = available {totals.Available} + held {totals.Held} + spent {totals.Spent} + expired {totals.Expired}; difference {totals.Difference}, in transit {totals.InTransit}");
        Say($"  findings {report.Findings.Count}");
        foreach (var finding in report.Findings) Say($"    {finding}");
        return report.IsBalanced ? 0 : 1;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Load(TestApp app, IReadOnlyList<Actor> people, ConcurrentQueue<string> codes)
    {
        private readonly ConcurrentQueue<Guid> _open = new();
        private readonly ConcurrentQueue<Guid> _settled = new();
        private readonly Ledger _ledger = app.Get<Ledger>();

        public ConcurrentDictionary<string, int> Counts { get; } = new();

        public static async Task<Load> CreateAsync(TestApp app)
        {
            var people = new List<Actor>();
            for (var i = 0; i < People; i++) people.Add(await app.SignUpAsync($"person{i}@example.com"));
            var codes = await app.Get<CreateRedeemCodes>().RunAsync(app.Ada, Guid.CreateVersion7(), new RedeemOrder(500, 25, 1, ExpiresAt: null, CreditDays: 5, "load"), CancellationToken.None);
            return new Load(app, people, new ConcurrentQueue<string>(codes.Value!));
        }

        public async Task StepAsync(Random random)
        {
            var (person, other) = (people[random.Next(People)], people[random.Next(People)]);
            var amount = random.Next(1, 30);
            var (what, done) = random.Next(100) switch
            {
                < 34 => ("hold", HoldAsync(person, amount)),
                < 66 => ("settle", SettleAsync(random)),
                < 68 => ("settle again", SettleAgainAsync()),
                < 76 => ("grant", GrantAsync(person, amount, expiresAt: null)),
                < 82 => ("grant for a while", GrantAsync(person, amount, app.Clock.UtcNow.AddHours(random.Next(1, 72)))),
                < 87 => ("adjust", WriteAsync(db => _ledger.AdjustAsync(db, app.Ada, person.WorkspaceId, amount % 2 == 0 ? amount : -amount, "load", onceKey: null, default))),
                < 93 => ("move", person == other ? Task.FromResult(false) : WriteAsync(db => _ledger.MoveAsync(db, person, person.WorkspaceId, other.WorkspaceId, amount, "out", "in", onceKey: null, default))),
                < 95 => ("redeem", RedeemAsync(person)),
                < 98 => ("expire", ExpireAsync(person)),
                _ => ("killed write", KillAsync(person, amount)),
            };
            var outcome = await done ? "done" : "refused";
            Counts.AddOrUpdate($"{what}, {outcome}", 1, (_, count) => count + 1);
        }

        private async Task<bool> HoldAsync(Actor person, int amount)
        {
            var taskId = Guid.CreateVersion7();
            if (!await WriteAsync(db => _ledger.HoldAsync(db, person, person.WorkspaceId, taskId, amount, "a song", default))) return false;
            _open.Enqueue(taskId);
            return true;
        }

        private async Task<bool> SettleAsync(Random random)
        {
            if (!_open.TryDequeue(out var taskId)) return false;
            var isSpent = random.Next(3) > 0;
            await WriteAsync(async db =>
            {
                if (isSpent) await _ledger.CaptureAsync(db, taskId, "a song", default);
                else await _ledger.VoidAsync(db, taskId, "a song", default);
                return null;
            });
            _settled.Enqueue(taskId);
            return true;
        }

        // As a hook that comes twice would, were the task's own state not in its way.
        private async Task<bool> SettleAgainAsync()
        {
            if (!_settled.TryDequeue(out var taskId)) return false;
            try
            {
                return await WriteAsync(async db =>
                {
                    await _ledger.VoidAsync(db, taskId, "a song", default);
                    return null;
                });
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        private Task<bool> GrantAsync(Actor person, int amount, DateTime? expiresAt) => WriteAsync(async db =>
        {
            await _ledger.GrantAsync(db, person.WorkspaceId, amount, "load", actorId: null, onceKey: null, expiresAt, default);
            return null;
        });

        private async Task<bool> RedeemAsync(Actor person) => codes.TryDequeue(out var code) && (await app.Get<RedeemCredits>().RunAsync(person, code, default)).IsOk;

        private async Task<bool> ExpireAsync(Actor person)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(5));
            return (await app.Writes.RunAsync<long>(async db => await _ledger.ExpireAsync(db, person.WorkspaceId, default), default)).Value > 0;
        }

        private async Task<bool> KillAsync(Actor person, int amount)
        {
            try
            {
                return await WriteAsync(async db =>
                {
                    await _ledger.GrantAsync(db, person.WorkspaceId, amount, "lost", actorId: null, onceKey: null, expiresAt: null, default);
                    throw new InvalidOperationException("Killed before the commit.");
                });
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        private async Task<bool> WriteAsync(Func<MusicDb, Task<MusicWeb.Core.Error?>> write) =>
            (await app.Writes.RunAsync<bool>(async db => await write(db) is { } refusal ? refusal : true, default)).IsOk;
    }
}
