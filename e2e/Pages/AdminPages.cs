namespace E2e.Pages;

/// <summary>What an administrator opens: people, their tasks and charges, the log.</summary>
public sealed class AdminPages(IPage page)
{
    public ILocator Available => page.Locator(".figures dd").First;

    public ILocator Charge => page.GetByRole(AriaRole.Region, new() { Name = "Charge" });

    public ILocator Rows => page.Locator(".data-table tbody tr");

    public async Task OpenAsync(string tab)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true }).GetByRole(AriaRole.Link, new() { Name = "Admin" }).ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Administration" }).GetByRole(AriaRole.Link, new() { Name = tab, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = tab })).ToBeVisibleAsync();
    }

    /// <summary>Finds somebody by the beginning of the address.</summary>
    public async Task FindAsync(string email)
    {
        await OpenAsync("Users");
        await page.GetByLabel("Mail address or id").FillAsync(email.Split('@')[0]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = email, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = email })).ToBeVisibleAsync();
    }

    public async Task AdjustAsync(int amountCredits, string reason)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Adjust credits" }).ClickAsync();
        await page.GetByLabel("Credits, below zero to take away").FillAsync($"{amountCredits}");
        await page.GetByLabel("Reason").FillAsync(reason);
        await page.GetByRole(AriaRole.Button, new() { Name = "Adjust", Exact = true }).ClickAsync();
    }
}
