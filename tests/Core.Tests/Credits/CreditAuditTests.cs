using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class CreditAuditTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Books_that_add_up_have_no_findings(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        var report = await app.Get<CreditAudit>().RunAsync(Token);
        Assert.Equal((true, 2, 7L), (report.IsBalanced, report.Accounts, report.Transfers));
        Assert.Empty(report.Findings);
    }

    [Theory, OnBothDatabases]
    public async Task A_balance_changed_behind_the_books_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.CreditAccounts.Where(account => account.Id == app.Ben.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Posted, account => account.Posted + 1), Token));
        Assert.Equal(
            [$"Account {app.Ben.WorkspaceId} has 136 posted and 7 held, its entries say 135 and 7.", "All books together differ by -1 credits, and 0 are between two accounts."],
            await FindingsAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_forgotten_in_the_balance_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.CreditAccounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.Held, 0), Token));
        Assert.Contains("its entries say 135 and 7", Assert.Single(await FindingsAsync(app)), StringComparison.Ordinal); // What is not held is available: the sum fits.
    }

    [Theory, OnBothDatabases]
    public async Task A_deleted_entry_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Kind == TransferKind.Grant && transfer.AccountId == app.Ada.WorkspaceId).ExecuteDeleteAsync(Token));
        Assert.Contains(await FindingsAsync(app), finding => finding.StartsWith($"Account {app.Ada.WorkspaceId} has 150 posted", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Entries_without_an_account_are_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.CreditAccounts.Where(account => account.Id == app.Ada.WorkspaceId).ExecuteDeleteAsync(Token));
        Assert.Contains(await FindingsAsync(app), finding => finding.Contains($"belongs to account {app.Ada.WorkspaceId}, which does not exist", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task An_entry_between_the_wrong_accounts_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Kind == TransferKind.Void).ExecuteUpdateAsync(set => set.SetProperty(transfer => transfer.DebitId, CreditAccount.Issued), Token));
        var findings = await FindingsAsync(app);
        Assert.Contains(findings, finding => finding.Contains("is a Void between the wrong accounts", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_settlement_of_the_wrong_amount_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Kind == TransferKind.Capture).ExecuteUpdateAsync(set => set.SetProperty(transfer => transfer.AmountCredits, 14), Token));
        var findings = await FindingsAsync(app);
        Assert.Contains(findings, finding => finding.StartsWith($"Account {app.Ben.WorkspaceId} has 135 posted", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("which is no hold of the same account, task and amount", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task The_first_entry_of_a_broken_chain_is_named_whatever_was_done_to_it(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        var entries = await app.TransfersAsync(app.Ben.WorkspaceId);
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Id == entries[2].Id).ExecuteUpdateAsync(set => set.SetProperty(transfer => transfer.Reason, "something else"), Token));
        var changed = (await FindingsAsync(app))[0];
        Assert.Contains($"Entry {entries[2].Id}, number 3 of account {app.Ben.WorkspaceId}", changed, StringComparison.Ordinal);
        Assert.EndsWith("was changed after it was written.", changed, StringComparison.Ordinal);

        // Whoever also writes a new fingerprint breaks the chain one entry later.
        var forged = TransferChain.HashOf((await app.TransfersAsync(app.Ben.WorkspaceId))[2]);
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Id == entries[2].Id).ExecuteUpdateAsync(set => set.SetProperty(transfer => transfer.Hash, forged), Token));
        Assert.Contains($"Entry {entries[3].Id}, number 4", (await FindingsAsync(app))[0], StringComparison.Ordinal);

        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Id == entries[1].Id).ExecuteDeleteAsync(Token));
        Assert.Contains("comes after number 1: what was between them is gone.", (await FindingsAsync(app))[0], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_entry_cut_off_at_the_end_is_found_even_where_the_balance_fits(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        var last = (await app.TransfersAsync(app.Ben.WorkspaceId))[^1];
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Id == last.Id).ExecuteDeleteAsync(Token));
        await BreakAsync(app, db => db.CreditAccounts.Where(account => account.Id == app.Ben.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Held, 0), Token));
        Assert.Equal([$"Account {app.Ben.WorkspaceId} has 6 entries, its books have 5."], await FindingsAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task A_lot_that_has_more_or_less_than_its_entries_say_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await app.GrantAsync(app.Ada.WorkspaceId, amount: 20, expiresAt: app.Clock.UtcNow.AddDays(1));
        await app.HoldAsync(app.Ada, Guid.CreateVersion7(), amount: 5);
        Assert.Empty((await app.Get<CreditAudit>().RunAsync(Token)).Findings);
        await BreakAsync(app, db => db.CreditLots.ExecuteUpdateAsync(set => set.SetProperty(lot => lot.RemainingCredits, 19), Token));
        Assert.Contains("has 19 left and 5 held, its entries say 20 and 5.", Assert.Single(await FindingsAsync(app)), StringComparison.Ordinal);
        await BreakAsync(app, db => db.CreditLots.ExecuteDeleteAsync(Token));
        Assert.Contains("is missing", Assert.Single(await FindingsAsync(app)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_sums_of_all_books_are_told_and_come_to_nothing(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        Assert.Equal(new BooksTotals(Granted: 300, Adjusted: 0, Available: 278, Held: 7, Spent: 15, Expired: 0, InTransit: 0, Mirrored: 0), (await app.Get<CreditAudit>().RunAsync(Token)).Totals);
    }

    [Fact]
    public async Task The_audit_at_start_reports_broken_books_as_errors_and_lets_the_program_run()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Sqlite);
        var log = new ListLog();
        await using var app = await TestApp.StartAsync(store, services: services => services.AddSingleton<ILoggerProvider>(log));
        await BreakAsync(app, db => db.CreditAccounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.Posted, 1), Token));
        await app.StartHostedAsync();
        var audit = (BackgroundService)app.All<IHostedService>().Single(service => service.GetType().Name == "CreditAuditAtStart");
        await audit.ExecuteTask!;
        Assert.Equal(2, log.Errors.Count(error => error.Contains("has 1 posted", StringComparison.Ordinal)));
    }

    // Ada has her starting grant; Ben has one capture, one void and one open hold.
    private static async Task<TestApp> StartWithBusinessAsync(DatabaseProvider provider)
    {
        var app = await TestApp.StartAsync(provider);
        var (kept, open) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.HoldAsync(app.Ben, kept, amount: 15);
        await app.SettleAsync(kept, capture: true);
        var returned = Guid.CreateVersion7();
        await app.HoldAsync(app.Ben, returned, amount: 9);
        await app.SettleAsync(returned, capture: false);
        await app.HoldAsync(app.Ben, open, amount: 7);
        return app;
    }

    private static async Task BreakAsync(TestApp app, Func<MusicDb, Task<int>> change)
    {
        await using var db = app.OpenDb();
        Assert.NotEqual(0, await change(db));
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(TestApp app)
    {
        var report = await app.Get<CreditAudit>().RunAsync(Token);
        Assert.False(report.IsBalanced);
        return report.Findings;
    }
}
