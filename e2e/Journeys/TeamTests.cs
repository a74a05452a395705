using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>Two people, two browsers, one team: what one does the other sees.</summary>
public sealed class TeamTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task Two_people_share_songs_credits_and_caps_and_who_is_removed_is_out_at_once()
    {
        var ada = await SignUpAsync();
        var settings = new TeamPage(ada.Page);
        var team = await settings.CreateAsync("Night shift");
        var link = await settings.InviteAsync();
        var ben = await VisitAsync(Screen.Phone);
        var benEmail = await new TeamPage(ben.Page).JoinAsync(link);
        await Assertions.Expect(settings.Members).ToHaveCountAsync(2);
        await settings.StopAtAsync(15);

        // The link was for one.
        var late = await VisitAsync();
        await late.Page.GotoAsync(link);
        await Assertions.Expect(late.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("was used up");

        // Ada brings credits and makes a song; Ben, in the library on his phone, sees it appear without doing anything.
        await new CreditsPage(ada.Page).MoveAsync(team, 60);
        var create = new CreatePage(ada.Page);
        await create.OpenAsync(team);
        await create.FillShortAsync("Shared song");
        await create.PressAsync();
        var benSongs = new SongList(ben.Page);
        await Assertions.Expect(benSongs.ClipsOf("Shared song")).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await Assertions.Expect(new CreditsPage(ben.Page).Chip).ToContainTextAsync("45");

        // One song a day of the team's credits; the second is refused with the cap's name, and possible at one's own cost.
        await Assertions.Expect(create.Submit).ToBeDisabledAsync();
        await Assertions.Expect(create.Why).ToContainTextAsync("you have spent 15 of the 15 that you may spend of this team's credits a day");
        await Assertions.Expect(create.Why).ToContainTextAsync("00:00 UTC");
        await create.Submit.EvaluateAsync("button => { button.disabled = false; button.click(); }");
        await ada.Page.GetByLabel("Paid by").SelectOptionAsync("me");
        await Assertions.Expect(create.Submit).ToBeEnabledAsync();
        await Assertions.Expect(create.Why).ToContainTextAsync("75 credits left afterwards");

        // A viewer looks and listens: the button of the page that is open goes.
        var benCreate = new CreatePage(ben.Page);
        await benCreate.OpenAsync(team);
        await Assertions.Expect(benCreate.Submit).ToBeEnabledAsync();
        await settings.OpenAsync(team);
        await ada.Page.GetByLabel($"Role of {benEmail}").SelectOptionAsync("Viewer");
        await Assertions.Expect(benCreate.Why).ToContainTextAsync("not create");
        await Assertions.Expect(benCreate.Submit).ToBeDisabledAsync();

        await settings.RemoveAsync(benEmail);
        await Assertions.Expect(ben.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You are no longer in “Night shift”");
        await Assertions.Expect(benSongs.All).ToHaveCountAsync(0);
        Assert.Equal(404, (await ben.Page.GotoAsync($"/w/{team}/library"))!.Status);

        await ada.Page.GotoAsync($"/w/{team}/activity");
        foreach (var words in new[] { "made “Shared song”", "joined as a member", "a viewer", "removed" })
            await Assertions.Expect(ada.Page.Locator(".feed").GetByText(words).First).ToBeVisibleAsync();
    }
}
