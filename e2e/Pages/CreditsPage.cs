using E2e.Running;

namespace E2e.Pages;

/// <summary>The balance, the statement, and for administrators the form that gives credits.</summary>
public sealed class CreditsPage(IPage page)
{
    public ILocator Available => page.GetByRole(AriaRole.Region, new() { Name = "Balance" }).Locator("dd").Nth(0);

    public ILocator Held => page.GetByRole(AriaRole.Region, new() { Name = "Balance" }).Locator("dd").Nth(1);

    /// <summary>The lines of the statement, newest first.</summary>
    public ILocator Rows => page.Locator("table.ledger tbody tr");

    /// <summary>The balance at the top of every page.</summary>
    public ILocator Chip => page.Locator(".credit-chip");

    /// <summary>Only entries of one kind.</summary>
    public ILocator Kind => page.Locator("#credits-kind");

    public ILocator Csv => page.GetByRole(AriaRole.Link, new() { Name = "CSV" });

    public async Task RedeemAsync(string code)
    {
        await page.GetByLabel("Redeem a code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Redeem", Exact = true }).ClickAsync();
    }

    public async Task OpenAsync()
    {
        await page.GotoAsync("/w/me/credits");
        await page.UntilAliveAsync();
    }

    public async Task GiveAsync(string email, int amountCredits, string reason)
    {
        await page.GetByLabel("To (email)").FillAsync(email);
        await page.GetByLabel("Credits", new() { Exact = true }).FillAsync($"{amountCredits}");
        await page.GetByLabel("Reason").FillAsync(reason);
        await page.GetByRole(AriaRole.Button, new() { Name = "Give", Exact = true }).ClickAsync();
    }

    /// <summary>Moves own credits to a team, on the team's page.</summary>
    public async Task MoveAsync(string team, int amountCredits)
    {
        await page.GotoAsync($"/w/{team}/credits");
        await page.UntilAliveAsync();
        await page.Locator("#move-to").SelectOptionAsync(team);
        await page.Locator("#move-amount").FillAsync($"{amountCredits}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Assertions.Expect(Chip).ToContainTextAsync($"{amountCredits}");
    }
}
