using Core.Tests.Library;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class SongListTests
{
    private static readonly SongFilter All = new(Op: null, Status: null, Trashed: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Clips_stand_where_their_task_stood_among_the_tasks_that_have_none(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++) ids.Add(await app.OrderAsync(app.Ben));
        await app.SucceedAsync(ids[3]);
        await app.FailAsync(ids[1]);
        await app.SucceedAsync(ids[0], clips: 1);
        await app.CancelAsync(app.Ben, ids[2]);

        var rows = (await PageAsync(app, app.Ben, All)).Items;
        Assert.Equal([ids[4], ids[3], ids[3], ids[2], ids[1], ids[0]], rows.Select(row => row.Clip?.TaskId ?? row.Task!.Id));
        Assert.Equal([false, true, true, false, false, true], rows.Select(row => row.Clip is not null));
        Assert.All(rows, row => Assert.True(row.Clip is null != row.Task is null));
        Assert.Equal(["flac", "wav"], rows[1].Clip!.Files.Select(file => file.Kind));
    }

    [Theory, OnBothDatabases]
    public async Task A_list_shows_what_its_filter_says(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var queued = await app.OrderAsync(app.Ben);
        var extending = await app.OrderAsync(app.Ben, Orders.Rain with { Op = "extend" });
        var (failed, cancelled, uncertain, done) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben));
        await app.FailAsync(failed);
        await app.CancelAsync(app.Ben, cancelled);
        await app.ParkAsync(uncertain);
        await app.SucceedAsync(done);
        var extended = await app.AddClipAsync(app.Ben, op: "extend");
        var trashed = await app.AddClipAsync(app.Ben);
        await app.Get<TrashClip>().RunAsync(app.Ben, trashed.Id, Token);

        await ShowsAsync(All, queued, extending, failed, cancelled, uncertain, done, done, extended.TaskId);
        await ShowsAsync(All with { Status = SongStatus.Running }, queued, extending, uncertain);
        await ShowsAsync(All with { Status = SongStatus.Failed }, failed, cancelled);
        await ShowsAsync(All with { Status = SongStatus.Done }, done, done, extended.TaskId);
        await ShowsAsync(All with { Op = "extend" }, extending, extended.TaskId);
        await ShowsAsync(All with { Op = "extend", Status = SongStatus.Done }, extended.TaskId);
        await ShowsAsync(All with { Op = "persona" });
        await ShowsAsync(All with { Op = "persona", AlsoOp = "extend" }, extending, extended.TaskId);
        await ShowsAsync(All with { Trashed = true }, trashed.TaskId);
        await ShowsAsync(new SongFilter(Ops.Create, SongStatus.Done, Trashed: true), trashed.TaskId);
        await ShowsAsync(All with { Op = "extend", Trashed = true });

        async Task ShowsAsync(SongFilter filter, params Guid[] tasks) =>
            Assert.Equal(tasks.Order(), (await PageAsync(app, app.Ben, filter)).Items.Select(row => row.Clip?.TaskId ?? row.Task!.Id).Order());
    }

    [Theory, OnBothDatabases]
    public async Task Pages_show_every_song_once_even_at_one_moment_and_while_others_are_added(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 1000);
        var expected = new HashSet<Guid>();
        for (var i = 0; i < 24; i++)
        {
            if (i is 9 or 20) app.Clock.Advance(TimeSpan.FromTicks(10)); // The smallest step a database keeps.
            if (i % 2 == 0) expected.Add((await app.AddClipAsync(app.Ben, files: "flac")).Id);
            else expected.Add((await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()))).Value);
        }

        var seen = new List<SongRow>();
        Cursor? before = null;
        do
        {
            var page = await PageAsync(app, app.Ben, All, before, take: 5);
            Assert.InRange(page.Items.Count, 1, 5);
            seen.AddRange(page.Items);
            // Newer ones, which belong before what was seen.
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.AddClipAsync(app.Ben);
            await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()));
            if (page.Next is null) break;
            Assert.True(Cursor.TryParse(page.Next.ToString(), out before)); // As an address carries it.
        }
        while (true);

        Assert.Equal(24, seen.Count);
        Assert.Equal(expected.Order(), seen.Select(IdOf).Order());
        var times = seen.Select(row => row.Clip?.CreatedAt ?? row.Task!.CreatedAt).ToList();
        Assert.Equal(times.OrderDescending(), times);
        Assert.Contains(seen, row => row.Task is not null);
    }

    [Theory, OnBothDatabases]
    public async Task A_task_that_becomes_clips_while_somebody_turns_pages_is_not_shown_again_behind_itself(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (older, newer) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben));
        var first = await PageAsync(app, app.Ben, All, take: 1);
        Assert.Equal(newer, first.Items.Single().Task?.Id);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.SucceedAsync(newer);
        var second = await PageAsync(app, app.Ben, All, first.Next, take: 5);
        Assert.Equal(older, Assert.Single(second.Items).Task?.Id);
    }

    [Theory, OnBothDatabases]
    public async Task A_page_has_1_to_100_rows_and_the_last_has_no_next_one(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        Assert.Equal((0, null), (await PageAsync(app, app.Ben, All)) is var none ? (none.Items.Count, none.Next) : default);
        await app.AddClipsAsync(app.Ben, 101);
        Assert.Single((await PageAsync(app, app.Ben, All, take: 0)).Items);
        Assert.Single((await PageAsync(app, app.Ben, All, take: int.MinValue)).Items);
        var most = await PageAsync(app, app.Ben, All, take: int.MaxValue);
        Assert.Equal(100, most.Items.Count);
        var last = await PageAsync(app, app.Ben, All, most.Next, take: 1);
        Assert.Single(last.Items);
        Assert.Null(last.Next);
    }

    [Theory, OnBothDatabases]
    public async Task The_position_in_the_queue_counts_everybody_in_the_lane_and_nobody_else(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, providers: [new StillProvider(), new StillProvider("other")]);
        var (first, theirs, third) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ada), await app.OrderAsync(app.Ben));
        var elsewhere = await app.OrderAsync(app.Ben, provider: "other");
        await AreAtAsync((first, 1), (third, 3), (elsewhere, 1));
        await app.ChangeAsync(first, task => task.Submit(app.Clock.UtcNow));
        await AreAtAsync((first, null), (third, 2), (elsewhere, 1));
        await app.CancelAsync(app.Ada, theirs);
        await AreAtAsync((third, 1));
        await app.FailAsync(first);
        await AreAtAsync((first, null), (third, 1));

        async Task AreAtAsync(params (Guid Id, int? Position)[] tasks)
        {
            var rows = (await PageAsync(app, app.Ben, All)).Items;
            foreach (var (id, position) in tasks)
            {
                Assert.Equal(position, rows.Single(row => row.Task?.Id == id).Task!.QueuePosition);
                Assert.Equal(position, (await app.Get<FindTask>().RunAsync(app.Ben, id, Token))!.QueuePosition);
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task Rows_of_another_workspace_are_never_seen(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (task, done) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben));
        await app.SucceedAsync(done);
        var trashed = await app.AddClipAsync(app.Ben);
        await app.Get<TrashClip>().RunAsync(app.Ben, trashed.Id, Token);
        var bens = await PageAsync(app, app.Ben, All, take: 1);
        foreach (var status in new SongStatus?[] { null, SongStatus.Done, SongStatus.Running, SongStatus.Failed })
        {
            foreach (var filter in new[] { All with { Status = status }, All with { Status = status, Trashed = true } })
            {
                Assert.Empty((await PageAsync(app, app.Ada, filter)).Items);
                Assert.Empty((await PageAsync(app, app.Ada, filter, bens.Next)).Items);
            }
        }

        Assert.Null(await app.Get<FindTask>().RunAsync(app.Ada, task, Token));
        Assert.NotNull(await app.Get<FindTask>().RunAsync(app.Ada.At(app.Ben, Role.Viewer), task, Token));
        Assert.Equal(3, (await PageAsync(app, app.Ada.At(app.Ben, Role.Viewer), All)).Items.Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_task_says_what_it_is_where_it_stands_and_whether_it_can_be_stopped(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.OrderAsync(app.Ben);
        var queued = await app.Get<FindTask>().RunAsync(app.Ben, id, Token);
        Assert.NotNull(queued);
        Assert.Equal((id, Ops.Create, "still", "still-1", "rain on tin"), (queued.Id, queued.Op, queued.Provider, queued.Model, queued.Title));
        Assert.Equal((TaskState.Queued, 15L, 2, true, null, app.Clock.UtcNow), (queued.State, queued.PriceCredits, queued.Takes, queued.CanCancel, queued.WhyNoCancel, queued.CreatedAt));
        Assert.Equal((null, null, DateTimeKind.Utc), (queued.StartedAt, queued.FinalizedAt, queued.CreatedAt.Kind));

        var startedAt = app.Clock.UtcNow;
        await app.ChangeAsync(id, task => task.Submit(startedAt), task => task.Accept("theirs", startedAt, startedAt), task => task.Snooze(new ProviderProgress(Stages.Rendering, 40), startedAt));
        var running = await app.Get<FindTask>().RunAsync(app.Ben, id, Token);
        Assert.Equal((TaskState.Submitted, Stages.Rendering, 40, startedAt, true), (running!.State, running.Stage, running.Percent, running.StartedAt, running.CanCancel));

        await app.FailAsync(id, "Out of tin.");
        var failed = await app.Get<FindTask>().RunAsync(app.Ben, id, Token);
        Assert.Equal((TaskState.Failed, "Out of tin.", false, null, null), (failed!.State, failed.Reason, failed.CanCancel, failed.WhyNoCancel, failed.Stage));
        Assert.Equal(app.Clock.UtcNow, failed.FinalizedAt);
    }

    private static Guid IdOf(SongRow row) => row.Clip?.Id ?? row.Task!.Id;

    private static Task<Page<SongRow>> PageAsync(TestApp app, Actor actor, SongFilter filter, Cursor? before = null, int take = 50) =>
        app.Get<SongList>().PageAsync(actor, filter, before, take, Token);
}
