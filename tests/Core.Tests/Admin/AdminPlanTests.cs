using System.Text.RegularExpressions;
using Core.Tests.Data;
using Core.Tests.Tasks;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Providers;

namespace Core.Tests.Admin;

/// <summary>What administrators read stays cheap however many tasks, entries and people there are: with many rows in every table, SQLite is asked how it would answer.</summary>
public sealed partial class AdminPlanTests : IAsyncLifetime
{
    private readonly QueryPlans _plans = new();
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateOnly Today => DateOnly.FromDateTime(_app.Clock.UtcNow);

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(services: services =>
        {
            services.AddSingleton<IMusicProvider>(new StillProvider());
            _plans.Listen(services);
        });
        await Crowd.SeedAsync(_app, rows: 20_000);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _plans.Dispose();
    }

    [Fact]
    public async Task Usage_by_anything_is_read_from_the_days_of_its_range_only()
    {
        var (range, report) = (new UsageFilter(Today.AddDays(-30), Today), _app.Get<UsageReport>());
        foreach (var filter in new[] { range, range with { UserId = Guid.CreateVersion7() }, range with { WorkspaceId = Guid.CreateVersion7() }, range with { Provider = "still" } })
        {
            foreach (var by in Enum.GetValues<UsageBy>())
            {
                await CheckAsync(async () => Assert.True((await report.TopAsync(_app.Ada, filter, by, Token)).IsOk));
            }
        }
    }

    [Fact]
    public async Task The_health_of_providers_is_read_from_two_days_and_open_work() =>
        await CheckAsync(async () => Assert.True((await _app.Get<ReadHealth>().RunAsync(_app.Ada, Token)).IsOk));

    [Fact]
    public async Task Of_the_key_figures_only_the_number_of_people_walks_along_a_whole_index()
    {
        _plans.Forget();
        Assert.True((await _app.Get<ReadFigures>().RunAsync(_app.Ada, 30, Token)).IsOk);
        foreach (var (sql, plan) in await _plans.ExplainAsync(_app))
        {
            if (sql.Contains("FROM \"AspNetUsers\"", StringComparison.Ordinal)) Assert.Contains("COVERING INDEX", plan, StringComparison.Ordinal);
            else Assert.False(IsTooMuch(sql, plan), $"{sql}\n{plan}");
        }
    }

    [Fact]
    public async Task People_workspaces_tasks_and_failures_are_read_in_order_by_an_index()
    {
        var (id, later) = (Guid.CreateVersion7(), new Cursor(_app.Clock.UtcNow, Guid.CreateVersion7()));
        await ReadAsync("AspNetUsers", async () => (await _app.Get<FindUsers>().PageAsync(_app.Ada, later, 50, Token)).IsOk);
        await ReadAsync("AspNetUsers", async () => (await _app.Get<FindUsers>().SearchAsync(_app.Ada, "ben", Token)).IsOk);
        await ReadAsync("Workspaces", async () => (await _app.Get<FindWorkspaces>().PageAsync(_app.Ada, isPersonal: true, later, 50, Token)).IsOk);
        await ReadAsync("Tasks", async () => (await _app.Get<FindTasks>().OfUserAsync(_app.Ada, id, later, 50, Token)).IsOk);
        await ReadAsync("Tasks", async () => (await _app.Get<FailureReport>().RunAsync(_app.Ada, 30, Token)).IsOk);
        await CheckAsync(async () => Assert.True((await _app.Get<FindWorkspaces>().MembersAsync(_app.Ada, id, Token)).IsOk));
        await CheckAsync(async () => Assert.True((await _app.Get<FindWorkspaces>().OfUserAsync(_app.Ada, id, Token)).IsOk));
        await CheckAsync(async () => Assert.True((await _app.Get<FindTasks>().OpenAsync(_app.Ada, "still", 50, Token)).IsOk));
    }

    [Fact]
    public async Task Changes_of_switches_and_codes_are_read_in_order_by_an_index()
    {
        var (id, later) = (Guid.CreateVersion7(), new Cursor(_app.Clock.UtcNow, Guid.CreateVersion7()));
        await ReadAsync("OfferChanges", async () => (await _app.Get<OfferHistory>().PageAsync(_app.Ada, later, 50, Token)).IsOk);
        await ReadAsync("RedeemBatches", async () => await _app.Get<RedeemBatches>().PageAsync(_app.Ada, later, 50, Token) is { Items: [] });
        await ReadAsync("Redemptions", async () => await _app.Get<RedeemUses>().PageAsync(_app.Ada, id, later, 50, Token) is { Items: [] });
    }

    [Fact]
    public async Task What_looks_odd_is_found_in_two_days_of_usage_and_the_newest_addresses() =>
        await CheckAsync(async () => Assert.True((await _app.Get<FindAnomalies>().RunAsync(_app.Ada, Token)).IsOk));

    private async Task ReadAsync(string table, Func<Task<bool>> askAsync)
    {
        _plans.Forget();
        Assert.True(await askAsync());
        await _plans.AssertReadInOrderAsync(_app, table);
    }

    private async Task CheckAsync(Func<Task> askAsync)
    {
        _plans.Forget();
        await askAsync();
        foreach (var (sql, plan) in await _plans.ExplainAsync(_app))
        {
            Assert.False(IsTooMuch(sql, plan), $"{sql}\n{plan}");
        }
    }

    // Open work is read whole, by its own small index; so are the few pauses, what a part of the statement found, and nothing at all.
    private static bool IsTooMuch(string sql, string plan)
    {
        var parts = Part().Matches(plan).Select(match => match.Groups[1].Value).ToHashSet();
        return !sql.Contains("WHERE 0", StringComparison.Ordinal) && !sql.Contains("FROM \"ProviderPauses\"", StringComparison.Ordinal) && Scan().Matches(plan).Any(scan => !parts.Contains(scan.Groups[1].Value));
    }

    [GeneratedRegex(@"^SCAN (?!\w+ USING INDEX IX_Tasks_Lane_DueAt|CONSTANT|\(subquery|.*VIRTUAL TABLE)(\w+)", RegexOptions.Multiline)]
    private static partial Regex Scan();

    [GeneratedRegex(@"^(?:MATERIALIZE|CO-ROUTINE) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Part();
}
