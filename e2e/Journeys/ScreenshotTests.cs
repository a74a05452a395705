using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>The main screens with something on them, wide and narrow, dark and light. With SCREENSHOTS=1 those that the README shows are kept.</summary>
public sealed class ScreenshotTests(Sites sites) : Journey(sites)
{
    private static readonly (string Title, string Styles, string? Lyrics)[] _songs =
    [
        ("Rain on tin", "lofi, calm, piano", null),
        ("Paper planes", "pop, bright, bouncy", "[Verse]\nPaper planes above the street\nSummer dust on both our feet\n[Chorus]\nFly, fly, never land\nPaper wings in every hand"),
        ("Warehouse", "house, hypnotic, four on the floor", null),
        ("Lighthouse", "ballad, piano, tender", "[Verse]\nLetters written to the sea\nNone of them came back to me\n[Chorus]\nTurn, light, turn around"),
    ];

    private static bool IsKept => Environment.GetEnvironmentVariable("SCREENSHOTS") == "1";

    [Fact]
    public async Task The_main_screens_show_what_they_are_for()
    {
        var visitor = await VisitAsync();
        await new SignUpPage(visitor.Page).SignUpAsync("ada@example.com");
        var (page, create) = (visitor.Page, new CreatePage(visitor.Page));
        var done = 0;
        foreach (var (title, styles, lyrics) in _songs)
        {
            await create.FillShortAsync(title, lyrics);
            await create.Styles.FillAsync(styles);
            if (IsKept) await create.Length.FillAsync("120"); // As long as songs are; the others need not wait for it.
            await create.PressAsync();
            await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(done += 2, new() { Timeout = 180_000 });
        }

        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await new PlayerBar(page).UntilAsync(3);
        await new PlayerBar(page).Toggle.ClickAsync();
        foreach (var light in new[] { false, true })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = light ? ColorScheme.Light : ColorScheme.Dark });
            foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
            {
                await page.SetViewportSizeAsync(screen.Width, screen.Height);
                foreach (var name in new[] { "create", "library", "credits" })
                {
                    await page.GotoAsync($"/w/me/{name}");
                    await page.UntilAliveAsync();
                    await Assertions.Expect(new PlayerBar(page).Bar).ToBeVisibleAsync();
                    await ShootAsync(page, name, screen, light);
                }
            }
        }

        var stranger = await VisitAsync();
        foreach (var light in new[] { false, true })
        {
            await stranger.Page.EmulateMediaAsync(new() { ColorScheme = light ? ColorScheme.Light : ColorScheme.Dark });
            foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
            {
                await stranger.Page.SetViewportSizeAsync(screen.Width, screen.Height);
                await stranger.Page.GotoAsync("/");
                await ShootAsync(stranger.Page, "landing", screen, light);
            }
        }
    }

    private static async Task ShootAsync(IPage page, string name, Screen screen, bool light)
    {
        var file = $"{name}-{screen.Width}-{(light ? "light" : "dark")}.png";
        var image = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        if (IsKept && (await File.ReadAllTextAsync(SiteProcess.Metadata("Readme"))).Contains(file, StringComparison.Ordinal))
        {
            await File.WriteAllBytesAsync(Path.Combine(SiteProcess.Metadata("ScreenshotFolder"), file), image);
        }

        Assert.True(image.Length > 5_000, $"{name} is an empty picture");
    }
}
