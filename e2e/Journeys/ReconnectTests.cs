using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>What a lost connection costs: nothing.</summary>
public sealed class ReconnectTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task A_lost_connection_comes_back_with_what_was_typed_and_the_song_plays_on()
    {
        var visitor = await VisitAsync();
        var line = await CutLine.InstallAsync(visitor);
        await new SignUpPage(visitor.Page).SignUpAsync();
        var (create, player) = (new CreatePage(visitor.Page), new PlayerBar(visitor.Page));
        await create.FillShortAsync("Before the cut");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await player.UntilAsync(0.5);
        await create.Title.FillAsync("Typed before the cut");
        await visitor.Page.EvaluateAsync("window.sameDocument = true");

        await line.CutAsync();
        var there = await player.SecondsAsync();
        await player.UntilAsync(there + 0.5);
        await line.UntilBackAsync();
        await Assertions.Expect(create.Submit).ToBeEnabledAsync();
        await create.PressAsync();
        await Assertions.Expect(create.Songs.ClipsOf("Typed before the cut")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.sameDocument === true"), "the page was loaded anew");
    }

    [Fact]
    public async Task After_a_restart_of_the_server_the_page_loads_anew_and_the_draft_is_there()
    {
        await using var site = await SiteProcess.StartAsync();
        var visitor = await SignUpAsync(site: site);
        visitor.ExpectsLostConnection = true;
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("Kept across a restart");
        await create.Title.BlurAsync();
        var tab = new CreatePage(await visitor.OpenTabAsync());
        await tab.OpenAsync();
        for (var tries = 0; tries < 20 && (await tab.Title.CountAsync() == 0 || await tab.Title.InputValueAsync() != "Kept across a restart"); tries++) await tab.OpenAsync();
        await visitor.Page.EvaluateAsync("window.sameDocument = true");
        await site.RestartAsync();
        await visitor.Page.WaitForFunctionAsync("() => window.sameDocument !== true", null, new() { Timeout = 60_000 });
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(create.Title).ToHaveValueAsync("Kept across a restart");
    }
}
