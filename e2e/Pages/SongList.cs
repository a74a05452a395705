namespace E2e.Pages;

/// <summary>Rows of songs and of tasks that will be songs, on the Create page and in the library.</summary>
public sealed class SongList(IPage page)
{
    private ILocator Rows => page.Locator("[data-queue]").GetByRole(AriaRole.Article);

    /// <summary>Songs that can be played.</summary>
    public ILocator Clips => page.Locator("[data-queue] article[data-clip]");

    /// <summary>Songs with this title.</summary>
    public ILocator ClipsOf(string title) => page.Locator("[data-queue] article[data-clip]").And(page.GetByRole(AriaRole.Article, new() { Name = title, Exact = true }));

    /// <summary>Rows of tasks at work: one for each take.</summary>
    public ILocator Open => page.Locator("[data-queue] article.row-open");

    /// <summary>Rows of tasks that ended without a song.</summary>
    public ILocator Over => page.Locator("[data-queue] article.row-over");

    /// <summary>Everything that stands in the list.</summary>
    public ILocator All => Rows;

    /// <summary>The picture of a song's loudness; not there where nobody knows it.</summary>
    public static ILocator WaveOf(ILocator row) => row.Locator("mini-wave");

    /// <summary>What that picture is drawn from, 0 to 255.</summary>
    public static async Task<byte[]> OutlineOf(ILocator row) => Convert.FromBase64String((await WaveOf(row).GetAttributeAsync("peaks"))!);

    public static ILocator StateOf(ILocator row) => row.Locator(".state");

    public async Task OpenMenuAsync(ILocator row)
    {
        await row.HoverAsync();
        await row.GetByRole(AriaRole.Button, new() { NameRegex = MoreFor() }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
    }

    public ILocator MenuItem(string name) => page.GetByRole(AriaRole.Menu).GetByRole(AriaRole.Menuitem, new() { Name = name });

    public async Task RenameAsync(ILocator row, string title)
    {
        await OpenMenuAsync(row);
        await MenuItem("Rename").ClickAsync();
        var box = page.Locator("[data-queue]").GetByLabel("Title", new() { Exact = true });
        await box.FillAsync(title);
        await box.PressAsync("Enter");
    }

    public async Task TrashAsync(ILocator row)
    {
        await OpenMenuAsync(row);
        await MenuItem("Move to trash").ClickAsync();
    }

    private static System.Text.RegularExpressions.Regex MoreFor() => new("^More for ");
}
