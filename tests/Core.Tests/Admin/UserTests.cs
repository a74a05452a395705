using Core.Tests.Credits;
using Core.Tests.Tasks;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;

namespace Core.Tests.Admin;

public sealed class UserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task People_are_found_by_how_their_address_begins_or_by_id(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        foreach (var email in new[] { "benno@example.com", "zoe_1@example.com", "zoe%2@example.com", "\U0001F3B5@example.com" }) await app.SignUpAsync(email);
        Assert.Equal(["ben@example.com", "benno@example.com"], await SearchAsync("Ben"));
        Assert.Equal(["benno@example.com"], await SearchAsync(" benn "));
        Assert.Equal(["zoe_1@example.com"], await SearchAsync("zoe_"));
        Assert.Equal(["zoe%2@example.com"], await SearchAsync("zoe%"));
        Assert.Equal(["\U0001F3B5@example.com"], await SearchAsync("\U0001F3B5"));
        Assert.Equal(["ben@example.com"], await SearchAsync($"{app.Ben.UserId}"));
        foreach (var nothing in new[] { "", "  ", "xyz", "example", "ben\0", "' OR 1=1 --" }) Assert.Empty(await SearchAsync(nothing));

        async Task<IEnumerable<string>> SearchAsync(string text) => (await app.Get<FindUsers>().SearchAsync(app.Ada, text, Token)).Value!.Select(row => row.Email);
    }

    [Theory, OnBothDatabases]
    public async Task Everybody_is_listed_once_newest_first_with_balance_and_last_use_while_others_sign_up(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        for (var i = 0; i < 4; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.SignUpAsync($"person{i}@example.com");
        }

        await app.SucceedAsync(await app.OrderAsync(app.Ben));
        await app.OrderAsync(app.Ben);
        List<UserRow> seen = [];
        Cursor? next = null;
        do
        {
            var page = (await app.Get<FindUsers>().PageAsync(app.Ada, next, take: 2, Token)).Value!;
            seen.AddRange(page.Items);
            next = page.Next;
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.SignUpAsync($"late{seen.Count}@example.com");
        }
        while (next is not null);
        Assert.Equal(["person3", "person2", "person1", "person0"], seen.Take(4).Select(row => row.Email.Split('@')[0]));
        Assert.Equal(["ada@example.com", "ben@example.com"], seen.Skip(4).Select(row => row.Email).Order());
        var ben = seen.Single(row => row.Id == app.Ben.UserId);
        Assert.Equal((120L, 15L, DateOnly.FromDateTime(app.Clock.UtcNow)), (ben.AvailableCredits, ben.HeldCredits, ben.LastUsedOn));
    }

    [Theory, OnBothDatabases]
    public async Task Teams_and_personal_workspaces_are_listed_with_members_balance_and_tasks(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        await app.SucceedAsync(await app.OrderAsync(app.Ben));
        var workspaces = app.Get<FindWorkspaces>();
        var rows = (await workspaces.PageAsync(app.Ada, isPersonal: true, before: null, take: 10, Token)).Value!.Items;
        Assert.Equal([("ada", 1, 150L, 0), ("ben", 1, 135L, 1)], rows.Select(row => (row.Name, row.Members, row.AvailableCredits, row.TasksLately)).Order());
        Assert.Empty((await workspaces.PageAsync(app.Ada, isPersonal: false, before: null, take: 10, Token)).Value!.Items);
        Assert.Equal(("ben@example.com", Role.Owner), (await workspaces.MembersAsync(app.Ada, app.Ben.WorkspaceId, Token)).Value!.Select(member => (member.Email, member.Role)).Single());
        Assert.Equal("ben", (await workspaces.OfUserAsync(app.Ada, app.Ben.UserId, Token)).Value!.Single().WorkspaceName);
        Assert.Equal(Error.NotFound, (await workspaces.FindAsync(app.Ada, Guid.CreateVersion7(), Token)).Error);
    }

    [Theory, OnBothDatabases]
    public async Task A_task_tells_who_asked_and_what_was_held_and_returned(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var id = await app.OrderAsync(app.Ben);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.FailAsync(id, "Out of tin.");
        await app.OrderAsync(app.Ben);
        var tasks = app.Get<FindTasks>();
        var story = (await tasks.FindAsync(app.Ada, id, Token)).Value!;
        Assert.Equal(("ben@example.com", "ben", "Out of tin."), (story.Owner?.Email, story.WorkspaceName, story.Line.Reason));
        Assert.Equal(["Hold", "Void"], story.Entries.Select(entry => $"{entry.Kind}"));
        Assert.Equal(2, (await tasks.OfUserAsync(app.Ada, app.Ben.UserId, before: null, take: 10, Token)).Value!.Items.Count);
        Assert.Single((await tasks.OpenAsync(app.Ada, StillProvider.Default, take: 10, Token)).Value!);
        Assert.Equal(Error.NotFound, (await tasks.FindAsync(app.Ada, Guid.CreateVersion7(), Token)).Error);
    }

    [Theory, OnBothDatabases]
    public async Task The_right_is_given_and_taken_with_a_reason_and_never_from_the_last(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var set = app.Get<SetAdministrator>();
        Assert.Equal("last_administrator", (await set.RunAsync(app.Ada, app.Ada.UserId, isAdministrator: false, "tired", Token)).Error?.Code);
        Assert.Equal("bad_reason", (await set.RunAsync(app.Ada, app.Ben.UserId, isAdministrator: true, "  ", Token)).Error?.Code);
        Assert.True((await set.RunAsync(app.Ada, app.Ben.UserId, isAdministrator: true, "helps out", Token)).Value);
        Assert.False((await set.RunAsync(app.Ada, app.Ada.UserId, isAdministrator: false, "tired", Token)).Value);
        // The actor was read before the right was taken: the verb asks again.
        Assert.Equal(Error.NotFound, (await set.RunAsync(app.Ada, app.Ada.UserId, isAdministrator: true, "back", Token)).Error);
        await using var db = app.OpenDb();
        Assert.Equal(
            [("administrator.made", "ben@example.com", "helps out", "user", "administrator"), ("administrator.unmade", "ada@example.com", "tired", "administrator", "user")],
            (await db.AuditEvents.OrderBy(row => row.Action).ToListAsync(Token)).Select(row => (row.Action, row.Subject, row.Reason, row.Before, row.After)));
    }

    [Theory, OnBothDatabases]
    public async Task Two_who_take_each_others_right_at_once_leave_one(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var set = app.Get<SetAdministrator>();
        await set.RunAsync(app.Ada, app.Ben.UserId, isAdministrator: true, "helps out", Token);
        var ben = app.Ben with { IsAdministrator = true };
        await Task.WhenAll(set.RunAsync(app.Ada, ben.UserId, isAdministrator: false, "coup", Token), set.RunAsync(ben, app.Ada.UserId, isAdministrator: false, "coup", Token));
        await using var db = app.OpenDb();
        Assert.Equal(1, await db.Users.CountAsync(user => user.IsAdministrator, Token));
    }

    [Fact]
    public async Task Nobody_else_reads_or_does_any_of_it()
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite);
        var id = await app.OrderAsync(app.Ben);
        Assert.Equal(Error.NotFound, (await app.Get<FindUsers>().PageAsync(app.Ben, before: null, take: 10, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FindUsers>().SearchAsync(app.Ben, "ada", Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<UserKeys>().RunAsync(app.Ben, app.Ada.UserId, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FindWorkspaces>().PageAsync(app.Ben, isPersonal: true, before: null, take: 10, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FindWorkspaces>().FindAsync(app.Ben, app.Ben.WorkspaceId, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FindWorkspaces>().MembersAsync(app.Ben, app.Ben.WorkspaceId, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FindWorkspaces>().OfUserAsync(app.Ben, app.Ben.UserId, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FindTasks>().FindAsync(app.Ben, id, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FindTasks>().OfUserAsync(app.Ben, app.Ben.UserId, before: null, take: 10, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FindTasks>().OpenAsync(app.Ben, StillProvider.Default, take: 10, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<FailureReport>().RunAsync(app.Ben, 7, Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<SetAdministrator>().RunAsync(app.Ben, app.Ben.UserId, isAdministrator: true, "me", Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<PauseProvider>().RunAsync(app.Ben, StillProvider.Default, isPaused: true, "me", Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<CancelAnyTask>().RunAsync(app.Ben, id, "me", Token)).Error);
        Assert.Equal(Error.NotFound, (await app.Get<RetryForOwner>().RunAsync(app.Ben, id, "me", Token)).Error);
        Assert.Equal(new(135, 15), await app.BalanceAsync(app.Ben));
    }
}
