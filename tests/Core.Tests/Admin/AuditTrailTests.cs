using Core.Tests.Data;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;

namespace Core.Tests.Admin;

public sealed class AuditTrailTests
{
    private static readonly AuditFilter _everything = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_log_is_narrowed_by_action_person_workspace_subject_and_days(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var (key, today) = (Guid.CreateVersion7(), DateOnly.FromDateTime(app.Clock.UtcNow));
        await WriteAsync(app, app.Ada, "credits.given", "ben@example.com", app.Ben.UserId);
        await WriteAsync(app, app.Ben, "key.made", "laptop", key);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await WriteAsync(app, null, "key.expired", "laptop", key);

        Assert.Equal(["key.expired", "key.made", "credits.given"], await ReadAsync(_everything));
        Assert.Equal(["key.made"], await ReadAsync(new(Action: "key.made")));
        Assert.Equal(["key.made"], await ReadAsync(new(ActorId: app.Ben.UserId)));
        Assert.Equal(["credits.given"], await ReadAsync(new(WorkspaceId: app.Ada.WorkspaceId)));
        Assert.Equal(["key.expired", "key.made"], await ReadAsync(new(SubjectId: key)));
        Assert.Equal(["key.made", "credits.given"], await ReadAsync(new(To: today)));
        Assert.Equal(["key.expired"], await ReadAsync(new(From: today.AddDays(1))));
        Assert.Empty(await ReadAsync(new(Action: "key.made", ActorId: app.Ada.UserId)));
        Assert.Equal(["credits.given", "key.expired", "key.made"], (await app.Get<AuditTrail>().ActionsAsync(app.Ada, Token)).Value);

        async Task<IEnumerable<string>> ReadAsync(AuditFilter filter) => (await PageAsync(app, filter)).Items.Select(row => row.Event.Action);
    }

    [Theory, OnBothDatabases]
    public async Task A_row_names_who_and_where(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await WriteAsync(app, app.Ada, "credits.given", "ben@example.com", app.Ben.UserId);
        await WriteAsync(app, actor: null, "task.given-up", "Rain", subjectId: null);
        var rows = (await PageAsync(app, _everything)).Items;
        Assert.Equal([(null, null), ("ada@example.com", "ada")], rows.Select(row => (row.ActorName, row.WorkspaceName)));
    }

    [Theory, OnBothDatabases]
    public async Task Pages_neither_repeat_nor_skip_a_row_while_others_are_written(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        for (var i = 0; i < 7; i++) await WriteAsync(app, app.Ada, $"test.{i}", "thing", subjectId: null);
        List<string> seen = [];
        Cursor? next = null;
        do
        {
            var page = await PageAsync(app, _everything, next, take: 2);
            seen.AddRange(page.Items.Select(row => row.Event.Action));
            next = page.Next;
            await WriteAsync(app, app.Ada, "test.later", "thing", subjectId: null);
        }
        while (next is not null);
        Assert.Equal(["test.6", "test.5", "test.4", "test.3", "test.2", "test.1", "test.0"], seen);
    }

    [Theory, OnBothDatabases]
    public async Task The_whole_log_is_read_in_pieces(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await app.Writes.RunAsync<bool>(
            db =>
            {
                for (var i = 0; i < 1201; i++) db.Audit(app.Ada, "test.done", $"{i}", subjectId: null, app.Clock.GetUtcNow());
                return Task.FromResult<Result<bool>>(true);
            },
            Token);
        HashSet<string> subjects = [];
        await foreach (var row in app.Get<AuditTrail>().AllAsync(app.Ada, _everything, Token)) Assert.True(subjects.Add(row.Event.Subject));
        Assert.Equal(1201, subjects.Count);
    }

    [Fact]
    public async Task For_everybody_else_there_is_no_log()
    {
        await using var app = await TestApp.StartAsync();
        await WriteAsync(app, app.Ada, "credits.given", "ben@example.com", app.Ben.UserId);
        var (trail, find) = (app.Get<AuditTrail>(), app.Get<FindPerson>());
        Assert.Equal(Error.NotFound, (await trail.PageAsync(app.Ben, _everything, before: null, take: 10, Token)).Error);
        Assert.Equal(Error.NotFound, (await trail.ActionsAsync(app.Ben, Token)).Error);
        Assert.Equal(Error.NotFound, (await find.RunAsync(app.Ben, "ada@example.com", Token)).Error);
        await foreach (var row in trail.AllAsync(app.Ben, _everything, Token)) Assert.Fail(row.Event.Action);
    }

    [Theory, OnBothDatabases]
    public async Task A_person_is_found_by_address_or_id_and_nonsense_finds_nobody(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var find = app.Get<FindPerson>();
        var ben = new Person(app.Ben.UserId, "ben@example.com");
        Assert.Equal(ben, (await find.RunAsync(app.Ada, " Ben@example.com ", Token)).Value);
        Assert.Equal(ben, (await find.RunAsync(app.Ada, $"{ben.Id}", Token)).Value);
        foreach (var nonsense in new[] { "", "nobody@example.com", $"{Guid.CreateVersion7()}", "zero\0" })
        {
            Assert.Equal("unknown_email", (await find.RunAsync(app.Ada, nonsense, Token)).Error?.Code);
        }
    }

    [Fact]
    public async Task Every_page_is_read_in_order_by_an_index()
    {
        using var plans = new QueryPlans();
        await using var app = await TestApp.StartAsync(services: plans.Listen);
        var (id, day, later) = (Guid.CreateVersion7(), DateOnly.FromDateTime(app.Clock.UtcNow), new Cursor(app.Clock.UtcNow, Guid.CreateVersion7()));
        foreach (var filter in new AuditFilter[] { new(), new(Action: "a.b"), new(ActorId: id), new(WorkspaceId: id), new(SubjectId: id), new(From: day, To: day) })
        {
            plans.Forget();
            await PageAsync(app, filter, later);
            await plans.AssertReadInOrderAsync(app, "AuditEvents");
        }

        plans.Forget();
        await app.Get<AuditTrail>().ActionsAsync(app.Ada, Token);
        await plans.AssertNoFullScanAsync(app);
    }

    private static async Task<Page<AuditRow>> PageAsync(TestApp app, AuditFilter filter, Cursor? before = null, int take = 100) =>
        (await app.Get<AuditTrail>().PageAsync(app.Ada, filter, before, take, Token)).Value!;

    private static async Task WriteAsync(TestApp app, Actor? actor, string action, string subject, Guid? subjectId)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Writes.RunAsync<bool>(
            db =>
            {
                db.Audit(actor, action, subject, subjectId, app.Clock.GetUtcNow());
                return Task.FromResult<Result<bool>>(true);
            },
            Token);
    }
}
