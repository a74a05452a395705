using Bunit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class TaskRowTests : ComponentTest
{
    private static readonly MusicRequest Request = new() { Op = Ops.Create, Model = "sketch-1", Description = "rain on tin" };

    [Fact]
    public void A_queued_task_shows_a_row_for_each_take_its_place_and_a_way_out()
    {
        var row = RenderRow(Samples.Task(TaskState.Queued, App.Clock.UtcNow) with { QueuePosition = 3 });
        Assert.Equal(2, row.FindAll(".row-open").Count);
        Assert.Equal("Queued #3", row.Find(".state").TextContent);
        Assert.False(row.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public void A_running_task_shows_stage_percent_and_the_time_since_its_start()
    {
        var now = App.Clock.UtcNow;
        var row = RenderRow(Samples.Task(TaskState.Submitting, now) with { Stage = Stages.Rendering, Percent = 43, StartedAt = now.AddSeconds(-75) });
        Assert.Equal("Rendering 43 %", row.Find(".state").TextContent);
        Assert.Equal("43", row.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Equal("75.0", row.Find("elapsed-time").GetAttribute("seconds"));
    }

    [Fact]
    public void A_percent_that_nobody_knows_is_not_invented()
    {
        var row = RenderRow(Samples.Task(TaskState.Submitted, App.Clock.UtcNow) with { Stage = Stages.Running });
        Assert.Equal("Running", row.Find(".state").TextContent);
        Assert.False(row.Find("[role=progressbar]").HasAttribute("aria-valuenow"));
    }

    [Fact]
    public void A_task_that_cannot_be_cancelled_says_why()
    {
        var row = RenderRow(Samples.Task(TaskState.Submitted, App.Clock.UtcNow) with { CanCancel = false, WhyNoCancel = "This provider cannot stop a running task." });
        Assert.True(row.Find("button").HasAttribute("disabled"));
        Assert.Equal("This provider cannot stop a running task.", row.Find("button").GetAttribute("title"));
    }

    [Theory]
    [InlineData(TaskState.Failed, "Failed")]
    [InlineData(TaskState.Cancelled, "Cancelled")]
    public void A_task_that_ended_without_songs_stays_with_what_it_cost_and_what_to_do(TaskState state, string word)
    {
        var row = RenderRow(Samples.Task(state, App.Clock.UtcNow) with { Reason = "The renderer ran out of memory.", CanCancel = false });
        Assert.Equal(word, row.Find(".state").TextContent);
        Assert.Equal("15 credits returned", row.Find(".row-returned").TextContent);
        Assert.Equal(state is TaskState.Failed, row.Markup.Contains("The renderer ran out of memory.", StringComparison.Ordinal));
        Assert.Equal(["Edit", "Retry"], row.FindAll(".row-actions .btn").Select(action => action.TextContent.Trim()));
    }

    [Fact]
    public void Markup_in_title_and_cause_is_shown_as_text()
    {
        var row = RenderRow(Samples.Task(TaskState.Failed, App.Clock.UtcNow, Samples.Markup) with { Reason = Samples.Markup });
        Assert.Empty(row.FindAll("script, img"));
        Assert.Equal(Samples.Markup, row.Find("h3").TextContent);
        Assert.Contains(Samples.Markup, row.Find(".row-cause").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_who_may_not_write_only_reads_the_charge()
    {
        var row = Render<TaskRow>(parameters => parameters.Add(r => r.Task, Samples.Task(TaskState.Queued, App.Clock.UtcNow)).Add(r => r.Workspace, "me").Add(r => r.CanWrite, false));
        Assert.Equal("Charge", Assert.Single(row.FindAll("button")).GetAttribute("title"));
    }

    [Fact]
    public async Task Cancelling_a_queued_task_returns_its_credits()
    {
        var (id, view) = await EnqueueAsync();
        await RenderRow(view).Find("button").ClickAsync();
        Assert.Equal(TaskState.Cancelled, (await App.Get<FindTask>().RunAsync(App.Ada, id, Ct))!.State);
        Assert.Equal(40, (await App.Get<MusicWeb.Core.Credits.CreditBalance>().FindAsync(App.Ada, Ct)).Available);
    }

    [Fact]
    public async Task Pressing_retry_three_times_makes_one_new_task()
    {
        var ct = Ct;
        var (id, _) = await EnqueueAsync();
        await App.Get<CancelTask>().RunAsync(App.Ada, id, ct);
        var row = RenderRow((await App.Get<FindTask>().RunAsync(App.Ada, id, ct))!);
        for (var press = 0; press < 3; press++) await row.FindAll(".row-actions .btn")[^1].ClickAsync();
        await using var db = App.OpenDb();
        Assert.Equal(1, await db.Tasks.CountAsync(task => task.RetryOfId == id, ct));
    }

    private async Task<(Guid Id, TaskView View)> EnqueueAsync()
    {
        var ct = Ct;
        var id = Guid.CreateVersion7();
        Assert.True((await App.Get<EnqueueTask>().RunAsync(App.Ada, id, "sketch", Request, retryOfId: null, ct)).IsOk);
        return (id, (await App.Get<FindTask>().RunAsync(App.Ada, id, ct))!);
    }

    private IRenderedComponent<TaskRow> RenderRow(TaskView task) =>
        Render<TaskRow>(parameters => parameters.Add(r => r.Task, task).Add(r => r.Workspace, "me").Add(r => r.CanWrite, true));
}
