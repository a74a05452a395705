using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>Accounts, credits between people, and what is kept for them.</summary>
public sealed class PeopleTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task Whoever_signs_out_comes_back_to_the_same_account()
    {
        var visitor = await VisitAsync();
        var door = new SignUpPage(visitor.Page);
        var email = await door.SignUpAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Account of {email}" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await visitor.Page.UntilAtAsync("/|/account/sign-in.*");
        await visitor.Page.GotoAsync("/w/me/library");
        await visitor.Page.UntilAtAsync("/account/sign-in.*");
        await door.SignInAsync(email);
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("150");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var visitor = await VisitAsync();
        var email = await new SignUpPage(visitor.Page).SignUpAsync();
        var stranger = await VisitAsync();
        var answers = new List<string>();
        foreach (var address in new[] { email, "nobody@example.com" })
        {
            await stranger.Page.GotoAsync("/account/sign-in");
            await stranger.Page.GetByLabel("Email").FillAsync(address);
            await stranger.Page.GetByLabel("Password").FillAsync("not the password");
            await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            answers.Add(await stranger.Page.GetByRole(AriaRole.Alert).First.InnerTextAsync());
        }

        Assert.NotEmpty(answers[0]);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task Who_has_too_few_credits_is_told_whom_to_ask()
    {
        var site = await Sites.PoorAsync();
        await SignUpAsync(site: site); // The administrator, whoever comes first.
        var visitor = await SignUpAsync(site: site);
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("The only one");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.All).ToHaveCountAsync(2);
        await Assertions.Expect(create.Submit).ToBeDisabledAsync();
        await Assertions.Expect(create.Why).ToContainTextAsync("This costs 15 credits and 5 are available.");
        await Assertions.Expect(visitor.Page.GetByText("Ask an administrator of this installation for credits.")).ToBeVisibleAsync();
        // The button is a courtesy; a press that gets past it is refused as well.
        await create.Submit.EvaluateAsync("button => { button.disabled = false; button.click(); }");
        await create.OpenAsync();
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("5");
    }

    [Fact]
    public async Task The_first_account_is_the_administrators_and_credits_given_arrive_at_once()
    {
        var visitor = await VisitAsync();
        var email = await new SignUpPage(visitor.Page).SignUpAsync();
        var chip = new CreditsPage(visitor.Page).Chip;
        await Assertions.Expect(chip).ToContainTextAsync("150");
        await new CreditsPage(visitor.Page).OpenAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Give", Exact = true })).ToHaveCountAsync(0);

        var admin = await VisitAsync();
        await new SignUpPage(admin.Page).SignInAsync(Sites.AdminEmail);
        var credits = new CreditsPage(admin.Page);
        await credits.OpenAsync();
        await credits.GiveAsync(email, 50, "A present");
        await Assertions.Expect(chip).ToContainTextAsync("200");
        await Assertions.Expect(new CreditsPage(visitor.Page).Rows.First).ToContainTextAsync("A present");
    }

    [Fact]
    public async Task A_gift_without_a_reason_or_to_nobody_is_refused_beside_the_field()
    {
        var admin = await VisitAsync();
        await new SignUpPage(admin.Page).SignInAsync(Sites.AdminEmail);
        var credits = new CreditsPage(admin.Page);
        await credits.OpenAsync();
        await credits.GiveAsync("nobody@example.com", 50, "A present");
        await Assertions.Expect(admin.Page.Locator("#give-to-error")).Not.ToBeEmptyAsync();
        await credits.GiveAsync(Sites.AdminEmail, 50, "");
        await Assertions.Expect(admin.Page.Locator("#give-reason-error")).Not.ToBeEmptyAsync();
        await Assertions.Expect(credits.Chip).ToContainTextAsync("150");
    }

    [Fact]
    public async Task What_was_typed_survives_a_reload()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("Half a song", "[Verse]\nNot finished yet");
        await create.Title.BlurAsync();
        await Assertions.Expect(create.Title).ToHaveValueAsync("Half a song");
        // Saved half a second after the last change; another tab shows when.
        var tab = await visitor.OpenTabAsync();
        var there = new CreatePage(tab);
        await there.OpenAsync();
        for (var tries = 0; tries < 20 && (await there.Title.CountAsync() == 0 || await there.Title.InputValueAsync() != "Half a song"); tries++) await there.OpenAsync();
        await Assertions.Expect(there.Title).ToHaveValueAsync("Half a song");
        await Assertions.Expect(there.Lyrics).ToHaveValueAsync("[Verse]\nNot finished yet");
        await visitor.Page.ReloadAsync();
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(create.Title).ToHaveValueAsync("Half a song");
    }

    [Fact]
    public async Task A_place_that_does_not_exist_is_not_found()
    {
        var visitor = await SignUpAsync();
        var response = await visitor.Page.GotoAsync("/w/me/nowhere");
        Assert.Equal(404, response!.Status);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("does not exist");
    }
}
