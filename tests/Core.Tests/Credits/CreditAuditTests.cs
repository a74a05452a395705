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
        Assert.Equal($"Account {app.Ben.WorkspaceId} has 136 posted and 7 held, its entries say 135 and 7.", Assert.Single(await FindingsAsync(app)));
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_forgotten_in_the_balance_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.CreditAccounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.Held, 0), Token));
        Assert.Contains("its entries say 135 and 7", Assert.Single(await FindingsAsync(app)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_deleted_entry_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Kind == TransferKind.Grant && transfer.AccountId == app.Ada.WorkspaceId).ExecuteDeleteAsync(Token));
        Assert.Contains($"Account {app.Ada.WorkspaceId}", Assert.Single(await FindingsAsync(app)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Entries_without_an_account_are_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.CreditAccounts.Where(account => account.Id == app.Ada.WorkspaceId).ExecuteDeleteAsync(Token));
        Assert.Contains($"belongs to account {app.Ada.WorkspaceId}, which does not exist", Assert.Single(await FindingsAsync(app)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_entry_between_the_wrong_accounts_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Kind == TransferKind.Void).ExecuteUpdateAsync(set => set.SetProperty(transfer => transfer.DebitId, CreditAccount.Issued), Token));
        Assert.Contains("is a Void between the wrong accounts", Assert.Single(await FindingsAsync(app)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_settlement_of_the_wrong_amount_is_found(DatabaseProvider provider)
    {
        await using var app = await StartWithBusinessAsync(provider);
        await BreakAsync(app, db => db.Transfers.Where(transfer => transfer.Kind == TransferKind.Capture).ExecuteUpdateAsync(set => set.SetProperty(transfer => transfer.AmountCredits, 14), Token));
        var findings = await FindingsAsync(app);
        Assert.Equal(2, findings.Count); // The balance does not fit either.
        Assert.Contains(findings, finding => finding.Contains("which is no hold of the same account, task and amount", StringComparison.Ordinal));
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
        Assert.Equal(2, log.Errors.Count(error => error.StartsWith("The books do not add up", StringComparison.Ordinal)));
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
