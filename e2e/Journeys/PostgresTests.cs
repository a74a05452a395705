using E2e.Pages;
using E2e.Running;
using Kit;

namespace E2e.Journeys;

/// <summary>The way to a song once more, with PostgreSQL behind it: live goes through the server there.</summary>
public sealed class PostgresTests(Sites sites) : Journey(sites)
{
    private const float SongPatienceMilliseconds = 120_000;

    [Fact]
    public async Task A_song_is_made_heard_and_paid_for_and_nobody_else_sees_it()
    {
        var visitor = await SignUpOnPostgresAsync();
        var create = new CreatePage(visitor.Page);
        var chip = new CreditsPage(visitor.Page).Chip;
        await Assertions.Expect(chip).ToContainTextAsync("20");
        var second = new CreatePage(await visitor.OpenTabAsync());
        await second.OpenAsync();
        await create.FillShortAsync("Elephant");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.ClipsOf("Elephant")).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        await Assertions.Expect(second.Songs.ClipsOf("Elephant")).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        await Assertions.Expect(chip).ToContainTextAsync("5");
        await Assertions.Expect(create.Submit).ToBeDisabledAsync();
        await Assertions.Expect(create.Why).ToContainTextAsync("This costs 15 credits and 5 are available.");

        await visitor.Page.ReloadAsync();
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(create.Songs.ClipsOf("Elephant")).ToHaveCountAsync(2);
        var file = (await create.Songs.Clips.First.GetAttributeAsync("data-src"))!;
        Assert.True((await Sound.ReadAsync(visitor.Page, file)).LoudShare > 0.8);

        var stranger = await SignUpOnPostgresAsync();
        await Assertions.Expect(new CreatePage(stranger.Page).Songs.All).ToHaveCountAsync(0);
        var answer = await stranger.Context.APIRequest.GetAsync(new Uri(stranger.Site.Address, file).ToString());
        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task A_cancelled_song_costs_nothing()
    {
        var visitor = await SignUpOnPostgresAsync();
        var create = new CreatePage(visitor.Page);
        var chip = new CreditsPage(visitor.Page).Chip;
        await create.FillShortAsync("Never mind");
        await create.Length.PressAsync("End");
        await create.PressAsync();
        await Assertions.Expect(chip).ToContainTextAsync("5");
        await create.Songs.Open.First.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("15 credits returned");
        await Assertions.Expect(chip).ToContainTextAsync("20");
    }

    private async Task<Visitor> SignUpOnPostgresAsync()
    {
        Assert.SkipWhen(PrivatePostgres.WhySkip is not null, PrivatePostgres.WhySkip ?? "");
        return await SignUpAsync(site: await Sites.PostgresAsync());
    }
}
