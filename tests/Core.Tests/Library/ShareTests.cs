using Core.Tests.Live;
using Core.Tests.Tasks;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Library;

public sealed class ShareTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_is_shared_for_use_is_seen_there_and_changed_by_nobody_there(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var persona = await app.AddPersonaAsync(app.Ben);
        var team = await app.TeamAsync("Band", (app.Ada, Role.Owner), (app.Ben, Role.Member));
        Assert.Empty(await app.PersonaNamesAsync(team));
        Assert.Equal(persona.Id, (await app.ShareAsync<Persona>(app.Ben, persona.Id, team.WorkspaceId)).Value);

        var seen = Assert.Single((await app.Get<PersonaList>().PageAsync(team, provider: null, trashed: false, before: null, take: 10, Token)).Items);
        Assert.Equal(("Night owl", ShareRight.Use, "ben@example.com", "ben", 0, null, "lofi, 84 bpm"), (seen.Belonging.Name, seen.Belonging.Right, seen.Belonging.Owner, seen.Belonging.Home, seen.Belonging.Shares, seen.Source, seen.Summary));
        Assert.Equal("forbidden", (await app.Get<ExportPersona>().RunAsync(team, persona.Id, Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<ChangePersona>().RunAsync(team, persona.Id, "Mine", "", Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<TrashBelonging>().RunAsync<Persona>(team, persona.Id, Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<UsageList>().RunAsync<Persona>(team, persona.Id, Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<ShareList>().RunAsync<Persona>(team, persona.Id, Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.ShareAsync<Persona>(team, persona.Id, app.Ada.WorkspaceId)).Error?.Code);
        Assert.Equal(["Night owl"], await app.PersonaNamesAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task The_data_of_a_persona_leaves_through_its_owner_and_managers_only(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var band = await app.TeamAsync("Band", (app.Ben, Role.Member), (app.Ada, Role.Owner));
        var persona = await app.AddPersonaAsync(band);
        var cleo = await app.SignUpAsync("cleo@example.com");
        var choir = await app.TeamAsync("Choir", (cleo, Role.Member), (app.Ben, Role.Member));
        var export = app.Get<ExportPersona>();
        Assert.Equal(Belongings.Secret, (await export.RunAsync(band, persona.Id, Token)).Value?.Data);
        Assert.Equal(Belongings.Secret, (await export.RunAsync(app.Ada.At(band, Role.Admin), persona.Id, Token)).Value?.Data);
        Assert.Equal("forbidden", (await export.RunAsync(app.Ada.At(band, Role.Member), persona.Id, Token)).Error?.Code);
        Assert.Equal("not_found", (await export.RunAsync(choir, persona.Id, Token)).Error?.Code);

        await app.ShareAsync<Persona>(band, persona.Id, choir.WorkspaceId);
        Assert.Equal("forbidden", (await export.RunAsync(choir, persona.Id, Token)).Error?.Code);
        Assert.Equal(Belongings.Secret, (await export.RunAsync(app.Ben.At(choir, Role.Member), persona.Id, Token)).Value?.Data);
        await app.ShareAsync<Persona>(band, persona.Id, choir.WorkspaceId, ShareRight.Manage);
        Assert.Equal(Belongings.Secret, (await export.RunAsync(choir, persona.Id, Token)).Value?.Data);
        Assert.Equal("forbidden", (await export.RunAsync(choir with { Role = Role.Viewer }, persona.Id, Token)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_former_member_manages_nothing_that_stayed_behind(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var band = await app.TeamAsync("Band", (app.Ben, Role.Member), (app.Ada, Role.Owner));
        var persona = await app.AddPersonaAsync(band);
        var choir = await app.TeamAsync("Choir", (app.Ben, Role.Member), (app.Ada, Role.Owner));
        await app.ShareAsync<Persona>(band, persona.Id, choir.WorkspaceId);
        await using (var db = app.OpenDb())
        {
            db.Memberships.Remove(db.Memberships.Single(membership => membership.WorkspaceId == band.WorkspaceId && membership.UserId == app.Ben.UserId));
            await db.SaveChangesAsync(Token);
        }

        Assert.Equal(ShareRight.Use, Assert.Single((await app.Get<PersonaList>().PageAsync(choir, provider: null, trashed: false, before: null, take: 10, Token)).Items).Belonging.Right);
        Assert.Equal("forbidden", (await app.Get<ExportPersona>().RunAsync(choir, persona.Id, Token)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_revoked_share_is_gone_at_once_and_everybody_hears_of_it(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var persona = await app.AddPersonaAsync(app.Ben);
        var team = await app.TeamAsync("Band", (app.Ada, Role.Owner), (app.Ben, Role.Member));
        using var ear = new Ear(app, $"workspace:{team.WorkspaceId}");
        await app.ShareAsync<Persona>(app.Ben, persona.Id, team.WorkspaceId);
        Assert.Equal(new Announcement($"workspace:{team.WorkspaceId}", LiveKinds.Persona, persona.Id), await ear.NextAsync());
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.ShareAsync<Persona>(app.Ben, persona.Id, team.WorkspaceId, ShareRight.Manage);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(persona.Id, (await app.RevokeAsync<Persona>(app.Ben, persona.Id, team.WorkspaceId)).Value);
        await ear.NextAsync(LiveKinds.Persona);
        Assert.Empty(await app.PersonaNamesAsync(team));
        Assert.Null(await app.Get<PersonaList>().FindAsync(team, persona.Id, Token));
        Assert.Equal(persona.Id, (await app.RevokeAsync<Persona>(app.Ben, persona.Id, team.WorkspaceId)).Value);
        Assert.Equal([("persona.shared", null, "Band: Use"), ("persona.shared", "Band: Use", "Band: Manage"), ("persona.revoked", "Band: Manage", null)], await app.AuditOfAsync(persona.Id));
    }

    [Theory, OnBothDatabases]
    public async Task An_admin_may_send_away_what_was_shared_with_his_workspace(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var lyrics = await app.AddLyricsAsync(app.Ben);
        var team = await app.TeamAsync("Band", (app.Ada, Role.Admin), (app.Ben, Role.Member));
        await app.ShareAsync<LyricSheet>(app.Ben, lyrics, team.WorkspaceId);
        Assert.Equal("forbidden", (await app.RevokeAsync<LyricSheet>(team with { Role = Role.Member }, lyrics, team.WorkspaceId)).Error?.Code);
        Assert.Null((await app.RevokeAsync<LyricSheet>(team, lyrics, team.WorkspaceId)).Error);
        Assert.Empty((await app.Get<LyricsList>().PageAsync(team, trashed: false, before: null, take: 10, Token)).Items);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_shares_with_a_workspace_that_is_not_his_or_what_is_not_his(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var persona = await app.AddPersonaAsync(app.Ben);
        var watched = await app.TeamAsync("Watched", (app.Ben, Role.Viewer));
        Assert.Equal("not_found", (await app.ShareAsync<Persona>(app.Ben, persona.Id, app.Ada.WorkspaceId)).Error?.Code);
        Assert.Equal("not_found", (await app.ShareAsync<Persona>(app.Ben, persona.Id, watched.WorkspaceId)).Error?.Code);
        Assert.Equal("not_found", (await app.ShareAsync<Persona>(app.Ben, persona.Id, Guid.CreateVersion7())).Error?.Code);
        Assert.Equal("bad_share", (await app.ShareAsync<Persona>(app.Ben, persona.Id, app.Ben.WorkspaceId)).Error?.Code);
        Assert.Equal("not_found", (await app.ShareAsync<Persona>(app.Ada, persona.Id, app.Ada.WorkspaceId)).Error?.Code);
        Assert.Equal("not_found", (await app.ShareAsync<LyricSheet>(app.Ben, persona.Id, app.Ada.WorkspaceId)).Error?.Code);
        var team = await app.TeamAsync("Band", (app.Ben, Role.Member));
        Assert.Equal("bad_share", (await app.ShareAsync<Persona>(app.Ben, persona.Id, team.WorkspaceId, (ShareRight)7)).Error?.Code);
        Assert.Empty(await app.AuditOfAsync(persona.Id));
    }

    [Theory, OnBothDatabases]
    public async Task The_list_of_shares_names_who_has_it_and_who_could(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var preset = await app.AddPresetAsync(app.Ben);
        var band = await app.TeamAsync("Band", (app.Ben, Role.Member));
        var choir = await app.TeamAsync("Choir", (app.Ben, Role.Admin));
        await app.TeamAsync("Watched", (app.Ben, Role.Viewer));
        await app.TeamAsync("Foreign", (app.Ada, Role.Owner));
        await app.ShareAsync<Preset>(app.Ben, preset, choir.WorkspaceId, ShareRight.Manage);
        var shares = (await app.Get<ShareList>().RunAsync<Preset>(app.Ben, preset, Token)).Value!;
        Assert.Equal([("Choir", ShareRight.Manage), ("Band", null)], shares.Select(share => (share.Name, share.Right)));
        Assert.Equal(band.WorkspaceId, shares[1].WorkspaceId);
        // From the workspace that was given it to manage, its home is no target.
        Assert.DoesNotContain((await app.Get<ShareList>().RunAsync<Preset>(choir, preset, Token)).Value!, share => share.WorkspaceId == app.Ben.WorkspaceId);
    }

    [Theory, OnBothDatabases]
    public async Task Pages_hold_what_is_at_home_and_what_is_shared_newest_first_each_once(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var team = await app.TeamAsync("Band", (app.Ben, Role.Member), (app.Ada, Role.Member));
        var names = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            var persona = await app.AddPersonaAsync(i % 2 == 0 ? team : app.Ada, $"Persona {i}");
            if (i % 2 == 1) await app.ShareAsync<Persona>(app.Ada, persona.Id, team.WorkspaceId);
            names.Insert(0, persona.Name);
        }

        var read = new List<string>();
        MusicWeb.Core.Cursor? next = null;
        do
        {
            var page = await app.Get<PersonaList>().PageAsync(team, provider: null, trashed: false, next, take: 3, Token);
            read.AddRange(page.Items.Select(persona => persona.Belonging.Name));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(names, read);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_in_the_trash_is_used_by_nobody_and_comes_back_as_it_was(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var persona = await app.AddPersonaAsync(app.Ben);
        var team = await app.TeamAsync("Band", (app.Ada, Role.Owner), (app.Ben, Role.Member));
        await app.ShareAsync<Persona>(app.Ben, persona.Id, team.WorkspaceId);
        Assert.Null((await app.Get<TrashBelonging>().RunAsync<Persona>(app.Ben, persona.Id, Token)).Error);
        Assert.Empty(await app.PersonaNamesAsync(app.Ben));
        Assert.Empty(await app.PersonaNamesAsync(team));
        Assert.Empty(await app.PersonaNamesAsync(team, trashed: true));
        Assert.Equal(["Night owl"], await app.PersonaNamesAsync(app.Ben, trashed: true));
        Assert.Equal("bad_share", (await app.ShareAsync<Persona>(app.Ben, persona.Id, team.WorkspaceId, ShareRight.Manage)).Error?.Code);
        Assert.Null((await app.Get<RestoreBelonging>().RunAsync<Persona>(app.Ben, persona.Id, Token)).Error);
        Assert.Equal(["Night owl"], await app.PersonaNamesAsync(team));
    }
}
