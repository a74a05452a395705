using MusicWeb.Core;
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
        var cursor = default(Cursor);
        do
        {
            var page = await app.Get<CreditStatement>().PageAsync(app.Ben, cursor, take: 5, Token);
            Assert.InRange(page.Items.Count, 1, 5);
            rows.AddRange(page.Items);
            Assert.True(page.Next is null || Cursor.TryParse(page.Next.ToString(), out cursor));
            if (page.Next is null) break;
        }
        while (true);

        Assert.Equal(Enumerable.Range(1, 23).Select(i => (long)i), rows.Select(row => row.AmountCredits).Order());
        Assert.Equal(rows.Select(row => row.CreatedAt).OrderDescending(), rows.Select(row => row.CreatedAt));
        Assert.All(rows, row => Assert.Equal(DateTimeKind.Utc, row.CreatedAt.Kind));
    }

    [Theory, OnBothDatabases]
    public async Task A_full_last_page_has_no_next_one(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        for (var i = 1; i <= 4; i++) await app.GrantAsync(app.Ben.WorkspaceId, amount: i);
        var first = await app.Get<CreditStatement>().PageAsync(app.Ben, before: null, take: 2, Token);
        var second = await app.Get<CreditStatement>().PageAsync(app.Ben, first.Next, take: 2, Token);
        Assert.NotNull(first.Next);
        Assert.Equal(2, second.Items.Count);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_workspace_without_entries_has_an_empty_statement_and_balance()
    {
        await using var app = await TestApp.StartAsync(credits: 0);
        Assert.Empty((await app.Get<CreditStatement>().PageAsync(app.Ben, before: null, take: 10, Token)).Items);
        Assert.Equal(new Balance(Available: 0, Held: 0), await app.BalanceAsync(app.Ben));
        Assert.Equal(new Balance(Available: 0, Held: 0), await app.BalanceAsync(app.Ben with { WorkspaceId = Guid.CreateVersion7() }));
    }
}
