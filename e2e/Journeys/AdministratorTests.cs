using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>What an administrator does for somebody who complains, and how the pages for it look to a screen reader and on a phone.</summary>
public sealed class AdministratorTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task A_disputed_charge_is_found_explained_and_corrected_before_its_owners_eyes()
    {
        var owner = await VisitAsync();
        var email = await new SignUpPage(owner.Page).SignUpAsync();
        var create = new CreatePage(owner.Page);
        await create.FillShortAsync("Disputed song");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await Assertions.Expect(new CreditsPage(owner.Page).Chip).ToContainTextAsync("135");

        var visitor = await SignInAdministratorAsync();
        var admin = new AdminPages(visitor.Page);
        await admin.FindAsync(email);
        await Assertions.Expect(admin.Available).ToHaveTextAsync("135");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Disputed song" }).First.ClickAsync();
        await Assertions.Expect(admin.Charge).ToContainTextAsync("its price was spent");
        await Assertions.Expect(admin.Charge.Locator("tbody tr")).ToHaveCountAsync(2);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = email, Exact = true }).ClickAsync();
        await admin.AdjustAsync(15, "The second take was silent.");
        await Assertions.Expect(admin.Available).ToHaveTextAsync("150");
        // Without a reload.
        await Assertions.Expect(new CreditsPage(owner.Page).Chip).ToContainTextAsync("150");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "What was changed about them" }).ClickAsync();
        await Assertions.Expect(admin.Rows.First).ToContainTextAsync("Credits adjusted");
        await Assertions.Expect(admin.Rows.First).ToContainTextAsync("The second take was silent.");
        await new CreditsPage(owner.Page).OpenAsync();
        await Assertions.Expect(new CreditsPage(owner.Page).Rows.First).ToContainTextAsync("The second take was silent.");
    }

    [Fact]
    public async Task Nobody_else_finds_the_way_or_the_pages()
    {
        var visitor = await SignUpAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Admin" })).ToHaveCountAsync(0);
        foreach (var address in new[] { "/admin", "/admin/usage", "/admin/users", "/admin/workspaces", "/admin/queue", "/admin/failures", "/admin/audit", "/admin/audit.csv", "/admin/usage.csv" })
        {
            Assert.Equal(404, (await visitor.Context.APIRequest.GetAsync(address)).Status);
        }
    }

    [Fact]
    public async Task No_page_of_the_administration_has_a_violation_or_is_wider_than_a_phone()
    {
        var visitor = await SignInAdministratorAsync();
        await new AdminPages(visitor.Page).OpenAsync("Users");
        var found = new List<string>();
        var user = await visitor.Page.Locator(".data-table tbody a").First.GetAttributeAsync("href");
        foreach (var address in new[] { "/admin", "/admin/usage?by=user", "/admin/users", user!, "/admin/workspaces?kind=personal", "/admin/queue", "/admin/failures", "/admin/prices", "/admin/codes", "/admin/anomalies", "/admin/vendors", "/admin/audit" })
        {
            await visitor.Page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
            await visitor.Page.GotoAsync(address);
            await visitor.Page.UntilAliveAsync();
            found.AddRange(await visitor.Page.FindViolationsAsync($"{address} at {Screen.Desktop.Width} px"));
            await visitor.Page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
            found.AddRange(await visitor.Page.FindViolationsAsync($"{address} at {Screen.Phone.Width} px"));
            Assert.True(await visitor.Page.EvaluateAsync<bool>("() => { const main = document.querySelector('main'); return main.scrollWidth <= main.clientWidth; }"), $"{address} is wider than a phone");
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private async Task<Visitor> SignInAdministratorAsync()
    {
        var visitor = await VisitAsync();
        await new SignUpPage(visitor.Page).SignInAsync(Sites.AdminEmail);
        return visitor;
    }
}
