using E2e.Running;

namespace E2e.Pages;

/// <summary>The form and the songs beside it.</summary>
public sealed class CreatePage(IPage page)
{
    public SongList Songs { get; } = new(page);

    public ILocator Heading => page.GetByRole(AriaRole.Heading, new() { Name = "Create", Exact = true });

    public ILocator Description => page.GetByLabel("Describe the song");

    public ILocator Lyrics => page.GetByLabel("Lyrics", new() { Exact = true });

    public ILocator Styles => page.GetByLabel("Styles", new() { Exact = true });

    public ILocator Title => page.GetByLabel("Title", new() { Exact = true });

    public ILocator Length => page.GetByLabel("Length", new() { Exact = true });

    public ILocator Instrumental => page.GetByRole(AriaRole.Switch, new() { Name = "Instrumental" });

    /// <summary>The one button that costs something; it carries the price, and says that a song is on its way.</summary>
    public ILocator Submit => page.Locator("form.panel button[type=submit]");

    /// <summary>Who pays and what is left, or why the button cannot be pressed.</summary>
    public ILocator Why => page.Locator("#create-why");

    /// <param name="workspace">As it stands in the address.</param>
    public async Task OpenAsync(string workspace = "me")
    {
        await page.GotoAsync($"/w/{workspace}/create");
        await page.UntilAliveAsync();
    }

    public Task SimpleAsync() => page.GetByRole(AriaRole.Tab, new() { Name = "Simple" }).ClickAsync();

    public async Task CustomAsync()
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "Custom" }).ClickAsync();
        await Assertions.Expect(Title).ToBeVisibleAsync();
    }

    /// <summary>Fills in a custom song of ten seconds, the shortest there is.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="lyrics">Its words; null makes an instrumental.</param>
    public async Task FillShortAsync(string title, string? lyrics = null)
    {
        await CustomAsync();
        var isInstrumental = await Lyrics.CountAsync() == 0;
        if (isInstrumental != lyrics is null)
        {
            // The box itself is invisible; what people press is drawn around it.
            await page.Locator(".rz-switch").Filter(new() { Has = Instrumental }).ClickAsync();
            await Assertions.Expect(Lyrics).ToHaveCountAsync(lyrics is null ? 0 : 1);
        }

        if (lyrics is not null) await Lyrics.FillAsync(lyrics);
        await Styles.FillAsync("lofi, calm, piano");
        await Title.FillAsync(title);
        if (!await Length.IsVisibleAsync()) await page.Locator("details.more summary").ClickAsync();
        await Length.FocusAsync();
        await Length.PressAsync("Home");
        await Assertions.Expect(page.Locator("#create-duration-value")).ToHaveTextAsync("0:10");
    }

    public async Task PressAsync()
    {
        await Assertions.Expect(Submit).ToBeEnabledAsync();
        await Submit.ClickAsync();
    }
}
