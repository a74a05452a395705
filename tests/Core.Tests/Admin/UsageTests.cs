using Core.Tests.Tasks;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;

namespace Core.Tests.Admin;

public sealed class UsageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_end_counts_once_on_its_day_for_who_asked_where_and_of_whom(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        await SpendAsync(app);
        var today = DateOnly.FromDateTime(app.Clock.UtcNow);
        var filter = new UsageFilter(today.AddDays(-30), today);

        Assert.Equal(
            [new UsageLine($"{today:yyyy-MM-dd}", $"{today:yyyy-MM-dd}", 1, 0, 1, 2, 15, 15), new UsageLine($"{today.AddDays(-1):yyyy-MM-dd}", $"{today.AddDays(-1):yyyy-MM-dd}", 1, 1, 0, 1, 15, 15)],
            await TopAsync(app, filter, UsageBy.Day));
        Assert.Equal([("ada@example.com", 1, 0, 1), ("ben@example.com", 1, 1, 0)], Ends(await TopAsync(app, filter, UsageBy.User)));
        Assert.Equal([("ada", 1, 0, 1), ("ben", 1, 1, 0)], Ends(await TopAsync(app, filter, UsageBy.Workspace)));
        Assert.Equal([($"{Guid.Empty}", 2, 1, 1)], Ends(await TopAsync(app, filter with { KeyId = Guid.Empty }, UsageBy.Key)));
        Assert.Equal([("create", 2, 1, 1)], Ends(await TopAsync(app, filter, UsageBy.Op)));
        Assert.Equal([(StillProvider.Default, 2, 1, 1)], Ends(await TopAsync(app, filter, UsageBy.Provider)));
        Assert.Equal([($"{today.AddDays(-1):yyyy-MM-dd}", 1, 1, 0)], Ends(await TopAsync(app, filter with { UserId = app.Ben.UserId }, UsageBy.Day)));
        Assert.Equal([("ben@example.com", 1, 1, 0)], Ends(await TopAsync(app, filter with { WorkspaceId = app.Ben.WorkspaceId, Op = "create" }, UsageBy.User)));
        Assert.Empty(await TopAsync(app, filter with { Provider = "another" }, UsageBy.User));
        Assert.Equal([("ben@example.com", 1, 1, 0)], Ends(await TopAsync(app, filter with { To = today.AddDays(-1) }, UsageBy.User)));
        foreach (var by in Enum.GetValues<UsageBy>())
        {
            List<UsageLine> all = [];
            await foreach (var line in app.Get<UsageReport>().AllAsync(app.Ada, filter, by, Token)) all.Add(line);
            Assert.Equal((await TopAsync(app, filter, by)).OrderBy(line => line.Key), all.OrderBy(line => line.Key));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Ends_of_the_same_moment_are_all_counted(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        List<Guid> ids = [];
        for (var i = 0; i < 8; i++) ids.Add(await app.OrderAsync(app.Ben));
        await Task.WhenAll(ids.Select(id => app.CancelAsync(app.Ben, id)));
        var today = DateOnly.FromDateTime(app.Clock.UtcNow);
        var line = Assert.Single(await TopAsync(app, new UsageFilter(today, today), UsageBy.User));
        Assert.Equal((8, 120L), (line.Cancelled, line.ReturnedCredits));
    }

    [Theory, OnBothDatabases]
    public async Task The_key_figures_add_up(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        await SpendAsync(app);
        await app.OrderAsync(app.Ben);
        var figures = (await app.Get<ReadFigures>().RunAsync(app.Ada, 7, Token)).Value!;
        Assert.Equal((2, 2, 2), (figures.Users, figures.NewUsers, figures.ActiveUsers));
        Assert.Equal((300L, 30L, 15L, 1), (figures.GrantedCredits, figures.SpentCredits, figures.HeldCredits, figures.Queued));
        Assert.Equal((0.5, 1d / 3), (figures.RefundRatio, figures.FailureRatio));
        Assert.Equal(7, figures.Days.Count);
        Assert.Equal([0, 0, 0, 0, 0, 1, 2], figures.Days.Select(day => day.Songs));

        var today = (await app.Get<ReadFigures>().RunAsync(app.Ada, 1, Token)).Value!;
        Assert.Equal((0, 1, 0L, 15L), (today.NewUsers, today.ActiveUsers, today.GrantedCredits, today.SpentCredits));
    }

    [Theory, OnBothDatabases]
    public async Task The_health_of_a_provider_is_what_ended_what_waits_and_how_long_it_takes(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        await SpendAsync(app);
        var first = await app.OrderAsync(app.Ben);
        var health = Assert.Single((await app.Get<ReadHealth>().RunAsync(app.Ada, Token)).Value!);
        Assert.Equal((StillProvider.Default, 2, 1, 1, 0), (health.Provider, health.Succeeded, health.Failed, health.Queued, health.AtWork));
        Assert.Equal((await app.TaskAsync(first)).CreatedAt, health.OldestQueuedAt);
        Assert.False(health.IsFailing);
        foreach (var again in new[] { 1, 2 }) await app.FailAsync(await app.OrderAsync(app.Ben));
        Assert.True((await app.Get<ReadHealth>().RunAsync(app.Ada, Token)).Value![0].IsFailing);
    }

    [Fact]
    public async Task Nobody_else_reads_any_of_it()
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite);
        await SpendAsync(app);
        var today = DateOnly.FromDateTime(app.Clock.UtcNow);
        Assert.Equal(Error.NotFound, (await app.Get<ReadFigures>().RunAsync(app.Ben, 7, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<ReadHealth>().RunAsync(app.Ben, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<UsageReport>().TopAsync(app.Ben, new UsageFilter(today, today), UsageBy.User, Token)).Error);
        await foreach (var line in app.Get<UsageReport>().AllAsync(app.Ben, new UsageFilter(today, today), UsageBy.User, Token)) Assert.Fail(line.Name);
    }

    // Yesterday Ben got one song of two and a failure; today Ada got two songs and stopped one order.
    private static async Task SpendAsync(TestApp app)
    {
        await app.SucceedAsync(await app.OrderAsync(app.Ben), clips: 1);
        await app.FailAsync(await app.OrderAsync(app.Ben));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.SucceedAsync(await app.OrderAsync(app.Ada), clips: 2);
        await app.CancelAsync(app.Ada, await app.OrderAsync(app.Ada));
    }

    private static async Task<IReadOnlyList<UsageLine>> TopAsync(TestApp app, UsageFilter filter, UsageBy by) => (await app.Get<UsageReport>().TopAsync(app.Ada, filter, by, Token)).Value!;

    private static IEnumerable<(string Name, int Succeeded, int Failed, int Cancelled)> Ends(IEnumerable<UsageLine> lines) =>
        lines.Select(line => (line.Name, line.Succeeded, line.Failed, line.Cancelled)).Order();
}
