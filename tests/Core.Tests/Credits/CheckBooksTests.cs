using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class CheckBooksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_a_check_found_is_kept_and_shown_to_administrators_only(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 10);
        Assert.Equal("forbidden", (await app.Get<CheckBooks>().RunAsync(app.Ben, Token)).Error?.Code);
        Assert.True((await app.Get<CheckBooks>().RunAsync(app.Ada, Token)).Value!.IsBalanced);
        await using (var db = app.OpenDb()) await db.Transfers.ExecuteUpdateAsync(set => set.SetProperty(transfer => transfer.Reason, "changed"), Token);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Get<CheckBooks>().RunAsync(app.Ada, Token);

        var checks = await app.Get<CheckBooks>().ListAsync(app.Ada, take: 10, Token);
        Assert.Equal([false, true], checks.Select(check => check.IsBalanced));
        Assert.Contains("was changed after it was written.", checks[0].Findings.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal((2, 2L, app.Ada.UserId), (checks[0].Accounts, checks[0].Transfers, checks[0].AskedById));
        Assert.Empty(await app.Get<CheckBooks>().ListAsync(app.Ben, take: 10, Token));
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_processes_one_makes_the_check_of_a_night_and_a_dead_ones_is_taken_over(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var night = app.Clock.UtcNow.AddHours(3);
        var made = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.Get<CheckBooks>().RunNightAsync(night, Token)));
        Assert.Single(made, report => report is not null);
        app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(await app.Get<CheckBooks>().RunNightAsync(night, Token)); // It was finished.

        await using (var db = app.OpenDb()) await db.BooksChecks.ExecuteUpdateAsync(set => set.SetProperty(check => check.FinishedAt, (DateTime?)null), Token);
        made = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.Get<CheckBooks>().RunNightAsync(night, Token)));
        Assert.Single(made, report => report is not null);
        Assert.NotNull(Assert.Single(await app.Get<CheckBooks>().ListAsync(app.Ada, take: 10, Token)).FinishedAt);
    }

    [Fact]
    public async Task Old_checks_are_forgotten_after_90_days()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<CheckBooks>().RunAsync(app.Ada, Token);
        app.Clock.Advance(TimeSpan.FromDays(91));
        await app.Get<CheckBooks>().RunAsync(app.Ada, Token);
        Assert.Single(await app.Get<CheckBooks>().ListAsync(app.Ada, take: 10, Token));
    }

    [Fact]
    public async Task While_the_program_runs_credits_expire_months_bring_new_ones_and_nights_have_a_check()
    {
        await using var app = await TestApp.StartAsync(credits: 10, settings: new Dictionary<string, string?> { ["Credits:MonthlyAllowance"] = "30" });
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 5, expiresAt: app.Clock.UtcNow.AddHours(2));
        var rounds = app.Get<CreditRounds>();
        await ((IHostedService)rounds).StartAsync(Token);
        // Each step is waited for by what it leaves behind; the clock moves only while the rounds sleep.
        await UntilAsync(app, async () => (await app.BalanceAsync(app.Ben)).Available == 10);
        await UntilAsync(app, async () => (await app.Get<CheckBooks>().ListAsync(app.Ada, take: 10, Token)).Any(check => check is { Cause: CheckCause.Night, IsBalanced: true }));
        app.Clock.Advance(TimeSpan.FromDays(31));
        await UntilAsync(app, async () => (await app.BalanceAsync(app.Ben)).Available == 40);
        await ((IHostedService)rounds).StopAsync(Token);
        await app.AssertBalancedAsync();
    }

    private static async Task UntilAsync(TestApp app, Func<Task<bool>> isThere)
    {
        for (var turn = 0; turn < 500; turn++)
        {
            if (await isThere()) return;
            await app.Clock.UntilTimerAsync(TimeSpan.FromMinutes(10)).WaitAsync(Token);
            app.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Fail("It did not happen within 500 rounds.");
    }
}
