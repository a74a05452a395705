using E2e.Running;

namespace E2e.Pages;

/// <summary>A team's settings, the way there, and the way in by a link.</summary>
public sealed class TeamPage(IPage page)
{
    public ILocator Members => page.Locator("section[aria-labelledby=members-title] tbody tr");

    public ILocator Switcher => page.Locator(".switcher-button");

    /// <summary>Begins a team from the switcher.</summary>
    /// <returns>Its id, as it stands in addresses.</returns>
    public async Task<string> CreateAsync(string name)
    {
        await Switcher.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "New team" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the team" }).ClickAsync();
        await page.UntilAtAsync("/w/[^/]+/settings");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Settings of {name}");
        return new Uri(page.Url).Segments[2].TrimEnd('/');
    }

    public async Task OpenAsync(string team)
    {
        await page.GotoAsync($"/w/{team}/settings");
        await page.UntilAliveAsync();
    }

    /// <summary>The address of a link for one person.</summary>
    public async Task<string> InviteAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        return await page.Locator("#invite-link").InputValueAsync();
    }

    /// <summary>What everybody who has no caps of their own may spend in a day.</summary>
    public async Task StopAtAsync(int creditsPerDay)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the caps of everybody" }).ClickAsync();
        await page.GetByLabel("Stop at, a day").FillAsync($"{creditsPerDay}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save caps" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"stops at {creditsPerDay} a day")).ToBeVisibleAsync();
    }

    public async Task RemoveAsync(string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Remove {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
    }

    /// <summary>A stranger with a link signs up, comes back and joins.</summary>
    /// <returns>The address of who joined.</returns>
    public async Task<string> JoinAsync(string link)
    {
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        var email = $"{Guid.CreateVersion7():N}@example.com";
        var form = new SignUpPage(page);
        await form.Email.FillAsync(email);
        await form.PasswordField.FillAsync(SignUpPage.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Join the team" }).ClickAsync();
        await page.UntilAtAsync("/w/[^/]+/library");
        await page.UntilAliveAsync();
        return email;
    }

    /// <summary>Somebody who is signed in joins.</summary>
    public async Task AcceptAsync(string link)
    {
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Join the team" }).ClickAsync();
        await page.UntilAtAsync("/w/[^/]+/library");
    }
}
