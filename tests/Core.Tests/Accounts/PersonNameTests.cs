using Core.Tests.Credits;
using Core.Tests.Library;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace Core.Tests.Accounts;

public sealed class PersonNameTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Wherever_others_read_of_a_person_the_chosen_name_stands(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben, Role.Admin);
        await app.GrantAsync(ada.WorkspaceId, 100);
        await app.Get<MoveCredits>().RunAsync(app.Ben, Guid.CreateVersion7(), app.Ben.WorkspaceId, ada.WorkspaceId, amountCredits: 5, Ct);
        await app.InviteAsync(ben);
        var lyrics = await app.AddLyricsAsync(ben);
        Assert.Equal(("ben@example.com", "ben@example.com"), (await StatementAsync(app, ada), (await app.Get<LyricsList>().FindAsync(ada, lyrics, Ct))!.Belonging.Owner));

        Assert.Equal("Benjamin", (await app.Get<RenamePerson>().RunAsync(ben.UserId, "Benjamin", Ct)).Value);
        Assert.Equal("Benjamin", await StatementAsync(app, ada));
        Assert.Contains((await app.Get<CreditStatement>().PeopleAsync(ada, Ct)), person => person.Name == "Benjamin");
        Assert.Equal("Benjamin", (await app.Get<LyricsList>().FindAsync(ada, lyrics, Ct))!.Belonging.Owner);
        Assert.Equal("Benjamin", (await app.Get<WorkspaceDirectory>().MembersAsync(ada, Ct)).Single(member => member.UserId == ben.UserId).CalledName);
        Assert.Equal("Benjamin", Assert.Single(await app.Get<WorkspaceDirectory>().InvitationsAsync(ada, Ct)).InvitedBy);
        Assert.Contains(await app.ActivityAsync(ada), line => line.ActorName == "Benjamin");
    }

    private static async Task<string?> StatementAsync(TestApp app, Actor actor) =>
        (await app.Get<CreditStatement>().PageAsync(actor, StatementFilter.All, before: null, take: 10, Ct)).Rows.First(row => row.PersonId == app.Ben.UserId).Person;
}
