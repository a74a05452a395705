using E2e.Running;

namespace E2e.Pages;

/// <summary>The personas of a workspace.</summary>
public sealed class PersonasPage(IPage page)
{
    public static ILocator DialogOf(IPage page) => page.GetByRole(AriaRole.Dialog);

    public ILocator Card(string name) => page.Locator(".persona-cards").GetByRole(AriaRole.Article, new() { Name = name, Exact = true });

    public async Task OpenAsync(string workspace = "me")
    {
        await page.GotoAsync($"/w/{workspace}/personas");
        await page.UntilAliveAsync();
    }

    /// <summary>Chooses an entry of a card's menu.</summary>
    public async Task ChooseAsync(string name, string entry)
    {
        await Card(name).GetByRole(AriaRole.Button, new() { Name = $"More for {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = entry }).ClickAsync();
    }
}
