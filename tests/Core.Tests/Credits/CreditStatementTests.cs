using Core.Tests.Tasks;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class CreditStatementTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Pages_show_every_entry_once_newest_first_even_where_many_have_one_timestamp(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        for (var i = 1; i <= 23; i++)
        {
            if (i is 8 or 20) app.Clock.Advance(TimeSpan.FromTicks(10)); // The smallest step a database keeps.
            await app.GrantAsync(app.Ben.WorkspaceId, amount: i);
        }

        await app.GrantAsync(app.Ada.WorkspaceId, amount: 99);
        var rows = new List<StatementRow>();
        long? before = null;
        do
        {
            var page = await app.Get<CreditStatement>().PageAsync(app.Ben, StatementFilter.All, before, take: 5, Token);
            Assert.InRange(page.Rows.Count, 1, 5);
            rows.AddRange(page.Rows);
            before = page.Next;
        }
        while (before is not null);

        // In the order in which it happened, whatever the clock says.
        Assert.Equal(Enumerable.Range(1, 23).Select(i => (long)i).Reverse(), rows.Select(row => row.AmountCredits));
        Assert.Equal(rows.Select(row => row.AmountCredits), await app.Get<CreditStatement>().AllAsync(app.Ben, StatementFilter.All, Token).Select(row => row.AmountCredits).ToListAsync(Token));
        Assert.All(rows, row => Assert.Equal(DateTimeKind.Utc, row.CreatedAt.Kind));
    }

    [Theory, OnBothDatabases]
    public async Task A_full_last_page_has_no_next_one(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        for (var i = 1; i <= 4; i++) await app.GrantAsync(app.Ben.WorkspaceId, amount: i);
        var first = await app.Get<CreditStatement>().PageAsync(app.Ben, StatementFilter.All, before: null, take: 2, Token);
        var second = await app.Get<CreditStatement>().PageAsync(app.Ben, StatementFilter.All, first.Next, take: 2, Token);
        Assert.NotNull(first.Next);
        Assert.Equal(2, second.Rows.Count);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_workspace_without_entries_has_an_empty_statement_and_balance()
    {
        await using var app = await TestApp.StartAsync(credits: 0);
        Assert.Empty((await app.Get<CreditStatement>().PageAsync(app.Ben, StatementFilter.All, before: null, take: 10, Token)).Rows);
        Assert.Equal(new Balance(Available: 0, Held: 0), await app.BalanceAsync(app.Ben));
        Assert.Equal(new Balance(Available: 0, Held: 0), await app.BalanceAsync(app.Ben with { WorkspaceId = Guid.CreateVersion7() }));
    }

    [Theory, OnBothDatabases]
    public async Task A_filter_by_kind_days_and_person_shows_only_what_fits(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 50);
        var first = app.Clock.UtcNow;
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 5);
        await app.HoldAsync(app.Ada.At(app.Ben, MusicWeb.Core.Accounts.Role.Member), Guid.CreateVersion7(), amount: 7);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 9);
        async Task<long[]> AmountsAsync(StatementFilter filter) => [.. (await app.Get<CreditStatement>().PageAsync(app.Ben, filter, before: null, take: 50, Token)).Rows.Select(row => row.AmountCredits)];

        Assert.Equal((long[])[7, 5], await AmountsAsync(StatementFilter.All with { Kind = TransferKind.Hold }));
        Assert.Equal((long[])[7], await AmountsAsync(StatementFilter.All with { PersonId = app.Ada.UserId }));
        Assert.Equal((long[])[7, 5], await AmountsAsync(StatementFilter.All with { From = first.AddDays(1), To = first.AddDays(2) }));
        Assert.Equal((long[])[9, 7, 5], await AmountsAsync(StatementFilter.All with { From = first.AddDays(1) }));
        var row = (await app.Get<CreditStatement>().PageAsync(app.Ben, StatementFilter.All with { PersonId = app.Ada.UserId }, before: null, take: 5, Token)).Rows[0];
        Assert.Equal(("ada@example.com", null, 38L, 12L), (row.Person, row.Key, row.AvailableAfter, row.HeldAfter));
        Assert.Equal(["ben@example.com"], (await app.Get<CreditStatement>().PeopleAsync(app.Ben, Token)).Select(person => person.Name));
    }

    [Theory, OnBothDatabases]
    public async Task The_balance_of_any_moment_is_that_of_the_last_entry_until_then(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 50);
        var start = app.Clock.UtcNow;
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 20);
        Task<Balance> AtAsync(double hours) => app.Get<CreditStatement>().BalanceAtAsync(app.Ben, start.AddHours(hours), Token);
        Assert.Equal(new Balance(Available: 0, Held: 0), await AtAsync(-1));
        Assert.Equal(new Balance(Available: 50, Held: 0), await AtAsync(0));
        Assert.Equal(new Balance(Available: 50, Held: 0), await AtAsync(0.99));
        Assert.Equal(new Balance(Available: 30, Held: 20), await AtAsync(1));
    }

    [Theory, OnBothDatabases]
    public async Task Days_add_up_what_came_was_spent_and_was_lost(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 50);
        app.Clock.Advance(TimeSpan.FromDays(2));
        var taskId = Guid.CreateVersion7();
        await app.HoldAsync(app.Ben, taskId, amount: 15);
        await app.SettleAsync(taskId, capture: true);
        await app.MoveAsync(app.Ben, app.Ben.WorkspaceId, app.Ada.WorkspaceId, amount: 4);
        var days = await app.Get<CreditDays>().ListAsync(app.Ben, days: 4, Token);
        Assert.Equal([(0, 0, 0), (50, 0, 0), (0, 0, 0), (0, 15, 4)], days.Select(day => ((int)day.Received, (int)day.Spent, (int)day.Lost)));
        Assert.Equal(DateOnly.FromDateTime(app.Clock.UtcNow), days[^1].Day);
    }

    [Theory, OnBothDatabases]
    public async Task The_outlook_names_the_next_credits_that_expire_without_those_that_are_held(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 50, settings: new Dictionary<string, string?> { ["Credits:MonthlyAllowance"] = "30" });
        var soon = app.Clock.UtcNow.AddDays(3);
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 20, expiresAt: soon);
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 20, expiresAt: soon.AddDays(1));
        await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 5);
        Assert.Equal(new Outlook(30, new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), 15, soon), await app.Get<CreditOutlook>().FindAsync(app.Ben, Token));
        Assert.Equal(0, (await app.Get<CreditOutlook>().FindAsync(app.Ben with { WorkspaceId = Guid.CreateVersion7() }, Token)).RefillCredits);
    }
}
