using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Admin;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Admin;

public sealed class PeopleTests : ComponentTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task From_the_beginning_of_an_address_one_comes_to_the_person_the_task_and_its_charge()
    {
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        var taskId = await Songbook.EnqueueAsync(App, App.Ben);
        Navigation.NavigateTo("/admin/users");
        var users = Render<UsersPage>();
        await users.Find("#users-search").ChangeAsync("be");
        Assert.EndsWith("?search=be", Navigation.Uri, StringComparison.Ordinal);
        users.WaitForAssertion(() => Assert.Equal($"/admin/users/{App.Ben.UserId}", Assert.Single(users.FindAll("tbody a")).GetAttribute("href")));

        var user = Render<UserPage>(parameters => parameters.Add(page => page.Id, App.Ben.UserId));
        Assert.Equal(["25", "15"], user.FindAll(".figures dd").Take(2).Select(figure => figure.TextContent));
        Assert.Contains(user.FindAll("tbody a"), link => link.GetAttribute("href") == $"/admin/tasks/{taskId}");

        var task = Render<TaskPage>(parameters => parameters.Add(page => page.Id, taskId));
        Assert.Contains("held and neither spent nor returned", task.Find("[aria-labelledby=task-charge]").TextContent, StringComparison.Ordinal);
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await task.Find(".acts-row button").ClickAsync();
        await task.Find(".reason-form").SubmitAsync();
        Assert.Equal("Say why; the reason stands in the audit log.", task.Find("#cancel-reason-error").TextContent);
        task.Find("#cancel-reason").Input("They asked me to.");
        await task.Find(".reason-form").SubmitAsync();
        task.WaitForAssertion(() => Assert.Equal(["Held", "Returned"], task.FindAll("[aria-labelledby=task-charge] tbody tr td:nth-child(2)").Select(cell => cell.TextContent)));
        // The person's page is open meanwhile and says the same.
        user.WaitForAssertion(() => Assert.Equal(["40", "0"], user.FindAll(".figures dd").Take(2).Select(figure => figure.TextContent)));
    }

    [Fact]
    public async Task The_id_of_a_task_leads_to_the_task()
    {
        var taskId = await Songbook.EnqueueAsync(App, App.Ben);
        await Render<UsersPage>().Find("#users-search").ChangeAsync($" {taskId} ");
        Assert.EndsWith($"/admin/tasks/{taskId}", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_reads_why_the_right_stays()
    {
        var page = Render<UserPage>(parameters => parameters.Add(one => one.Id, App.Ada.UserId));
        await page.FindAll(".user-acts button[aria-expanded]").Single(button => button.TextContent.Contains("administrator", StringComparison.Ordinal)).ClickAsync();
        page.Find("#administrator-reason").Input("tired");
        await page.Find(".reason-form").SubmitAsync();
        Assert.Contains("the last administrator", page.Find(".form-message").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_provider_tells_everybody_who_waits_why()
    {
        await Songbook.EnqueueAsync(App, App.Ben);
        var queue = Render<QueuePage>();
        await queue.Find(".lane-head button").ClickAsync();
        queue.Find("#pause-sketch-reason").Input("They are moving house.");
        await queue.Find(".reason-form").SubmitAsync();
        queue.WaitForAssertion(() => Assert.Contains("They are moving house.", queue.Find(".lane-pause").TextContent, StringComparison.Ordinal));
        SignIn(App.Ben, "ben@example.com");
        var songs = Render<MusicWeb.Ui.Songs>(parameters => parameters
            .Add(list => list.Workspace, "me").Add(list => list.Filter, new SongFilter(Op: null, Status: null, Trashed: false)).Add(list => list.Empty, _ => { }));
        Assert.Equal("Paused: They are moving house.", songs.Find(".row-paused").TextContent);
    }

    [Fact]
    public async Task For_everybody_else_none_of_it_exists()
    {
        var taskId = await Songbook.EnqueueAsync(App, App.Ben);
        SignIn(App.Ben, "ben@example.com");
        var notFound = 0;
        Navigation.OnNotFound += (_, _) => notFound++;
        Assert.Empty(Render<UsersPage>().FindAll("h1"));
        Assert.Empty(Render<UserPage>(parameters => parameters.Add(page => page.Id, App.Ben.UserId)).FindAll("h1"));
        Assert.Empty(Render<TaskPage>(parameters => parameters.Add(page => page.Id, taskId)).FindAll("h1"));
        Assert.Empty(Render<WorkspacesPage>().FindAll("h1"));
        Assert.Empty(Render<WorkspacePage>(parameters => parameters.Add(page => page.Id, App.Ben.WorkspaceId)).FindAll("h1"));
        Assert.Empty(Render<QueuePage>().FindAll("h1"));
        Assert.Empty(Render<FailuresPage>().FindAll("h1"));
        Assert.Equal(7, notFound);
    }
}
