using Core.Tests.Credits;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace Core.Tests.Data;

public sealed class WriteQueueTests
{
    private static readonly Error _refusal = new("no", "No.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Announcements_are_raised_after_the_commit_and_only_then(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var id = Guid.CreateVersion7();
        var heard = new List<(Announcement Announcement, bool IsCommitted)>();
        app.Writes.Committed += announcements =>
        {
            using var other = app.OpenDb();
            heard.AddRange(announcements.Select(announcement => (announcement, other.Workspaces.Any(workspace => workspace.Id == id))));
        };
        await app.Writes.RunAsync<bool>(
            db =>
            {
                db.Workspaces.Add(NewWorkspace(app, id));
                db.Announce("a-topic", "a-kind", id);
                Assert.Empty(heard);
                return Task.FromResult<Result<bool>>(true);
            },
            Token);
        Assert.Equal((new Announcement("a-topic", "a-kind", id), true), Assert.Single(heard));
    }

    [Theory, OnBothDatabases]
    public async Task A_refusal_rolls_back_and_announces_nothing(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var heard = 0;
        app.Writes.Committed += _ => heard++;
        var id = Guid.CreateVersion7();
        var result = await app.Writes.RunAsync<bool>(
            async db =>
            {
                db.Workspaces.Add(NewWorkspace(app, id));
                await db.SaveChangesAsync(Token);
                db.Announce("a-topic", "a-kind", id);
                return _refusal;
            },
            Token);
        Assert.Same(_refusal, result.Error);
        Assert.Equal(0, heard);
        await using var db = app.OpenDb();
        Assert.False(await db.Workspaces.AnyAsync(workspace => workspace.Id == id, Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_listener_that_throws_breaks_neither_the_write_nor_the_other_listeners(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var heard = 0;
        app.Writes.Committed += _ => throw new InvalidOperationException("a bad listener");
        app.Writes.Committed += _ => heard++;
        var result = await app.GrantAsync(app.Ben.WorkspaceId, 5);
        Assert.True(result.IsOk);
        Assert.Equal(1, heard);
    }

    [Theory, OnBothDatabases]
    public async Task A_write_that_swallows_a_failed_command_is_not_committed(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var id = Guid.CreateVersion7();
        await Assert.ThrowsAnyAsync<Exception>(() => app.Writes.RunAsync<bool>(
            async db =>
            {
                db.Workspaces.Add(NewWorkspace(app, id));
                await db.SaveChangesAsync(Token);
                // The check constraint refuses a balance below zero; PostgreSQL would then answer the commit with a quiet rollback.
                await Record.ExceptionAsync(() => db.CreditAccounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.Posted, -1), Token));
                return true;
            },
            Token));
        await using var db = app.OpenDb();
        Assert.False(await db.Workspaces.AnyAsync(workspace => workspace.Id == id, Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_swallowed_lost_race_is_run_again(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var runs = 0;
        var result = await app.Writes.RunAsync<int>(
            async db =>
            {
                runs++;
                if (runs == 1)
                {
                    db.Workspaces.Add(NewWorkspace(app, app.Ben.WorkspaceId));
                    await Record.ExceptionAsync(() => db.SaveChangesAsync(Token));
                    db.ChangeTracker.Clear();
                }

                return runs;
            },
            Token);
        Assert.Equal(2, result.Value);
    }

    [Theory, OnBothDatabases]
    public async Task Writers_that_meet_at_a_revision_both_have_their_say(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var clipId = await AddClipAsync(app);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => app.Writes.RunAsync<bool>(
            async db =>
            {
                var clip = await db.Clips.SingleAsync(clip => clip.Id == clipId, Token);
                await Task.Yield();
                clip.Title += i;
                return true;
            },
            Token)));
        await using var db = app.OpenDb();
        var clip = await db.Clips.SingleAsync(clip => clip.Id == clipId, Token);
        Assert.Equal("012", string.Concat(clip.Title.Order()));
        Assert.Equal(3, clip.Revision);
    }

    [Theory, OnBothDatabases]
    public async Task A_race_lost_every_time_is_reported_and_the_queue_lives_on(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var runs = 0;
        await Assert.ThrowsAsync<LostRaceException>(() => app.Writes.RunAsync<bool>(_ => throw new LostRaceException($"run {++runs}"), Token));
        Assert.Equal(16, runs);
        Assert.True((await app.GrantAsync(app.Ben.WorkspaceId, 1)).IsOk);
    }

    [Fact]
    public async Task A_busy_database_is_tried_again()
    {
        await using var app = await TestApp.StartAsync();
        var runs = 0;
        var result = await app.Writes.RunAsync<int>(_ => ++runs == 1 ? throw new SqliteException("database is locked", 5) : Task.FromResult<Result<int>>(runs), Token);
        Assert.Equal(2, result.Value);
    }

    [Fact]
    public async Task Two_writes_that_block_each_other_both_succeed_in_the_end()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Postgres);
        var (first, second) = (app.Ada.WorkspaceId, app.Ben.WorkspaceId);
        var bothHoldOne = new TaskCompletionSource();
        var runs = 0;
        async Task<bool> MoveAsync(Guid one, Guid other) => (await app.Writes.RunAsync<bool>(
            async db =>
            {
                var run = Interlocked.Increment(ref runs);
                await TouchAsync(db, one);
                if (run == 2) bothHoldOne.SetResult();
                await bothHoldOne.Task;
                await TouchAsync(db, other);
                return true;
            },
            Token)).Value;

        Assert.All(await Task.WhenAll(MoveAsync(first, second), MoveAsync(second, first)), Assert.True);
        Assert.True(runs > 2); // There really was a deadlock, and its victim ran again.
        await using var db = app.OpenDb();
        Assert.Equal([152, 152], await db.CreditAccounts.Select(account => account.Posted).ToListAsync(Token));

        Task TouchAsync(MusicDb db, Guid id) => db.CreditAccounts.Where(account => account.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.Posted, account => account.Posted + 1), Token);
    }

    [Theory, OnBothDatabases]
    public async Task A_cancelled_write_changes_nothing_and_lets_the_next_one_in(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var cancel = new CancellationTokenSource();
        var runs = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Writes.RunAsync<bool>(
            async db =>
            {
                runs++;
                await app.Get<Ledger>().GrantAsync(db, app.Ben.WorkspaceId, 7, "a grant", actorId: null, onceKey: null, expiresAt: null, cancel.Token);
                await cancel.CancelAsync();
                return true;
            },
            cancel.Token));
        Assert.Equal(1, runs);
        Assert.True((await app.GrantAsync(app.Ben.WorkspaceId, 1)).IsOk);
        await using var db = app.OpenDb();
        Assert.Equal(151, await db.CreditAccounts.Where(account => account.Id == app.Ben.WorkspaceId).Select(account => account.Posted).SingleAsync(Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_write_inside_a_write_is_refused_instead_of_waiting_for_itself(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => app.Writes.RunAsync<bool>(_ => app.GrantAsync(app.Ben.WorkspaceId, 1), Token));
        Assert.Equal("A write cannot start another write.", fault.Message);
        Assert.True((await app.GrantAsync(app.Ben.WorkspaceId, 1)).IsOk);
    }

    private static Workspace NewWorkspace(TestApp app, Guid id) => new() { Id = id, Name = "A workspace", IsPersonal = false, CreatedAt = app.Clock.UtcNow };

    private static async Task<Guid> AddClipAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        var clip = new Clip
        {
            Id = Guid.CreateVersion7(),
            WorkspaceId = app.Ben.WorkspaceId,
            TaskId = Guid.CreateVersion7(),
            Index = 0,
            Title = "",
            Op = "create",
            Provider = "sketch",
            Model = "sketch-1",
            DurationSeconds = 90,
            CreatedById = app.Ben.UserId,
            CreatedAt = app.Clock.UtcNow,
        };
        db.Clips.Add(clip);
        await db.SaveChangesAsync(Token);
        return clip.Id;
    }
}
