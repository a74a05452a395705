using Bunit;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Workspaces;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Workspaces;

public sealed class ActivityPageTests : TeamTest
{
    [Fact]
    public async Task What_others_do_appears_on_top_in_words()
    {
        await StartTeamAsync();
        SignIn(App.Ben, "ben@example.com");
        var page = RenderPage();
        Assert.Equal("ben joined as a member", page.Find(".feed-words").TextContent);
        await App.Get<RenameWorkspace>().RunAsync(Ada, "Day <b> shift", Ct);
        page.WaitForAssertion(() => Assert.Equal("ada renamed the team to “Day <b> shift”", page.Find(".feed-words").TextContent));
        Assert.Empty(page.FindAll(".feed b"));
    }

    [Fact]
    public async Task A_song_in_the_making_is_listed_and_can_be_cancelled_by_another_member()
    {
        await StartTeamAsync();
        var id = await Songbook.EnqueueAsync(App, Ada);
        SignIn(App.Ben, "ben@example.com");
        var page = RenderPage();
        page.Find("article button").Click();
        page.WaitForAssertion(() => Assert.Contains("Nothing is being made", page.Markup, StringComparison.Ordinal));
        Assert.Equal(TaskState.Cancelled, (await App.Get<FindTask>().RunAsync(Ada, id, Ct))!.State);
    }

    private IRenderedComponent<ActivityPage> RenderPage() => Render<ActivityPage>(parameters => parameters.Add(p => p.Workspace, Workspace));
}
