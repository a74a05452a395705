using Core.Tests.Accounts;
using Core.Tests.Credits;
using Core.Tests.Library;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Tasks;

public sealed class DeleteWorkspaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Songs_and_credits_of_a_deleted_team_go_to_its_owner_and_the_books_stay(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        var (song, failed) = (await app.OrderAsync(ben), await app.OrderAsync(ben));
        await app.SucceedAsync(song);
        await app.FailAsync(failed);
        var link = await app.InviteAsync(ada);
        Assert.Equal("forbidden", (await DeleteAsync(app, ben)).Error?.Code);
        Assert.Equal(ada.WorkspaceId, (await DeleteAsync(app, ada)).Value);

        Assert.Null(await app.FindAsync(app.Ada, ada.WorkspaceId));
        Assert.Null(await app.FindAsync(app.Ben, ada.WorkspaceId));
        Assert.Equal("unknown_invitation", (await app.AcceptAsync(app.Ben, link)).Error?.Code);
        Assert.Equal(new Balance(Available: 150 + 85, Held: 0), await app.BalanceAsync(app.Ada));
        Assert.Equal(new Balance(Available: 0, Held: 0), await app.BalanceAsync(ada));
        var songs = (await app.Get<SongList>().PageAsync(app.Ada, new SongFilter(Op: null, SongStatus.Done, Trashed: false), before: null, 10, Token)).Items;
        Assert.Equal([song, song], songs.Select(row => row.Clip!.TaskId));
        // Its settings can still be reused, though its task stays where it was paid for.
        Assert.Equal(song, (await app.Get<FindTask>().RunAsync(app.Ada, song, Token))?.Id);
        Assert.Null(await app.Get<FindTask>().RunAsync(app.Ben, song, Token));
        Assert.Equal(ada.WorkspaceId, (await app.TaskAsync(song)).WorkspaceId);
        Assert.Equal("workspace.deleted", (await app.AuditedAsync(ada.WorkspaceId)).Single(row => row.Action.StartsWith("workspace.d", StringComparison.Ordinal)).Action);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Songs_go_to_the_owners_trash_where_the_owner_says_so(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        await app.SucceedAsync(await app.OrderAsync(ben));
        Assert.True((await DeleteAsync(app, ada, toTrash: true)).IsOk);
        var trash = (await app.Get<SongList>().PageAsync(app.Ada, new SongFilter(Op: null, Status: null, Trashed: true), before: null, 10, Token)).Items;
        Assert.Equal(2, trash.Count);
        Assert.Equal(trash[0].Clip!.Id, (await app.Get<RestoreClip>().RunAsync(app.Ada, trash[0].Clip!.Id, Token)).Value);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_deleted_team_kept_goes_to_its_owner_and_stays_with_those_it_was_shared_with(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        var persona = await app.AddPersonaAsync(ben, "Team owl");
        var (words, preset) = (await app.AddLyricsAsync(ben), await app.AddPresetAsync(ben));
        await app.ShareAsync<Persona>(ben, persona.Id, app.Ben.WorkspaceId);
        await app.ShareAsync<Persona>(ada, persona.Id, app.Ada.WorkspaceId);
        var lent = await app.AddPersonaAsync(app.Ben, "Ben's own");
        await app.ShareAsync<Persona>(app.Ben, lent.Id, ada.WorkspaceId);
        Assert.True((await DeleteAsync(app, ada)).IsOk);

        var found = (await app.Get<PersonaList>().FindAsync(app.Ada, persona.Id, Token))!.Belonging;
        Assert.Equal(("Team owl", ShareRight.Manage, null, 1), (found.Name, found.Right, found.Home, found.Shares));
        Assert.Equal(["Ben's own", "Team owl"], await app.PersonaNamesAsync(app.Ben));
        // Who made it for the team has no more right to it than the share says.
        Assert.Equal(ShareRight.Use, (await app.Get<PersonaList>().FindAsync(app.Ben, persona.Id, Token))!.Belonging.Right);
        Assert.NotNull(await app.Get<LyricsList>().FindAsync(app.Ada, words, Token));
        Assert.Equal([preset], (await app.Get<PresetList>().PageAsync(app.Ada, "create", before: null, 10, Token)).Items.Select(kept => kept.Belonging.Id));
        Assert.Equal(0, (await app.Get<PersonaList>().FindAsync(app.Ben, lent.Id, Token))!.Belonging.Shares);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_deleted_team_kept_goes_to_the_owners_trash_where_the_owner_says_so(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        var persona = await app.AddPersonaAsync(ben, "Team owl");
        Assert.True((await DeleteAsync(app, ada, toTrash: true)).IsOk);
        Assert.Empty(await app.PersonaNamesAsync(app.Ada));
        Assert.Equal(["Team owl"], await app.PersonaNamesAsync(app.Ada, trashed: true));
        Assert.True((await app.Get<RestoreBelonging>().RunAsync<Persona>(app.Ada, persona.Id, Token)).IsOk);
    }

    [Theory, OnBothDatabases]
    public async Task A_team_that_is_still_making_songs_is_not_deleted(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        var open = await app.OrderAsync(ben);
        Assert.Equal(("tasks_running", 1), (await DeleteAsync(app, ada)).Error is { } error ? (error.Code, (int)error.Arguments[0]) : default);
        Assert.NotNull(await app.FindAsync(app.Ben, ada.WorkspaceId));
        await app.CancelAsync(ben, open);
        Assert.True((await DeleteAsync(app, ada)).IsOk);
        Assert.Equal("personal_workspace", (await DeleteAsync(app, app.Ada)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task No_order_slips_into_a_team_that_ends_at_the_same_moment(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 1000);
        for (var round = 0; round < 3; round++)
        {
            var (ada, ben) = await StartTeamAsync(app);
            await app.Get<ChoosePayer>().RunAsync(ben, isSelf: round % 2 == 0, Token);
            var orders = Enumerable.Range(0, 4).Select(_ => app.EnqueueAsync(ben, Guid.CreateVersion7())).ToList();
            var deletion = DeleteAsync(app, ada);
            var ordered = (await Task.WhenAll(orders)).Count(order => order.IsOk);
            // Either the team is gone and nobody ordered in it, or it waits for those who did.
            Assert.Equal(ordered == 0, (await deletion).IsOk);
            await using var db = app.OpenDb();
            Assert.Equal(ordered, await db.Tasks.CountAsync(task => task.WorkspaceId == ada.WorkspaceId, Token));
        }

        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_song_moves_between_workspaces_of_somebody_who_may_write_in_both(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        await app.SucceedAsync(await app.OrderAsync(app.Ben), clips: 1);
        await using var db = app.OpenDb();
        var clip = await db.Clips.AsNoTracking().SingleAsync(Token);
        Task<MusicWeb.Core.Result<int>> MoveAsync(Actor actor, Guid to, params Guid[] ids) => app.Get<MoveClips>().RunAsync(actor, ids, to, Token);

        Assert.Equal("not_found", (await MoveAsync(app.Ada, app.Ada.WorkspaceId, clip.Id)).Error?.Code);
        Assert.Equal("not_found", (await MoveAsync(app.Ben, app.Ada.WorkspaceId, clip.Id)).Error?.Code);
        Assert.Equal("not_found", (await MoveAsync(app.Ben, ben.WorkspaceId, clip.Id, Guid.CreateVersion7())).Error?.Code);
        Assert.Equal("bad_clips", (await MoveAsync(app.Ben, ben.WorkspaceId)).Error?.Code);
        await app.Get<ChangeRole>().RunAsync(ada, ben.UserId, Role.Viewer, Token);
        Assert.Equal("forbidden", (await MoveAsync(app.Ben, ben.WorkspaceId, clip.Id)).Error?.Code);
        await app.Get<ChangeRole>().RunAsync(ada, ben.UserId, Role.Member, Token);
        Assert.Equal(1, (await MoveAsync(app.Ben, ben.WorkspaceId, clip.Id)).Value);
        Assert.NotNull(await app.Get<FindClip>().RunAsync(ada, clip.Id, Token));
        Assert.Null(await app.Get<FindClip>().RunAsync(app.Ben, clip.Id, Token));
        Assert.Contains(await app.ActivityAsync(ada), line => line.Kind == ActivityKinds.SongMovedIn && line.Subject == clip.Title);
    }

    private static async Task<(Actor Ada, Actor Ben)> StartTeamAsync(TestApp app)
    {
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben);
        await app.GrantAsync(ada.WorkspaceId, 100);
        return (ada, ben);
    }

    private static Task<MusicWeb.Core.Result<Guid>> DeleteAsync(TestApp app, Actor actor, bool toTrash = false) => app.Get<DeleteWorkspace>().RunAsync(actor, toTrash, Token);
}
