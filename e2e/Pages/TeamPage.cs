using E2e.Running;

namespace E2e.Pages;

/// <summary>How two people come to share a workspace.</summary>
public sealed class TeamPage(IPage page)
{
    /// <summary>Makes a team; its id.</summary>
    public async Task<string> CreateAsync(string name)
    {
        await page.GotoAsync("/teams/new");
        await page.UntilAliveAsync();
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the team" }).ClickAsync();
        await page.WaitForURLAsync("**/w/*/settings");
        return new Uri(page.Url).AbsolutePath.Split('/')[2];
    }

    /// <summary>Makes an invitation, on the settings page; its address.</summary>
    public async Task<string> InviteAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        return await page.Locator("#invite-link").InputValueAsync();
    }

    public async Task JoinAsync(string link)
    {
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Join the team" }).ClickAsync();
        await page.WaitForURLAsync("**/w/*/library");
    }
}
