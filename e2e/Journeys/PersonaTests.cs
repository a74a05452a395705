using System.Text.RegularExpressions;
using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>What is kept and shared: personas, lyrics, presets.</summary>
public sealed partial class PersonaTests(Sites sites) : Journey(sites)
{
    private const int LongestSongMilliseconds = 180_000;

    [Fact]
    public async Task A_persona_of_a_song_is_shared_used_by_another_member_within_his_cap_and_taken_back()
    {
        var (ada, ben) = (await SignUpAsync(), await SignUpAsync(Screen.Phone));
        var create = new CreatePage(ada.Page);
        await create.FillShortAsync("Paper boats");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = LongestSongMilliseconds });
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        await create.Songs.MenuItem("Make persona").ClickAsync();
        var dialog = PersonasPage.DialogOf(ada.Page);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("Night owl");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make it · 1 credit" }).ClickAsync();
        var personas = new PersonasPage(ada.Page);
        await personas.OpenAsync();
        await Assertions.Expect(personas.Card("Night owl")).ToContainTextAsync("lofi", new() { Timeout = 60_000 });
        await Assertions.Expect(new CreditsPage(ada.Page).Chip).ToContainTextAsync("134");

        // A team with credits, of which each may spend those of one song a day.
        var team = await new TeamPage(ada.Page).CreateAsync("Boat house");
        await new TeamPage(ada.Page).StopAtAsync(15);
        await new TeamPage(ben.Page).AcceptAsync(await new TeamPage(ada.Page).InviteAsync());
        await new CreditsPage(ada.Page).MoveAsync(team, 40);
        await personas.OpenAsync();
        await personas.ChooseAsync("Night owl", "Share");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Share", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.List, new() { Name = "Shared with" })).ToContainTextAsync("Boat house");

        // He makes a song with it, and finds no way to what it is made of.
        var his = new PersonasPage(ben.Page);
        await his.OpenAsync(team);
        await Assertions.Expect(his.Card("Night owl").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await his.Card("Night owl").GetByRole(AriaRole.Link, new() { Name = "Make a song with it" }).ClickAsync();
        var (hisSong, picker) = (new CreatePage(ben.Page), ben.Page.GetByLabel("Persona", new() { Exact = true }));
        await Assertions.Expect(picker.Locator("option:checked")).ToContainTextAsync("Night owl");
        var id = await picker.InputValueAsync();
        Assert.Equal(404, (await ben.Page.APIRequest.GetAsync($"/w/{team}/personas/{id}/export")).Status);
        Assert.Equal(200, (await ada.Page.APIRequest.GetAsync($"/w/me/personas/{id}/export")).Status);
        await hisSong.FillShortAsync("His own");
        await hisSong.PressAsync();
        await Assertions.Expect(hisSong.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = LongestSongMilliseconds });
        await Assertions.Expect(hisSong.Why).ToContainTextAsync("you have spent 15 of the 15 that you may spend of this team's credits a day");
        await Assertions.Expect(hisSong.Submit).ToBeDisabledAsync();
        await ben.Page.Locator("#create-payer").SelectOptionAsync("me");
        await Assertions.Expect(hisSong.Submit).ToBeEnabledAsync();

        await ada.Page.Keyboard.PressAsync("Escape");
        await personas.ChooseAsync("Night owl", "Who used it");
        await Assertions.Expect(dialog.GetByRole(AriaRole.List, new() { Name = "Who used it" })).ToContainTextAsync(TwoSongs());
        await ada.Page.Keyboard.PressAsync("Escape");
        await personas.ChooseAsync("Night owl", "Share");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^Revoke") }).ClickAsync();
        await Assertions.Expect(ben.Page.Locator("#create-persona-error")).ToContainTextAsync("no longer yours to use");
        await Assertions.Expect(hisSong.Submit).ToBeDisabledAsync();
        await Assertions.Expect(hisSong.Why).ToContainTextAsync("Choose another persona, or none.");
    }

    [Fact]
    public async Task Lyrics_keep_their_versions_and_go_into_the_form()
    {
        var page = (await SignUpAsync()).Page;
        await page.GotoAsync("/w/me/lyrics/new");
        await page.UntilAliveAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Rain");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verse", Exact = true }).ClickAsync();
        await page.Keyboard.TypeAsync("drip drop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved as version 1.")).ToBeVisibleAsync();
        await page.GetByLabel("Lyrics", new() { Exact = true }).FillAsync("[Verse]\nsomething else");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true })).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByText("Saved as version 2.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.UntilAliveAsync();
        await page.GetByText("Version 1", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore version 1" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Lyrics", new() { Exact = true })).ToHaveValueAsync("[Verse]\ndrip drop");
        await page.GetByRole(AriaRole.Link, new() { Name = "Use in Create" }).ClickAsync();
        await Assertions.Expect(new CreatePage(page).Lyrics).ToHaveValueAsync("[Verse]\ndrip drop");
        await Assertions.Expect(page.GetByText("From your lyrics “Rain”")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_preset_is_kept_applied_deleted_and_brought_back()
    {
        var page = (await SignUpAsync()).Page;
        var create = new CreatePage(page);
        var (presets, dialog) = (page.GetByRole(AriaRole.Button, new() { Name = "Presets" }), PersonasPage.DialogOf(page));
        await create.CustomAsync();
        await create.Styles.FillAsync("slow, piano");
        await presets.ClickAsync();
        await dialog.GetByLabel("Save what is in the form as").FillAsync("Slow");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.List)).ToContainTextAsync("Slow");
        await page.Keyboard.PressAsync("Escape");
        await create.Styles.FillAsync("fast");
        await presets.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Apply Slow" }).ClickAsync();
        await Assertions.Expect(create.Styles).ToHaveValueAsync("slow, piano");
        await presets.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete Slow" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("“Slow” is back.")).ToBeVisibleAsync();
        await presets.ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.List)).ToContainTextAsync("Slow");
    }

    [GeneratedRegex("2 songs")]
    private static partial Regex TwoSongs();
}
