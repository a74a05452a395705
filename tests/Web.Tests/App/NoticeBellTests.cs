using Bunit;
using MusicWeb.App;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using Web.Tests.Ui;

namespace Web.Tests.App;

public sealed class NoticeBellTests : ComponentTest
{
    protected override void ShareMore()
    {
        Share<NoticeList>();
        Share<ReadNotices>();
        Share<FindNoticeSettings>();
    }

    [Fact]
    public async Task The_bell_counts_what_comes_without_a_reload_and_only_ones_own()
    {
        var bell = Render<NoticeBell>();
        Assert.Empty(bell.FindAll(".bell-count"));
        await NotifyAsync(App.Ben, NoticeKind.Workspace, "His");
        await NotifyAsync(App.Ada, NoticeKind.Workspace, "Hers");
        bell.WaitForAssertion(() => Assert.Equal("1", bell.Find(".bell-count").TextContent));
        Assert.Equal("Notices, 1 unread", bell.Find("button").GetAttribute("aria-label"));
        Assert.Equal(1, await App.Get<NoticeList>().CountUnreadAsync(App.Ada.UserId, Ct)); // No song: whoever looks at the page has not read it yet.
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_song_that_ends_before_its_persons_eyes_is_no_news(bool isWatched, int unread)
    {
        var announced = JSInterop.Setup<bool>("musicweb.announce", _ => true).SetResult(isWatched);
        var bell = Render<NoticeBell>();
        await NotifyAsync(App.Ada, NoticeKind.SongDone, "“{0}” is ready.", "Night drive");
        bell.WaitForAssertion(() => Assert.Single(announced.Invocations));
        // Nobody asked for a desktop notice or a sound.
        Assert.Equal(["“Night drive” is ready.", false, false, true], Assert.Single(announced.Invocations).Arguments);
        bell.WaitForAssertion(() => Assert.Equal(unread, bell.FindAll(".bell-count").Count));
        Assert.Equal(unread, await App.Get<NoticeList>().CountUnreadAsync(App.Ada.UserId, Ct));
    }

    [Fact]
    public async Task The_panel_lists_the_newest_first_and_all_are_marked_as_read_at_once()
    {
        for (var i = 1; i <= 25; i++)
        {
            App.Clock.Advance(TimeSpan.FromSeconds(1));
            await NotifyAsync(App.Ada, NoticeKind.Security, "Number {0}", $"{i}");
        }

        var bell = Render<NoticeBell>();
        await bell.Find("button").ClickAsync();
        Assert.Equal(20, bell.FindAll("a.notice").Count);
        Assert.Contains("Number 25", bell.Find("a.notice").TextContent, StringComparison.Ordinal);
        await bell.Find(".notice-more").ClickAsync();
        Assert.Equal(25, bell.FindAll("a.notice.is-unread").Count);
        Assert.Empty(bell.FindAll(".notice-more"));
        await bell.FindAll("a.notice")[0].ClickAsync();
        Assert.Equal(24, await App.Get<NoticeList>().CountUnreadAsync(App.Ada.UserId, Ct));
        await bell.Find(".notice-head button").ClickAsync();
        Assert.Equal(0, await App.Get<NoticeList>().CountUnreadAsync(App.Ada.UserId, Ct));

        var later = Render<NoticeBell>();
        await later.Find("button").ClickAsync();
        Assert.Empty(later.FindAll(".is-unread, .notice-head button, .bell-count"));
    }

    [Fact]
    public async Task Beyond_ninety_nine_nobody_counts()
    {
        await App.Writes.RunAsync<int>(db =>
        {
            for (var i = 0; i < 120; i++) db.Notify(App.Ada.UserId, NoticeKind.Workspace, App.Clock.GetUtcNow(), link: null, "Many");
            return Task.FromResult<Result<int>>(0);
        }, Ct);
        Assert.Equal("99+", Render<NoticeBell>().Find(".bell-count").TextContent);
    }

    private async Task NotifyAsync(Actor to, NoticeKind kind, string text, params string[] arguments) => await App.Writes.RunAsync<int>(db =>
    {
        db.Notify(to.UserId, kind, App.Clock.GetUtcNow(), "/settings", text, arguments);
        return Task.FromResult<Result<int>>(0);
    }, Ct);
}
