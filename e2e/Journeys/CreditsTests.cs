using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>The statement as a person uses it: what a song cost, only some of it, all of it as a file.</summary>
public sealed class CreditsTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task What_a_song_cost_is_told_beside_the_song_and_in_the_statement_which_can_be_narrowed_and_taken_away()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("Paid for");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        await create.Songs.MenuItem("Charge").ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("15 credits");
        await Assertions.Expect(dialog).ToContainTextAsync("The song arrived.");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        var credits = new CreditsPage(visitor.Page);
        await credits.OpenAsync();
        await Assertions.Expect(credits.Rows).ToHaveCountAsync(3);
        await credits.Rows.First.GetByRole(AriaRole.Button, new() { Name = "Charge of Paid for" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("From your own credits");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await credits.Kind.SelectOptionAsync("Spent");
        await visitor.Page.UntilAtAsync("/w/me/credits\\?kind=Capture");
        await Assertions.Expect(credits.Rows).ToHaveCountAsync(1);
        await visitor.Page.ReloadAsync();
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(credits.Rows).ToHaveCountAsync(1);
        var file = await visitor.Page.RunAndWaitForDownloadAsync(() => credits.Csv.ClickAsync());
        var lines = (await File.ReadAllTextAsync(await file.PathAsync(), Cancelled)).Split("\r\n");
        Assert.Equal(3, lines.Length); // Head, the one entry, the end.
        Assert.Contains(",Spent,Paid for,", lines[1], StringComparison.Ordinal);

        await credits.Rows.First.GetByRole(AriaRole.Link, new() { Name = "Paid for" }).ClickAsync();
        await visitor.Page.UntilAtAsync("/w/[^/]+/library\\?task=.*");
        await Assertions.Expect(new LibraryPage(visitor.Page).Songs.Clips).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_code_that_does_not_exist_is_refused_beside_the_field()
    {
        var visitor = await SignUpAsync();
        var credits = new CreditsPage(visitor.Page);
        await credits.OpenAsync();
        await credits.RedeemAsync("0000-0000-0000-0000");
        await Assertions.Expect(visitor.Page.Locator("#redeem-error")).ToContainTextAsync("cannot be redeemed");
        await Assertions.Expect(credits.Available).ToHaveTextAsync("150");
    }
}
