using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Pages.Lyrics;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Lyrics;

public sealed class LyricPageTests : ComponentTest
{
    [Fact]
    public async Task New_words_become_lyrics_with_an_address_of_their_own()
    {
        var page = RenderPage("new");
        page.Find("#lyric-name").Input("Rain");
        page.Find("#lyric-text").Input("[Verse]\ndrip drop");
        await page.Find("form").SubmitAsync();
        var sheet = Assert.Single((await App.Get<LyricsList>().PageAsync(App.Ada, trashed: false, before: null, take: 10, Ct)).Items);
        Assert.Equal(("Rain", "[Verse]\ndrip drop", 1), (sheet.Belonging.Name, sheet.Text, sheet.Version));
        Assert.Equal($"/w/me/lyrics/{sheet.Belonging.Id}", new Uri(Services.GetRequiredService<NavigationManager>().Uri).AbsolutePath);
        Assert.Equal("Saved as version 1.", page.Find(".lyric-state").TextContent);
        Assert.Equal($"/w/me/create?lyrics={sheet.Belonging.Id}", page.Find(".lyric-foot a").GetAttribute("href"));
    }

    [Fact]
    public async Task What_was_typed_and_not_saved_is_there_after_a_reload()
    {
        var id = await App.AddLyricsAsync(App.Ada, "Rain", "one");
        var page = RenderPage($"{id}");
        page.Find("#lyric-text").Input("two");
        await page.Find("form").TriggerEventAsync("onfocusout", new Microsoft.AspNetCore.Components.Web.FocusEventArgs());
        Assert.Equal("two", RenderPage($"{id}").Find("#lyric-text").GetAttribute("value"));
        Assert.Equal("one", (await App.Get<LyricsList>().FindAsync(App.Ada, id, Ct))!.Text);

        await page.Find("form").SubmitAsync();
        await App.Get<SaveLyrics>().RunAsync(App.Ada, id, "Rain", "three", 2, Ct);
        Assert.Equal("three", RenderPage($"{id}").Find("#lyric-text").GetAttribute("value"));
    }

    [Fact]
    public async Task An_earlier_version_comes_back_as_a_new_one()
    {
        var id = await App.AddLyricsAsync(App.Ada, "Rain", "one");
        await App.Get<SaveLyrics>().RunAsync(App.Ada, id, "Rain", "two", 1, Ct);
        var page = RenderPage($"{id}");
        Assert.Equal(2, page.FindAll(".lyric-versions li").Count);
        await page.Find(".lyric-versions .btn").ClickAsync();
        Assert.Equal("one", page.Find("#lyric-text").GetAttribute("value"));
        Assert.Equal("Version 1 is back, as version 3.", page.Find(".lyric-state").TextContent);
        Assert.Equal(3, page.FindAll(".lyric-versions li").Count);
    }

    [Fact]
    public async Task Lyrics_for_use_only_are_read_and_leave_with_the_share()
    {
        var team = await App.TeamAsync("Band", (App.Ben, Role.Owner), (App.Ada, Role.Member));
        var id = await App.AddLyricsAsync(App.Ben, "Rain", Samples.Markup);
        await App.ShareAsync<LyricSheet>(App.Ben, id, team);
        var page = RenderPage($"{id}", $"{team.WorkspaceId}");
        Assert.Equal(Samples.Markup, page.Find(".lyric-read").TextContent);
        Assert.Empty(page.FindAll("form, .lyric-versions"));
        await App.Get<RevokeShare>().RunAsync<LyricSheet>(App.Ben, id, team.WorkspaceId, Ct);
        page.WaitForAssertion(() => Assert.Equal($"/w/{team.WorkspaceId}/lyrics", new Uri(Services.GetRequiredService<NavigationManager>().Uri).AbsolutePath));
    }

    [Fact]
    public async Task The_list_shows_the_first_line_that_is_sung_and_undoes_a_deletion()
    {
        await App.AddLyricsAsync(App.Ada, "Rain", "[Verse]\n\ndrip drop\ndrip");
        var list = Render<LyricsPage>(parameters => parameters.Add(p => p.Workspace, FindActor.Me));
        Assert.Equal("drip drop", list.Find(".lyrics-words p").TextContent);
        await list.Find(".lyrics-row .icon-button").ClickAsync();
        await list.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == "Move to trash").ClickAsync();
        Assert.Empty(list.FindAll(".lyrics-row"));
        Assert.Single((await App.Get<LyricsList>().PageAsync(App.Ada, trashed: true, before: null, take: 10, Ct)).Items);
    }

    private IRenderedComponent<LyricPage> RenderPage(string sheet, string workspace = FindActor.Me) =>
        Render<LyricPage>(parameters => parameters.Add(p => p.Workspace, workspace).Add(p => p.Sheet, sheet));
}
