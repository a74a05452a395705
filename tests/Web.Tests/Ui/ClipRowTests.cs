using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class ClipRowTests : ComponentTest
{
    [Fact]
    public async Task A_row_carries_what_the_player_needs()
    {
        var clip = await AddClipAsync();
        var row = RenderRow(clip).Find("article");
        Assert.Equal($"/media/{clip.Playable!.Id}", row.GetAttribute("data-src"));
        Assert.Equal("92.4", row.GetAttribute("data-duration"));
        Assert.Equal([1, 2, 3], Convert.FromBase64String(row.GetAttribute("data-peaks")!));
        Assert.Equal("Play Night drive", row.QuerySelector("[data-play]")!.GetAttribute("aria-label"));
        Assert.Equal("Sketch", row.QuerySelector(".badge")!.TextContent);
        Assert.Contains("melody only, words not sung", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_title_is_shown_as_text()
    {
        var row = RenderRow(await AddClipAsync(Samples.Markup));
        Assert.Empty(row.FindAll("script, img"));
        Assert.Equal(Samples.Markup, row.Find("h3").TextContent);
    }

    [Fact]
    public async Task The_menu_exists_only_while_it_is_open_and_offers_what_there_is()
    {
        var row = RenderRow(await AddClipAsync());
        Assert.Empty(row.FindAll("[role=menuitem]"));
        await row.Find("[aria-haspopup=menu]").ClickAsync();
        Assert.Equal(["Download FLAC", "Download MIDI", "Rename", "Reuse settings", "Charge", "Move to…", "Move to trash"], row.FindAll("[role=menuitem]").Select(item => item.FirstElementChild!.NextSibling!.TextContent));
    }

    [Fact]
    public async Task Enter_keeps_the_new_title()
    {
        var clip = await AddClipAsync();
        var row = RenderRow(clip);
        await row.Find("h3").DoubleClickAsync();
        await row.Find("input").InputAsync("Day drive");
        await row.Find("input").KeyDownAsync("Enter");
        Assert.Equal("Day drive", (await ReadAsync(clip)).Title);
    }

    [Fact]
    public async Task Escape_leaves_the_title_as_it_was()
    {
        var clip = await AddClipAsync();
        var row = RenderRow(clip);
        await row.Find("h3").DoubleClickAsync();
        await row.Find("input").InputAsync("Day drive");
        await row.Find("input").KeyDownAsync("Escape");
        Assert.Empty(row.FindAll("input"));
        Assert.Equal("Night drive", (await ReadAsync(clip)).Title);
    }

    [Fact]
    public async Task A_title_that_is_refused_is_said_and_not_kept()
    {
        var clip = await AddClipAsync();
        var toasts = Render<Toasts>();
        var row = RenderRow(clip);
        await row.Find("h3").DoubleClickAsync();
        await row.Find("input").InputAsync(new string('x', RenameClip.TitleLimit + 1));
        await row.Find("input").KeyDownAsync("Enter");
        Assert.Contains("Shorten the title: 81 of 80 characters.", toasts.Markup, StringComparison.Ordinal);
        Assert.Equal("Night drive", (await ReadAsync(clip)).Title);
    }

    [Fact]
    public async Task Undo_brings_a_trashed_song_back()
    {
        var clip = await AddClipAsync();
        var toasts = Render<Toasts>();
        var row = RenderRow(clip);
        await row.Find("[aria-haspopup=menu]").ClickAsync();
        await row.FindAll("[role=menuitem]")[^1].ClickAsync();
        Assert.NotNull((await ReadAsync(clip)).TrashedAt);
        await toasts.Find(".toast .btn").ClickAsync();
        Assert.Null((await ReadAsync(clip)).TrashedAt);
    }

    [Fact]
    public async Task A_song_moves_to_another_workspace_and_undo_brings_it_back()
    {
        var clip = await AddClipAsync();
        var team = await App.TeamAsync("Night shift", (App.Ada, Role.Member));
        await App.TeamAsync("Only to listen", (App.Ada, Role.Viewer));
        var toasts = Render<Toasts>();
        var row = RenderRow(clip);
        await OpenMoveAsync(row);
        Assert.Equal(["Night shift"], row.FindAll("#move-to option").Select(option => option.TextContent));
        await row.Find("form.dialog-body").SubmitAsync();
        Assert.Empty(row.FindAll(".dialog"));
        Assert.Null(await App.Get<FindClip>().RunAsync(App.Ada, clip.Id, Ct));
        Assert.NotNull(await App.Get<FindClip>().RunAsync(team, clip.Id, Ct));

        Assert.Equal("“Night drive” moved to Night shift.", toasts.Find(".toast p, .toast span").TextContent.Trim());
        await toasts.Find(".toast .btn").ClickAsync();
        Assert.Equal("Night drive", (await ReadAsync(clip)).Title);
    }

    [Fact]
    public async Task Who_has_no_other_workspace_is_shown_how_to_get_one()
    {
        var row = RenderRow(await AddClipAsync());
        await OpenMoveAsync(row);
        Assert.Equal("/teams/new", row.Find(".dialog a").GetAttribute("href"));
        Assert.True(row.Find(".dialog button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_row_loses_its_changes_with_the_readers_right_to_make_them()
    {
        var row = RenderRow(await AddClipAsync());
        row.Render(parameters => parameters.Add(r => r.CanWrite, false));
        await row.Find("[aria-haspopup=menu]").ClickAsync();
        Assert.Equal(["Download FLAC", "Download MIDI", "Reuse settings", "Charge"], row.FindAll("[role=menuitem]").Select(item => item.FirstElementChild!.NextSibling!.TextContent));
    }

    [Fact]
    public async Task A_song_without_an_outline_says_where_to_leave_one_and_shows_it_as_soon_as_it_is_there()
    {
        var clip = await AddClipAsync() with { Peaks = null };
        var row = RenderRow(clip);
        Assert.Empty(row.FindAll("mini-wave"));
        Assert.Equal($"/media/outlines/me/{clip.Id}", row.Find("article").GetAttribute("data-keep"));

        row.Render(parameters => parameters.Add(r => r.Clip, clip with { Peaks = [4, 5, 6] }));
        Assert.Equal([4, 5, 6], Convert.FromBase64String(row.Find("mini-wave").GetAttribute("peaks")!));
        Assert.Equal(row.Find("mini-wave").GetAttribute("peaks"), row.Find("article").GetAttribute("data-peaks"));
        Assert.False(row.Find("article").HasAttribute("data-keep"));
    }

    [Fact]
    public async Task Nobody_is_asked_for_an_outline_who_may_not_leave_one()
    {
        var clip = await AddClipAsync() with { Peaks = null };
        var row = RenderRow(clip);
        row.Render(parameters => parameters.Add(r => r.CanWrite, false));
        Assert.False(row.Find("article").HasAttribute("data-keep"));
        Assert.False(RenderRow(clip with { TrashedAt = clip.CreatedAt }).Find("article").HasAttribute("data-keep"));
    }

    [Fact]
    public async Task A_message_goes_by_itself()
    {
        var toasts = Render<Toasts>();
        await toasts.InvokeAsync(() => Services.GetRequiredService<ToastFeed>().Show("Kept."));
        Assert.Single(toasts.FindAll(".toast"));
        App.Clock.Advance(TimeSpan.FromSeconds(9));
        toasts.WaitForAssertion(() => Assert.Empty(toasts.FindAll(".toast")));
    }

    private static async Task OpenMoveAsync(IRenderedComponent<ClipRow> row)
    {
        await row.Find("[aria-haspopup=menu]").ClickAsync();
        await row.FindAll("[role=menuitem]").Single(item => item.TextContent.Contains("Move to…", StringComparison.Ordinal)).ClickAsync();
    }

    private async Task<ClipView> AddClipAsync(string title = "Night drive") => await Songbook.AddAsync(App, App.Ada, title);

    private async Task<ClipView> ReadAsync(ClipView clip) => (await App.Get<FindClip>().RunAsync(App.Ada, clip.Id, Ct))!;

    private IRenderedComponent<ClipRow> RenderRow(ClipView clip) =>
        Render<ClipRow>(parameters => parameters.Add(r => r.Clip, clip).Add(r => r.Workspace, "me").Add(r => r.Badge, "Sketch").Add(r => r.CanWrite, true));
}
