using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>What is made from a song.</summary>
public sealed class ExtendTests(Sites sites) : Journey(sites)
{
    private const float SongPatienceMilliseconds = 120_000;

    [Fact]
    public async Task A_song_is_extended_from_its_row_menu_and_heard_on_for_its_price()
    {
        var visitor = await SignUpAsync();
        var (page, create, player) = (visitor.Page, new CreatePage(visitor.Page), new PlayerBar(visitor.Page));
        await create.FillShortAsync("Paper boats");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        var before = double.Parse((await create.Songs.Clips.First.GetAttributeAsync("data-duration"))!, System.Globalization.CultureInfo.InvariantCulture);

        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        await create.Songs.MenuItem("Extend").ClickAsync();
        var dialog = PersonasPage.DialogOf(page);
        await Assertions.Expect(dialog).ToContainTextAsync("120 credits left afterwards");
        var at = dialog.GetByLabel("Go on at", new() { Exact = true });
        await at.FocusAsync();
        await at.PressAsync("Home");
        foreach (var _ in Enumerable.Range(0, 6)) await at.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("#operation-at-value")).ToHaveTextAsync("0:07");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Extend · 15 credits" }).ClickAsync();

        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(4, new() { Timeout = SongPatienceMilliseconds });
        var longer = create.Songs.Clips.First;
        await Assertions.Expect(longer).ToContainTextAsync("Extended from “Paper boats” at 0:07");
        await Assertions.Expect(new CreditsPage(page).Chip).ToContainTextAsync("120");
        var promised = double.Parse((await longer.GetAttributeAsync("data-duration"))!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(promised > before + 5, $"{promised} s after {before} s");
        var sound = await Sound.ReadAsync(page, (await longer.GetAttributeAsync("data-src"))!);
        Assert.InRange(sound.Seconds, promised - 0.1, promised + 0.1);
        Assert.True(sound.LoudShare > 0.8, $"{sound.LoudShare:P0} of it can be heard");
        await PlayerBar.PlayAsync(longer);
        await player.UntilAsync(1.5);
    }
}
