using Core.Tests.Credits;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Accounts;

public sealed class OpenAccountTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_first_account_becomes_administrator_and_is_told_so_once(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateAsync(provider);
        await using var app = await TestApp.StartAsync(store, withPeople: false);
        var (first, second) = (await app.AddUserAsync("first@example.com"), await app.AddUserAsync("second@example.com"));

        Assert.True((await app.Get<OpenAccount>().RunAsync(first, Token)).BecameAdministrator);
        Assert.False((await app.Get<OpenAccount>().RunAsync(second, Token)).BecameAdministrator);
        Assert.False((await app.Get<OpenAccount>().RunAsync(first, Token)).BecameAdministrator);
        Assert.Equal(["first@example.com"], await AdministratorsAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task Of_several_first_sign_ups_at_one_moment_one_becomes_administrator(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateAsync(provider);
        await using var app = await TestApp.StartAsync(store, withPeople: false);
        var users = new List<Guid>();
        for (var i = 0; i < 6; i++) users.Add(await app.AddUserAsync($"user{i}@example.com"));

        var openings = await Task.WhenAll(users.Select(user => app.Get<OpenAccount>().RunAsync(user, Token)));
        Assert.Single(openings, opening => opening.BecameAdministrator);
        Assert.Single(await AdministratorsAsync(app));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_a_crash_left_out_is_made_good_at_the_next_sign_in_and_never_twice(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var userId = await app.AddUserAsync("cut.short@example.com");
        Assert.Equal("not_found", (await app.Get<FindActor>().RunAsync(userId, FindActor.Me, Door.Web, Token)).Error?.Code);

        // Two sign-ins at once, and one more later.
        await Task.WhenAll(app.Get<OpenAccount>().RunAsync(userId, Token), app.Get<OpenAccount>().RunAsync(userId, Token));
        await app.Get<OpenAccount>().RunAsync(userId, Token);

        var actor = (await app.Get<FindActor>().RunAsync(userId, FindActor.Me, Door.Web, Token)).Value!;
        Assert.Equal(new Actor(userId, userId, Role.Owner, IsAdministrator: false, Door.Web), actor);
        Assert.Equal(new Balance(Available: 150, Held: 0), await app.BalanceAsync(actor));
        Assert.Equal("Starting credits", Assert.Single(await app.TransfersAsync(userId)).Reason);
        await using var db = app.OpenDb();
        Assert.Equal("cut.short", (await db.Workspaces.SingleAsync(workspace => workspace.Id == userId, Token)).Name);
    }

    [Theory, OnBothDatabases]
    public async Task Spent_credits_do_not_come_back_with_the_next_sign_in(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 15);
        var taskId = Guid.CreateVersion7();
        await app.HoldAsync(app.Ben, taskId, amount: 15);
        await app.SettleAsync(taskId, capture: true);
        await app.Get<OpenAccount>().RunAsync(app.Ben.UserId, Token);
        Assert.Equal(new Balance(Available: 0, Held: 0), await app.BalanceAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task A_stale_copy_of_the_user_does_not_take_the_administrators_right_away(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateAsync(provider);
        await using var app = await TestApp.StartAsync(store, withPeople: false);
        var userId = await app.AddUserAsync("first@example.com");
        await using var signUp = app.OpenDb();
        var copy = await signUp.Users.SingleAsync(Token);
        await app.Get<OpenAccount>().RunAsync(userId, Token);

        signUp.Users.Update(copy); // As Identity does: all columns.
        await signUp.SaveChangesAsync(Token);
        Assert.Equal(["first@example.com"], await AdministratorsAsync(app));
    }

    [Fact]
    public async Task An_unknown_user_is_an_error_and_opens_nothing()
    {
        await using var app = await TestApp.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Get<OpenAccount>().RunAsync(Guid.CreateVersion7(), Token));
        await using var db = app.OpenDb();
        Assert.Equal(2, await db.Workspaces.CountAsync(Token));
    }

    private static async Task<List<string?>> AdministratorsAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.Users.Where(user => user.IsAdministrator).Select(user => user.Email).ToListAsync(Token);
    }
}
