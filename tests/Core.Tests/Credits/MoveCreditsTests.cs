using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class MoveCreditsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Credits_move_to_a_team_once_for_each_id_and_stand_in_both_books(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 50);
        var team = await AddTeamAsync(app, (app.Ada, Role.Owner), (app.Ben, Role.Member));
        var id = Guid.CreateVersion7();
        Assert.Equal(30, (await RunAsync(app, app.Ben, id, app.Ben.UserId, team, 20)).Value);
        Assert.Equal(30, (await RunAsync(app, app.Ben, id, app.Ben.UserId, team, 20)).Value);
        Assert.Equal("id_reused", (await RunAsync(app, app.Ada, id, app.Ada.UserId, team, 20)).Error?.Code);
        var (gone, came) = ((await app.TransfersAsync(app.Ben.UserId))[^1], Assert.Single(await app.TransfersAsync(team)));
        Assert.Equal((TransferKind.MoveOut, "To The team", app.Ben.UserId), (gone.Kind, gone.Reason, gone.ActorId));
        Assert.Equal((TransferKind.MoveIn, "From ben", gone.Id, 20L), (came.Kind, came.Reason, came.MoveOutId, came.AvailableAfter));
        await using var db = app.OpenDb();
        Assert.Equal("credits.moved", Assert.Single(await db.AuditEvents.ToListAsync(Token)).Action);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Moves_in_both_directions_at_once_lose_nothing_and_never_overdraw(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 30);
        var team = await AddTeamAsync(app, (app.Ben, Role.Owner));
        await app.GrantAsync(team, amount: 30);
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => i % 2 == 0
            ? RunAsync(app, app.Ben, Guid.CreateVersion7(), app.Ben.UserId, team, 10)
            : RunAsync(app, app.Ben, Guid.CreateVersion7(), team, app.Ben.UserId, 10)));
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("not_enough_credits", result.Error!.Code));
        Assert.Equal(60, (await app.BalanceAsync(app.Ben)).Available + (await app.BalanceAsync(app.Ben with { WorkspaceId = team })).Available);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Who_may_pay_in_and_take_out_depends_on_the_role_of_now(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 50);
        var cy = await app.SignUpAsync("cy@example.com");
        var dan = await app.SignUpAsync("dan@example.com");
        var team = await AddTeamAsync(app, (app.Ada, Role.Owner), (app.Ben, Role.Admin), (cy, Role.Member), (dan, Role.Viewer));
        await app.GrantAsync(team, amount: 50);
        foreach (var (actor, pays, takes) in new[] { (app.Ada, true, true), (app.Ben, true, true), (cy, true, false), (dan, false, false) })
        {
            Assert.Equal(pays, (await RunAsync(app, actor, Guid.CreateVersion7(), actor.UserId, team, 1)).IsOk);
            Assert.Equal(takes, (await RunAsync(app, actor, Guid.CreateVersion7(), team, actor.UserId, 1)).IsOk);
            var pocket = (await app.Get<CreditPockets>().ListAsync(actor, Token))[1];
            Assert.Equal((pays, takes, "The team"), (pocket.MayGive, pocket.MayTake, pocket.Name));
        }

        Assert.Equal("not_found", (await RunAsync(app, app.Ben, Guid.CreateVersion7(), app.Ben.UserId, app.Ada.UserId, 1)).Error?.Code);
        Assert.Equal("bad_target", (await RunAsync(app, app.Ben, Guid.CreateVersion7(), team, app.Ada.UserId, 1)).Error?.Code);
        Assert.Equal("bad_target", (await RunAsync(app, app.Ben, Guid.CreateVersion7(), team, team, 1)).Error?.Code);
        Assert.Equal("bad_amount", (await RunAsync(app, app.Ben, Guid.CreateVersion7(), app.Ben.UserId, team, -5)).Error?.Code);
        Assert.Equal("not_enough_credits", (await RunAsync(app, app.Ben, Guid.CreateVersion7(), app.Ben.UserId, team, 51)).Error?.Code);
        await app.AssertBalancedAsync();
    }

    private static Task<Result<long>> RunAsync(TestApp app, Actor actor, Guid id, Guid fromId, Guid toId, long amount) =>
        app.Get<MoveCredits>().RunAsync(actor, id, fromId, toId, amount, Token);

    private static async Task<Guid> AddTeamAsync(TestApp app, params (Actor Actor, Role Role)[] people)
    {
        await using var db = app.OpenDb();
        var team = new Workspace { Id = Guid.CreateVersion7(), Name = "The team", IsPersonal = false, CreatedAt = app.Clock.UtcNow };
        db.Workspaces.Add(team);
        await db.SaveChangesAsync(Token);
        db.Memberships.AddRange(people.Select(person => new Membership { WorkspaceId = team.Id, UserId = person.Actor.UserId, Role = person.Role }));
        await db.SaveChangesAsync(Token);
        return team.Id;
    }
}
