using System.Net;
using Core.Tests.Live;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Core.Tests.Accounts;

public sealed class ApiKeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_key_opens_its_workspace_for_its_owner_with_its_scopes(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var ear = new Ear(app, $"user:{app.Ben.UserId}");
        var key = await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 100, addresses: "192.0.2.0/24"), ApiKeyScopes.Create);
        Assert.Equal(new Announcement($"user:{app.Ben.UserId}", LiveKinds.Key, key.Id), await ear.NextAsync());

        var actor = await app.KeyActorAsync(key.Text);
        Assert.Equal((app.Ben.UserId, app.Ben.WorkspaceId, Role.Owner, Door.Api, key.Id), (actor.UserId, actor.WorkspaceId, actor.Role, actor.Door, actor.ApiKeyId));
        Assert.Equal((ApiKeyScopes.Read | ApiKeyScopes.Create, true, false, false), (actor.Scopes, actor.CanCreate, actor.CanWrite, actor.CanManage));
        var view = await app.KeyViewAsync(app.Ben, key.Id);
        Assert.Equal((ApiKeyState.Active, null, key.Text[..12], key.Text[^4..]), (view.State, view.Workspace, view.Prefix, view.LastFour));
        Assert.Equal(new ApiKeyTerms("deploy bot", 100, CapPeriod.Day, "192.0.2.0/24"), view.Terms);
    }

    [Theory, OnBothDatabases]
    public async Task An_administrators_key_is_no_administrator(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ada);
        Assert.False((await app.KeyActorAsync(key.Text)).IsAdministrator);
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_hash_is_stored_whatever_is_done_with_it(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        await app.EnterAsync(key.Text);
        var second = (await app.Get<RotateApiKey>().RunAsync(app.Ben, key.Id, TimeSpan.FromHours(1), Token)).Value!;
        await app.Get<RevokeApiKey>().RunAsync(app.Ben, key.Id, Token);

        await using var db = app.OpenDb();
        var row = await db.ApiKeys.AsNoTracking().SingleAsync(Token);
        Assert.Equal((ApiKeyText.HashOf(second.Text), ApiKeyText.HashOf(key.Text)), (row.Hash, row.PreviousHash));
        var everything = System.Text.Json.JsonSerializer.Serialize(row) + System.Text.Json.JsonSerializer.Serialize(await app.AuditAsync());
        foreach (var text in new[] { key.Text, second.Text })
        {
            Assert.DoesNotContain(text, everything, StringComparison.Ordinal);
            Assert.DoesNotContain(text[12..^6], everything, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_is_no_key_and_what_is_not_known_stay_outside(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        Assert.Equal("bad_key", (await app.EnterAsync("")).Error?.Code);
        Assert.Equal("bad_key", (await app.EnterAsync(key.Text.ToUpperInvariant())).Error?.Code);
        Assert.Equal("bad_key", (await app.EnterAsync($"{key.Text[..^1]}{(key.Text[^1] is '0' ? '1' : '0')}")).Error?.Code);
        Assert.Equal("unknown_key", (await app.EnterAsync(ApiKeyText.Make())).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task After_a_rotation_both_texts_work_until_the_old_ones_time_is_over(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var first = await app.MakeKeyAsync(app.Ben);
        var second = (await app.Get<RotateApiKey>().RunAsync(app.Ben, first.Id, TimeSpan.FromHours(24), Token)).Value!;
        Assert.Equal(first.Id, second.Id);
        Assert.Equal([first.Id, first.Id], [(await app.KeyActorAsync(first.Text)).ApiKeyId, (await app.KeyActorAsync(second.Text)).ApiKeyId]);
        Assert.Equal(app.Clock.UtcNow.AddHours(24), (await app.KeyViewAsync(app.Ben, first.Id)).PreviousEndsAt);

        app.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("expired_key", (await app.EnterAsync(first.Text)).Error?.Code);
        await app.KeyActorAsync(second.Text);
        Assert.Null((await app.KeyViewAsync(app.Ben, first.Id)).PreviousEndsAt);
    }

    [Theory, OnBothDatabases]
    public async Task A_second_rotation_ends_the_first_text_and_one_without_overlap_both(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var rotate = app.Get<RotateApiKey>();
        var first = await app.MakeKeyAsync(app.Ben);
        var second = (await rotate.RunAsync(app.Ben, first.Id, TimeSpan.FromHours(1), Token)).Value!;
        var third = (await rotate.RunAsync(app.Ben, first.Id, TimeSpan.FromHours(1), Token)).Value!;
        Assert.Equal("unknown_key", (await app.EnterAsync(first.Text)).Error?.Code);
        await app.KeyActorAsync(second.Text);
        var fourth = (await rotate.RunAsync(app.Ben, first.Id, TimeSpan.Zero, Token)).Value!;
        Assert.Equal("expired_key", (await app.EnterAsync(third.Text)).Error?.Code);
        await app.KeyActorAsync(fourth.Text);
        Assert.Equal("bad_overlap", (await rotate.RunAsync(app.Ben, first.Id, TimeSpan.FromDays(8), Token)).Error?.Code);
        Assert.Equal("bad_overlap", (await rotate.RunAsync(app.Ben, first.Id, TimeSpan.FromSeconds(-1), Token)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task Revoking_ends_every_text_at_once_and_stays(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var first = await app.MakeKeyAsync(app.Ben);
        var second = (await app.Get<RotateApiKey>().RunAsync(app.Ben, first.Id, TimeSpan.FromDays(7), Token)).Value!;
        var held = await app.KeyActorAsync(second.Text); // A request that is on its way.
        Assert.Null((await app.Get<RevokeApiKey>().RunAsync(app.Ben, first.Id, Token)).Error);
        Assert.Null((await app.Get<RevokeApiKey>().RunAsync(app.Ben, first.Id, Token)).Error);

        Assert.Equal("revoked_key", (await app.EnterAsync(first.Text)).Error?.Code);
        Assert.Equal("revoked_key", (await app.EnterAsync(second.Text)).Error?.Code);
        Assert.Equal("revoked_key", (await app.Get<RotateApiKey>().RunAsync(app.Ben, first.Id, TimeSpan.Zero, Token)).Error?.Code);
        Assert.Equal("revoked_key", (await app.Get<EditApiKey>().RunAsync(app.Ben, first.Id, Keyring.Terms("again"), Token)).Error?.Code);
        Assert.Equal((ApiKeyState.Revoked, app.Clock.UtcNow), ((await app.KeyViewAsync(app.Ben, first.Id)).State, (await app.KeyViewAsync(app.Ben, first.Id)).RevokedAt));
        Assert.Single(await app.AuditAsync("key.revoked"));
        Assert.Equal(held.ApiKeyId, first.Id);
    }

    [Theory, OnBothDatabases]
    public async Task An_expired_key_stays_outside_from_its_moment_on(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var end = app.Clock.UtcNow.AddDays(30);
        var key = await app.MakeKeyAsync(app.Ben, expiresAt: end);
        app.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await app.KeyActorAsync(key.Text);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("expired_key", (await app.EnterAsync(key.Text)).Error?.Code);
        Assert.Equal(ApiKeyState.Expired, (await app.KeyViewAsync(app.Ben, key.Id)).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_works_from_the_addresses_of_its_list_only(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben, Keyring.Terms(addresses: "192.0.2.7, 2001:db8::/32"));
        Assert.Null((await app.EnterAsync(key.Text, IPAddress.Parse("::ffff:192.0.2.7"))).Error);
        Assert.Null((await app.EnterAsync(key.Text, IPAddress.Parse("2001:db8::9"))).Error);
        Assert.Equal("address_refused", (await app.EnterAsync(key.Text, IPAddress.Parse("192.0.2.8"))).Error?.Code);
        Assert.Equal("address_refused", (await app.Get<FindKeyActor>().RunAsync(key.Text, from: null, Token)).Error?.Code);
        Assert.Equal("2001:db8::9", (await app.KeyViewAsync(app.Ben, key.Id)).LastUsedFrom);

        await app.Get<EditApiKey>().RunAsync(app.Ben, key.Id, Keyring.Terms(addresses: ""), Token);
        Assert.Null((await app.EnterAsync(key.Text, IPAddress.Parse("192.0.2.8"))).Error);
    }

    [Theory, OnBothDatabases]
    public async Task The_role_in_the_workspace_is_the_one_of_now_and_without_one_the_key_is_shut(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        await using var db = app.OpenDb();
        db.Memberships.Add(new Membership { WorkspaceId = app.Ada.WorkspaceId, UserId = app.Ben.UserId, Role = Role.Member });
        await db.SaveChangesAsync(Token);
        var guest = (await app.Get<FindActor>().RunAsync(app.Ben.UserId, $"{app.Ada.WorkspaceId}", Door.Web, Token)).Value!;
        var key = await app.MakeKeyAsync(guest);
        Assert.True((await app.KeyActorAsync(key.Text)).CanCreate);
        Assert.Equal("ada", (await app.KeyViewAsync(app.Ben, key.Id)).Workspace);

        var membership = db.Memberships.Where(one => one.WorkspaceId == app.Ada.WorkspaceId && one.UserId == app.Ben.UserId);
        await membership.ExecuteUpdateAsync(set => set.SetProperty(one => one.Role, Role.Viewer), Token);
        Assert.Equal((false, false), ((await app.KeyActorAsync(key.Text)).CanCreate, (await app.KeyActorAsync(key.Text)).CanWrite));
        await membership.ExecuteDeleteAsync(Token);
        Assert.Equal("shut_key", (await app.EnterAsync(key.Text)).Error?.Code);
        Assert.Equal(ApiKeyState.Shut, (await app.KeyViewAsync(app.Ben, key.Id)).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_of_somebody_who_is_disabled_or_gone_stays_outside(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        await app.KeyActorAsync(key.Text);
        Assert.Null((await app.Get<DisableUser>().RunAsync(app.Ada, app.Ben.UserId, "a reason", Token)).Error);
        Assert.Equal("shut_key", (await app.EnterAsync(key.Text)).Error?.Code);
        Assert.Null((await app.Get<EnableUser>().RunAsync(app.Ada, app.Ben.UserId, "a reason", Token)).Error);
        await app.KeyActorAsync(key.Text);

        Assert.Null((await app.Get<MusicWeb.Core.Leaving.DeleteAccount>().RunAsync(app.Ben, leavesShared: false, Token)).Error);
        Assert.Equal("revoked_key", (await app.EnterAsync(key.Text)).Error?.Code);
        await using var db = app.OpenDb();
        Assert.False(await db.ApiKeyAddresses.AnyAsync(Token));
        Assert.Null((await db.ApiKeys.SingleAsync(Token)).LastUsedFrom);
    }

    [Theory, OnBothDatabases]
    public async Task The_last_use_is_noted_once_a_minute_and_a_new_address_at_once(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        using var ear = new Ear(app, $"user:{app.Ben.UserId}");
        var start = app.Clock.UtcNow;
        await app.KeyActorAsync(key.Text);
        app.Clock.Advance(TimeSpan.FromSeconds(59));
        await app.KeyActorAsync(key.Text);
        Assert.Equal(start, (await app.KeyViewAsync(app.Ben, key.Id)).LastUsedAt);
        await app.EnterAsync(key.Text, IPAddress.Parse("203.0.113.9"));
        Assert.Equal((start.AddSeconds(59), "203.0.113.9"), ((await app.KeyViewAsync(app.Ben, key.Id)).LastUsedAt, (await app.KeyViewAsync(app.Ben, key.Id)).LastUsedFrom));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.KeyActorAsync(key.Text);

        await using var db = app.OpenDb();
        var seen = await db.ApiKeyAddresses.AsNoTracking().OrderBy(one => one.Address).ToListAsync(Token);
        Assert.Equal(
            [("192.0.2.7", start, start.AddSeconds(119)), ("203.0.113.9", start.AddSeconds(59), start.AddSeconds(59))],
            seen.Select(one => (one.Address, one.FirstSeenAt, one.LastSeenAt)));
    }

    [Theory, OnBothDatabases]
    public async Task A_wandering_key_does_not_fill_the_table(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        for (var i = 0; i < 105; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.EnterAsync(key.Text, IPAddress.Parse($"203.0.113.{i}"));
        }

        await using var db = app.OpenDb();
        Assert.Equal(100, await db.ApiKeyAddresses.CountAsync(Token));
        Assert.True(await db.ApiKeyAddresses.AnyAsync(seen => seen.Address == "203.0.113.104", Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_stranger_an_administrator_and_a_key_cannot_touch_somebodys_key(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        var carol = await app.SignUpAsync("carol@example.com");
        foreach (var stranger in new[] { carol, app.Ada })
        {
            Assert.Equal(Error.NotFound, (await app.Get<RotateApiKey>().RunAsync(stranger, key.Id, TimeSpan.Zero, Token)).Error);
            Assert.Equal(Error.NotFound, (await app.Get<EditApiKey>().RunAsync(stranger, key.Id, Keyring.Terms("mine"), Token)).Error);
            Assert.Empty(await app.Get<ListApiKeys>().RunAsync(stranger, Token));
        }

        var program = await app.KeyActorAsync(key.Text);
        Assert.Equal("forbidden", (await app.Get<CreateApiKey>().RunAsync(program, Keyring.Terms(), Keyring.All, expiresAt: null, Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<RotateApiKey>().RunAsync(program, key.Id, TimeSpan.Zero, Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<EditApiKey>().RunAsync(program, key.Id, Keyring.Terms("mine"), Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<RevokeApiKey>().RunAsync(program, key.Id, Token)).Error?.Code);
        Assert.Empty(await app.Get<ListApiKeys>().RunAsync(program, Token));

        Assert.Equal(Error.NotFound, (await app.Get<RevokeApiKey>().RunAsync(carol, key.Id, Token)).Error);
        Assert.Null((await app.Get<RevokeApiKey>().RunAsync(app.Ada, key.Id, Token)).Error); // The administrator may end it, and nothing else.
        Assert.Equal(app.Ada.UserId, (await app.AuditAsync("key.revoked")).Single().ActorId);
    }

    [Theory, OnBothDatabases]
    public async Task Every_change_of_a_key_is_in_the_log_with_before_and_after(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 50), ApiKeyScopes.Create);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Get<EditApiKey>().RunAsync(app.Ben, key.Id, Keyring.Terms("radio", 20, CapPeriod.Month, "10.0.0.0/8"), Token);
        await app.Get<EditApiKey>().RunAsync(app.Ben, key.Id, Keyring.Terms("radio", 20, CapPeriod.Month, "10.1.1.1/8"), Token); // The same.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Get<RotateApiKey>().RunAsync(app.Ben, key.Id, TimeSpan.Zero, Token);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Get<RevokeApiKey>().RunAsync(app.Ben, key.Id, Token);

        var rows = await app.AuditAsync();
        Assert.Equal(["key.created", "key.edited", "key.rotated", "key.revoked"], rows.Select(row => row.Action));
        Assert.All(rows, row => Assert.Equal((app.Ben.UserId, key.Id, app.Ben.WorkspaceId), (row.ActorId, row.SubjectId, row.WorkspaceId)));
        Assert.Equal("deploy bot; cap 50 a day; from everywhere; may Read, Create; until revoked", rows[0].After);
        Assert.Equal(("deploy bot; cap 50 a day; from everywhere", "radio; cap 20 a month; from 10.0.0.0/8"), (rows[1].Before, rows[1].After));
    }

    [Theory, OnBothDatabases]
    public async Task Terms_that_make_no_sense_are_refused_with_their_field(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var create = app.Get<CreateApiKey>();
        async Task<(string?, string?)> RefusalAsync(ApiKeyTerms terms, DateTime? expiresAt = null)
        {
            var error = (await create.RunAsync(app.Ben, terms, Keyring.All, expiresAt, Token)).Error;
            return (error?.Code, error?.Field);
        }

        Assert.Equal(("bad_name", "Name"), await RefusalAsync(Keyring.Terms("  ")));
        Assert.Equal(("bad_name", "Name"), await RefusalAsync(Keyring.Terms(new string('x', 61))));
        Assert.Equal(("bad_name", "Name"), await RefusalAsync(Keyring.Terms("a\nb")));
        Assert.Equal(("bad_name", "Name"), await RefusalAsync(Keyring.Terms("half \ud83c")));
        Assert.Equal(("bad_cap", "CapCredits"), await RefusalAsync(Keyring.Terms(cap: 0)));
        Assert.Equal(("bad_cap", "CapCredits"), await RefusalAsync(Keyring.Terms(cap: long.MinValue)));
        Assert.Equal(("bad_cap", "CapCredits"), await RefusalAsync(Keyring.Terms(cap: 1_000_001)));
        Assert.Equal(("bad_cap", "CapPeriod"), await RefusalAsync(Keyring.Terms(cap: 1, period: (CapPeriod)7)));
        Assert.Equal(("bad_address", "Addresses"), await RefusalAsync(Keyring.Terms(addresses: "everywhere")));
        Assert.Equal(("bad_expiry", "ExpiresAt"), await RefusalAsync(Keyring.Terms(), app.Clock.UtcNow));
        Assert.Equal(("bad_expiry", "ExpiresAt"), await RefusalAsync(Keyring.Terms(), app.Clock.UtcNow.AddYears(11)));
        Assert.Empty(await app.Get<ListApiKeys>().RunAsync(app.Ben, Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_person_has_a_hundred_keys_and_no_more(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        for (var i = 0; i < CreateApiKey.MaxKeys; i++) await app.MakeKeyAsync(app.Ben);
        var refused = await app.Get<CreateApiKey>().RunAsync(app.Ben, Keyring.Terms(), Keyring.All, expiresAt: null, Token);
        Assert.Equal("too_many_keys", refused.Error?.Code);
        var keys = await app.Get<ListApiKeys>().RunAsync(app.Ben, Token);
        Assert.Equal(100, keys.Count);
        await app.Get<RevokeApiKey>().RunAsync(app.Ben, keys[0].Id, Token);
        await app.MakeKeyAsync(app.Ben);
    }
}
