using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;

namespace Core.Tests.Accounts;

public sealed class SessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_session_stands_until_it_is_ended_and_only_for_its_person(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var id = await OpenAsync(app, app.Ben);
        Assert.True(await StandsAsync(app, app.Ben, id));
        Assert.False(await StandsAsync(app, app.Ada, id));
        Assert.False(await StandsAsync(app, app.Ben, Guid.CreateVersion7()));

        Assert.Equal("not_found", (await app.Get<EndSessions>().OneAsync(app.Ada.UserId, id, Ct)).Error?.Code);
        Assert.True(await StandsAsync(app, app.Ben, id));
        Assert.True((await app.Get<EndSessions>().OneAsync(app.Ben.UserId, id, Ct)).Value);
        Assert.False(await StandsAsync(app, app.Ben, id));
        Assert.False((await app.Get<EndSessions>().OneAsync(app.Ben.UserId, id, Ct)).Value);
    }

    [Theory, OnBothDatabases]
    public async Task Signing_out_everywhere_keeps_the_one_it_was_done_from_and_everybody_elses(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        Guid[] bens = [await OpenAsync(app, app.Ben), await OpenAsync(app, app.Ben), await OpenAsync(app, app.Ben)];
        var adas = await OpenAsync(app, app.Ada);

        Assert.Equal(2, await app.Get<EndSessions>().AllAsync(app.Ben.UserId, bens[1], Ct));

        Assert.Equal((false, true, false), (await StandsAsync(app, app.Ben, bens[0]), await StandsAsync(app, app.Ben, bens[1]), await StandsAsync(app, app.Ben, bens[2])));
        Assert.True(await StandsAsync(app, app.Ada, adas));
        Assert.Equal([bens[1]], (await app.Get<SessionList>().RunAsync(app.Ben.UserId, Ct)).Select(session => session.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Being_seen_is_written_every_few_minutes_and_a_proof_grows_old(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var (id, began) = (await OpenAsync(app, app.Ben), app.Clock.UtcNow);
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        await app.Get<CheckSession>().RunAsync(app.Ben.UserId, id, "10.0.0.2", Ct);
        Assert.Equal((began, "10.0.0.1"), await SeenAsync(app, id));
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.Get<CheckSession>().RunAsync(app.Ben.UserId, id, "10.0.0.2", Ct);
        Assert.Equal((app.Clock.UtcNow, "10.0.0.2"), await SeenAsync(app, id));

        var confirm = app.Get<ConfirmSession>();
        Assert.True(await confirm.IsFreshAsync(app.Ben.UserId, id, Ct));
        app.Clock.Advance(ConfirmSession.GoodFor);
        Assert.False(await confirm.IsFreshAsync(app.Ben.UserId, id, Ct));
        await confirm.RunAsync(app.Ada.UserId, id, Ct); // Somebody else's proof proves nothing.
        Assert.False(await confirm.IsFreshAsync(app.Ben.UserId, id, Ct));
        await confirm.RunAsync(app.Ben.UserId, id, Ct);
        Assert.True(await confirm.IsFreshAsync(app.Ben.UserId, id, Ct));
    }

    [Theory, OnBothDatabases]
    public async Task Of_more_than_fifty_sessions_the_longest_unused_end(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var first = await OpenAsync(app, app.Ben);
        for (var i = 0; i < 50; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await OpenAsync(app, app.Ben);
        }

        Assert.False(await StandsAsync(app, app.Ben, first));
        Assert.Equal(50, (await app.Get<SessionList>().RunAsync(app.Ben.UserId, Ct)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_disabled_account_is_out_at_once_and_stays_out_until_it_is_enabled(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var id = await OpenAsync(app, app.Ben);

        Assert.True((await app.Get<DisableUser>().RunAsync(app.Ada, app.Ben.UserId, "sent spam", Ct)).Value);

        Assert.False(await StandsAsync(app, app.Ben, id));
        Assert.Equal("disabled", (await app.Get<OpenSession>().RunAsync(app.Ben.UserId, "", "", Ct)).Error?.Code);
        Assert.Equal("not_found", (await app.Get<FindActor>().RunAsync(app.Ben.UserId, FindActor.Me, Door.Web, Ct)).Error?.Code);
        Assert.False((await app.Get<DisableUser>().RunAsync(app.Ada, app.Ben.UserId, "again", Ct)).Value);

        Assert.True((await app.Get<EnableUser>().RunAsync(app.Ada, app.Ben.UserId, "said sorry", Ct)).Value);
        Assert.True(await StandsAsync(app, app.Ben, await OpenAsync(app, app.Ben)));
        Assert.False(await StandsAsync(app, app.Ben, id));
        await using var db = app.OpenDb();
        Assert.Equal(
            [("user.disabled", "sent spam"), ("user.enabled", "said sorry")],
            (await db.AuditEvents.Where(row => row.SubjectId == app.Ben.UserId).OrderBy(row => row.Action).ToListAsync(Ct)).Select(row => (row.Action, row.Reason!)));
    }

    [Theory, OnBothDatabases]
    public async Task Only_an_administrator_corrects_accounts_with_a_reason_and_never_shuts_his_own(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        Assert.Equal("forbidden", (await app.Get<DisableUser>().RunAsync(app.Ben, app.Ada.UserId, "because", Ct)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<EnableUser>().RunAsync(app.Ben, app.Ada.UserId, "because", Ct)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<ResetSecondFactor>().RunAsync(app.Ben, app.Ada.UserId, "because", Ct)).Error?.Code);
        Assert.Equal("bad_reason", (await app.Get<DisableUser>().RunAsync(app.Ada, app.Ben.UserId, " ", Ct)).Error?.Code);
        Assert.Equal("own_account", (await app.Get<DisableUser>().RunAsync(app.Ada, app.Ada.UserId, "tired", Ct)).Error?.Code);
        Assert.Equal("not_found", (await app.Get<DisableUser>().RunAsync(app.Ada, Guid.CreateVersion7(), "who", Ct)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task Resetting_a_second_factor_takes_codes_and_passkeys_ends_sessions_and_tells_the_person(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var id = await OpenAsync(app, app.Ben);
        await using (var db = app.OpenDb())
        {
            await db.Users.Where(user => user.Id == app.Ben.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TwoFactorEnabled, true), Ct);
            db.UserTokens.Add(new() { UserId = app.Ben.UserId, LoginProvider = "[AspNetUserStore]", Name = "AuthenticatorKey", Value = "KEY" });
            db.UserPasskeys.Add(new() { UserId = app.Ben.UserId, CredentialId = [1, 2], Data = new() { Name = "phone", PublicKey = [1], AttestationObject = [1], ClientDataJson = [1] } });
            await db.SaveChangesAsync(Ct);
        }

        Assert.True((await app.Get<ResetSecondFactor>().RunAsync(app.Ada, app.Ben.UserId, "lost the phone", Ct)).Value);

        await using var read = app.OpenDb();
        var ben = await read.Users.SingleAsync(user => user.Id == app.Ben.UserId, Ct);
        Assert.False(ben.TwoFactorEnabled);
        Assert.NotEqual("stamp", ben.SecurityStamp);
        Assert.False(await read.UserTokens.AnyAsync(Ct) || await read.UserPasskeys.AnyAsync(Ct) || await StandsAsync(app, app.Ben, id));
        Assert.Equal("ben@example.com", (await read.OutgoingMails.SingleAsync(Ct)).To);
        Assert.False((await app.Get<ResetSecondFactor>().RunAsync(app.Ada, app.Ben.UserId, "again", Ct)).Value);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("", "Unknown browser")]
    [InlineData(null, "Unknown browser")]
    public void A_browser_is_said_in_words(string? agent, string words) => Assert.Equal(words, DeviceWords.Of(agent));

    private static async Task<Guid> OpenAsync(TestApp app, Actor actor) => (await app.Get<OpenSession>().RunAsync(actor.UserId, "10.0.0.1", "Firefox on Linux", Ct)).Value;

    private static Task<bool> StandsAsync(TestApp app, Actor actor, Guid id) => app.Get<CheckSession>().RunAsync(actor.UserId, id, address: null, Ct);

    private static async Task<(DateTime At, string Address)> SeenAsync(TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        var session = await db.Sessions.AsNoTracking().SingleAsync(session => session.Id == id, Ct);
        return (session.LastSeenAt, session.Address);
    }
}
