using System.Net;
using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Web.Tests.Pages.Account;

public sealed class SignInPageTests
{
    private const string Ada = "ada@example.org";
    private const string WrongPair = "Email and password do not match.";

    [Theory, OnBothDatabases]
    public async Task A_member_signs_in_and_starts_where_songs_are_made(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        await app.Visit().SignUpAsync(Ada);
        var visitor = app.Visit();

        using var answer = await visitor.SignInAsync(" ADA@example.org");

        Assert.Equal("/w/me/create", answer.PathOfRedirect());
        using var start = await visitor.GetAsync("/");
        Assert.Equal("/w/me/create", start.PathOfRedirect());
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_read_the_same()
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync(Ada);

        Assert.Equal(WrongPair, await ProblemAsync(await app.Visit().SignInAsync(Ada, "not the password")));
        Assert.Equal(WrongPair, await ProblemAsync(await app.Visit().SignInAsync("nobody@example.org")));
        Assert.Equal(WrongPair, await ProblemAsync(await app.Visit().SignInAsync(Ada, new string('x', 10_000))));
    }

    [Fact]
    public async Task Empty_fields_are_told_beside_each()
    {
        await using var app = await WebApp.StartAsync();
        using var answer = await app.Visit().SignInAsync("", "");
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal(["Enter your email address.", "Enter your password."], page.QuerySelectorAll(".field-error").Select(problem => problem.TextContent));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one_and_say_for_how_long()
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync(Ada);
        for (var attempt = 1; attempt < 5; attempt++) Assert.Equal(WrongPair, await ProblemAsync(await app.Visit().SignInAsync(Ada, "not the password")));

        const string locked = "Too many failed attempts. This account is locked; try again in 10 minutes.";
        Assert.Equal(locked, await ProblemAsync(await app.Visit().SignInAsync(Ada, "not the password")));
        Assert.Equal(locked, await ProblemAsync(await app.Visit().SignInAsync(Ada)));
    }

    [Theory]
    [InlineData("/w/me/library?op=create&status=done", "/w/me/library?op=create&status=done")]
    [InlineData("//evil.example", "/w/me/create")]
    [InlineData("/\\evil.example", "/w/me/create")]
    [InlineData("/\t/evil.example", "/w/me/create")]
    [InlineData("https://evil.example", "/w/me/create")]
    [InlineData("javascript:alert(1)", "/w/me/create")]
    [InlineData("", "/w/me/create")]
    public async Task The_way_back_never_leads_to_another_site(string returnUrl, string path)
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync(Ada);
        var visitor = app.Visit();
        var address = "?returnUrl=" + Uri.EscapeDataString(returnUrl);

        using var answer = await visitor.SignInAsync(Ada, query: address);
        using var again = await visitor.GetAsync("/account/sign-in" + address);

        Assert.Equal((path, path), (answer.PathOfRedirect(), again.PathOfRedirect()));
    }

    [Fact]
    public async Task What_a_crash_left_out_of_an_account_is_made_good_at_the_next_sign_in()
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync(Ada);
        var id = await app.ReadAsync(db => db.Users.Select(user => user.Id).SingleAsync(TestContext.Current.CancellationToken));
        await app.ReadAsync(db => db.Memberships.ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        using var answer = await app.Visit().SignInAsync(Ada);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(id, await app.ReadAsync(db => db.Memberships.Select(membership => membership.WorkspaceId).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Theory, OnBothDatabases]
    public async Task A_session_outlives_a_restart(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateAsync(provider);
        string session;
        await using (var before = WebApp.On(store))
        {
            using var answer = await before.Visit().SignUpAsync(Ada);
            session = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("musicweb.session=", StringComparison.Ordinal)).Split(';')[0];
        }

        await using var after = WebApp.On(store);
        var visitor = after.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Cookie", session);
        using var start = await visitor.GetAsync("/");
        Assert.Equal("/w/me/create", start.PathOfRedirect());
    }

    [Fact]
    public async Task Strangers_are_sent_here_from_a_members_page_and_back_after_signing_in()
    {
        await using var app = await WebApp.StartAsync();
        using var answer = await app.Visit().GetAsync("/w/me/create?draft=1");
        Assert.Equal("/account/sign-in?returnUrl=%2Fw%2Fme%2Fcreate%3Fdraft%3D1", answer.PathOfRedirect());
    }

    [Fact]
    public async Task Passwords_are_not_in_the_log()
    {
        var log = new LogLines();
        await using var app = await WebApp.StartAsync(("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Debug"));
        app.Log = log;
        await app.Visit().SignUpAsync(Ada);
        await app.Visit().SignInAsync(Ada);
        await app.Visit().SignInAsync(Ada, "a wrong secret");

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains(Visitor.Password, StringComparison.Ordinal) || line.Contains("a wrong secret", StringComparison.Ordinal));
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.Single((await Visitor.ReadAsync(answer)).QuerySelectorAll(".form-message")).TextContent;
    }
}
