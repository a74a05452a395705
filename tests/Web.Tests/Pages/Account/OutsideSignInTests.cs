using System.Net;
using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace Web.Tests.Pages.Account;

/// <summary>Signing in with another site's account: a real one on the loopback, with codes, proofs and tokens.</summary>
public sealed class OutsideSignInTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Somebody_new_gets_an_account_and_comes_back_to_the_same_one(DatabaseProvider provider)
    {
        await using var outside = await FakeIdentity.StartAsync();
        await using var app = await WebApp.StartAsync(provider, outside.Settings("acme", "Acme"));
        Assert.Equal("Continue with Acme", (await app.Visit().OpenAsync("/account/sign-in")).QuerySelector(".auth-ways button")!.TextContent);

        var visitor = app.Visit();
        Assert.Equal("/w/me/create?welcome=1&admin=1", await EnterAsync(visitor));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/w/me/create")).StatusCode);

        // The address over there changed; who it is did not.
        outside.User = """{"sub":"1001","email":"lovelace@example.org","email_verified":true}""";
        Assert.Equal("/w/me/library", await EnterAsync(app.Visit(), "/w/me/library"));
        var user = await app.ReadAsync(db => db.Users.SingleAsync(Ct));
        Assert.Equal(("ada@example.org", true, null), (user.Email, user.EmailConfirmed, user.PasswordHash));
    }

    [Theory]
    [InlineData("""{"sub":"1001","email":"ada@example.org","email_verified":false}""")]
    [InlineData("""{"sub":"1001","email":"ada@example.org"}""")]
    [InlineData("""{"sub":"1001","email_verified":true}""")]
    public async Task An_address_that_the_site_does_not_vouch_for_opens_nothing(string user)
    {
        await using var outside = await FakeIdentity.StartAsync();
        outside.User = user;
        await using var app = await WebApp.StartAsync(outside.Settings("acme", "Acme"));
        Assert.Equal("/account/sign-in?outside=no-mail", await EnterAsync(app.Visit()));
        Assert.False(await app.ReadAsync(db => db.Users.AnyAsync(Ct)));
    }

    [Theory]
    [InlineData("""{"email":"ada@example.org","email_verified":true}""")]
    [InlineData("""{"sub":{"id":1},"email":"ada@example.org","email_verified":true}""")]
    [InlineData("[]")]
    [InlineData("no json")]
    public async Task A_site_that_does_not_say_who_came_opens_nothing(string user)
    {
        await using var outside = await FakeIdentity.StartAsync();
        outside.User = user;
        await using var app = await WebApp.StartAsync(outside.Settings("acme", "Acme"));
        Assert.Equal("/account/sign-in?outside=failed", await EnterAsync(app.Visit()));
        Assert.False(await app.ReadAsync(db => db.Users.AnyAsync(Ct)));
    }

    [Fact]
    public async Task Who_says_no_over_there_stands_at_the_sign_in_page_with_a_sentence()
    {
        await using var outside = await FakeIdentity.StartAsync();
        outside.Declines = true;
        await using var app = await WebApp.StartAsync(outside.Settings("acme", "Acme"));
        var visitor = app.Visit();
        var end = await EnterAsync(visitor);
        Assert.Equal("/account/sign-in?outside=failed", end);
        Assert.Contains("That site did not sign you in", (await visitor.OpenAsync(end!)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_is_not_taken()
    {
        await using var outside = await FakeIdentity.StartAsync();
        await using var app = await WebApp.StartAsync(outside.Settings("acme", "Acme"));
        var back = await AskAsync(app.Visit());
        var stranger = app.Visit();
        Assert.Equal("/account/sign-in?outside=failed", (await stranger.GetAsync(back)).PathOfRedirect());
        Assert.False(await app.ReadAsync(db => db.Users.AnyAsync(Ct)));
    }

    [Fact]
    public async Task An_account_here_with_the_same_address_is_not_opened_but_can_be_connected_and_disconnected_by_its_owner()
    {
        await using var outside = await FakeIdentity.StartAsync();
        await using var app = await WebApp.StartAsync(outside.Settings("acme", "Acme"));
        var ada = app.Visit();
        await ada.SignUpAsync("ada@example.org");
        Assert.Equal("/account/sign-in?outside=exists", await EnterAsync(app.Visit()));

        Assert.Equal("/settings", await EnterAsync(ada, "/settings", from: "/account/password"));
        Assert.Equal("/w/me/create", await EnterAsync(app.Visit()));
        Assert.Contains("Signing in with Acme was added", await app.MailAsync("ada@example.org", "Signing in with Acme"), StringComparison.Ordinal);

        // Nobody else can connect the same account over there.
        var ben = app.Visit();
        await ben.SignUpAsync("ben@example.org");
        Assert.Equal("/settings?outside=taken", await EnterAsync(ben, "/settings", from: "/account/password"));
        Assert.Equal(1, await app.ReadAsync(db => db.UserLogins.CountAsync(Ct)));
    }

    [Fact]
    public async Task Where_the_settings_say_so_a_confirmed_address_on_both_sides_is_enough()
    {
        await using var outside = await FakeIdentity.StartAsync();
        await using var app = await WebApp.StartAsync([.. outside.Settings("acme", "Acme"), ("SignIn:OAuth:acme:LinksByMail", "true")]);
        await app.Visit().SignUpAsync("ada@example.org");
        Assert.Equal("/account/sign-in?outside=exists", await EnterAsync(app.Visit()));
        await app.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.EmailConfirmed, true), Ct));
        Assert.Equal("/w/me/create", await EnterAsync(app.Visit()));
    }

    [Theory]
    [InlineData("Closed")]
    [InlineData("InviteOnly")]
    public async Task Where_registration_is_closed_nobody_new_comes_in_this_way_either(string registration)
    {
        await using var outside = await FakeIdentity.StartAsync();
        await using var app = await WebApp.StartAsync([.. outside.Settings("acme", "Acme"), ("Site:Registration", registration)]);
        await app.Visit().SignUpAsync("first@example.org");
        Assert.Equal("/account/sign-in?outside=closed", await EnterAsync(app.Visit()));
        Assert.Equal(1, await app.ReadAsync(db => db.Users.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_after_the_other_site_too()
    {
        await using var outside = await FakeIdentity.StartAsync();
        await using var app = await WebApp.StartAsync(outside.Settings("acme", "Acme"));
        await EnterAsync(app.Visit());
        await app.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.TwoFactorEnabled, true), Ct));
        await app.ReadAsync(db => { db.UserTokens.Add(new() { UserId = db.Users.Single().Id, LoginProvider = "[AspNetUserStore]", Name = "AuthenticatorKey", Value = "GEZDGNBVGY3TQOJQ" }); return db.SaveChangesAsync(Ct); });
        Assert.Equal("/account/code?returnUrl=%2Fw%2Fme%2Fcreate", await EnterAsync(app.Visit()));
    }

    [Fact]
    public async Task A_site_that_is_not_in_the_settings_is_not_there()
    {
        await using var outside = await FakeIdentity.StartAsync();
        await using var app = await WebApp.StartAsync(outside.Settings("acme", "Acme"));
        var visitor = app.Visit();
        var form = Visitor.FieldsOf(await visitor.OpenAsync("/account/sign-in"), "name");
        form["name"] = "Identity.Application";
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.SendAsync("/account/outside", form)).StatusCode);
    }

    // The whole way there and back, as a browser goes it.
    private static async Task<string?> EnterAsync(Visitor visitor, string? to = null, string from = "/account/sign-in")
    {
        using var read = await visitor.GetAsync(await AskAsync(visitor, to, from));
        var next = read.PathOfRedirect();
        if (next is null || !next.StartsWith("/account/outside/back", StringComparison.Ordinal)) return next;
        using var end = await visitor.GetAsync(next);
        return end.PathOfRedirect();
    }

    /// <returns>Where the other site sends the browser.</returns>
    private static async Task<string> AskAsync(Visitor visitor, string? to = null, string from = "/account/sign-in")
    {
        var token = (await visitor.OpenAsync(from)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await visitor.SendAsync("/account/outside", new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["name"] = "acme", ["returnUrl"] = to ?? "" });
        // No redirect, which the content policy would hold to this site.
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var away = answer.Headers.GetValues("Refresh").Single().Split("url=", 2)[1];
        Assert.Equal(away, (await Visitor.ReadAsync(answer)).QuerySelector("a")!.GetAttribute("href"));
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await browser.GetAsync(new Uri(away), Ct);
        return back.Headers.Location!.PathAndQuery;
    }
}
