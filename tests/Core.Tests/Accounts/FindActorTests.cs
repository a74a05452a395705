using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Core.Tests.Accounts;

public sealed class FindActorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_member_is_found_by_the_workspaces_id_with_the_role_of_now(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await using var db = app.OpenDb();
        db.Memberships.Add(new Membership { WorkspaceId = app.Ada.WorkspaceId, UserId = app.Ben.UserId, Role = Role.Member });
        await db.SaveChangesAsync(Token);
        Assert.Equal(new Actor(app.Ben.UserId, app.Ada.WorkspaceId, Role.Member, IsAdministrator: false, Door.Web), await FindAsync(app, $"{app.Ada.WorkspaceId}"));

        await db.Memberships.Where(membership => membership.WorkspaceId == app.Ada.WorkspaceId && membership.UserId == app.Ben.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(membership => membership.Role, Role.Viewer), Token);
        Assert.False((await FindAsync(app, $"{app.Ada.WorkspaceId}"))!.CanWrite);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_elses_workspace_and_one_that_does_not_exist_look_the_same(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        foreach (var workspace in new[] { $"{app.Ada.WorkspaceId}", $"{Guid.CreateVersion7()}", "", "Me", "me ", "' OR 1=1 --" })
        {
            var result = await app.Get<FindActor>().RunAsync(app.Ben.UserId, workspace, Door.Web, Token);
            Assert.Equal("not_found", result.Error?.Code);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_administrators_flag_comes_along(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        Assert.True(app.Ada.IsAdministrator);
        Assert.False(app.Ben.IsAdministrator);
    }

    private static async Task<Actor?> FindAsync(TestApp app, string workspace) => (await app.Get<FindActor>().RunAsync(app.Ben.UserId, workspace, Door.Web, Token)).Value;
}
