using E2e.Running;

namespace E2e.Pages;

/// <summary>The page with a person's API keys.</summary>
public sealed class KeysPage(IPage page)
{
    public ILocator Keys => page.Locator("article.key");

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public async Task OpenAsync()
    {
        await page.GotoAsync("/keys");
        await page.UntilAliveAsync();
    }

    public async Task StartNewAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).ClickAsync();
        await Assertions.Expect(Dialog.GetByLabel("Name", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Fills the open form in and sends it; answers the key's text, which stays shown.</summary>
    public async Task<string> FinishNewAsync(string name, int? cap = null)
    {
        await Dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        if (cap is not null) await page.Locator("#key-cap").FillAsync($"{cap}");
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Assertions.Expect(page.Locator("#new-key-text")).ToBeVisibleAsync();
        return (await page.Locator("#new-key-text").TextContentAsync())!;
    }

    public Task StoreAsync() => Dialog.GetByRole(AriaRole.Button, new() { Name = "I stored it" }).ClickAsync();
}
