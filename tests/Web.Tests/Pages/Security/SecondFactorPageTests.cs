using System.Net;
using AngleSharp.Html.Dom;
using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Web.Tests.Pages.Security;

public sealed class SecondFactorPageTests
{
    private const string Ada = "ada@example.org";
    private const string Path = "/account/second-factor";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_code_is_asked_for_after_the_password_and_taken_once(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var (key, _) = await EnrolAsync(app);

        var visitor = app.Visit();
        using var asked = await visitor.SignInAsync(Ada, query: "?returnUrl=%2Fw%2Fme%2Flibrary");
        Assert.Equal("/account/code?returnUrl=%2Fw%2Fme%2Flibrary", asked.PathOfRedirect());
        Assert.Equal("/account/sign-in?returnUrl=%2Fw%2Fme%2Fcreate", (await visitor.GetAsync("/w/me/create")).PathOfRedirect()); // Not in yet.

        Assert.Contains("This code is not right", await TextAsync(await CodeAsync(visitor, "000000x")), StringComparison.Ordinal);
        var code = NextCode(app, key);
        Assert.Equal("/w/me/library", (await CodeAsync(visitor, code, "&returnUrl=%2Fw%2Fme%2Flibrary")).PathOfRedirect());

        var replay = app.Visit();
        await replay.SignInAsync(Ada);
        Assert.Contains("This code is not right, or it was used before", await TextAsync(await CodeAsync(replay, code)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recovery_codes_open_once_each_and_the_database_has_only_hashes()
    {
        await using var app = await WebApp.StartAsync();
        var (_, codes) = await EnrolAsync(app);
        Assert.Equal(10, codes.Count);
        var stored = await app.ReadAsync(db => db.UserTokens.Where(token => token.Name == "RecoveryCodes").Select(token => token.Value).SingleAsync(Ct));
        Assert.DoesNotContain(codes, code => stored!.Contains(code, StringComparison.OrdinalIgnoreCase));

        var visitor = app.Visit();
        await visitor.SignInAsync(Ada);
        Assert.Equal("/w/me/create", (await CodeAsync(visitor, codes[0].ToLowerInvariant(), "&recovery=true")).PathOfRedirect());
        var again = app.Visit();
        await again.SignInAsync(Ada);
        Assert.Equal(HttpStatusCode.OK, (await CodeAsync(again, codes[0], "&recovery=true")).StatusCode);
        Assert.Equal("/w/me/create", (await CodeAsync(again, codes[1], "&recovery=true")).PathOfRedirect());
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account()
    {
        await using var app = await WebApp.StartAsync(("Site:AttemptsPerMinute", "1000"));
        var (key, _) = await EnrolAsync(app);
        var visitor = app.Visit();
        await visitor.SignInAsync(Ada);
        for (var i = 0; i < 5; i++) await CodeAsync(visitor, "abcdef");
        Assert.Contains("locked", await TextAsync(await CodeAsync(visitor, NextCode(app, key))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_password_before_it_the_second_step_leads_to_the_first()
    {
        await using var app = await WebApp.StartAsync();
        Assert.Equal("/account/sign-in", (await app.Visit().GetAsync("/account/code")).PathOfRedirect());
    }

    [Fact]
    public async Task A_session_whose_proof_is_old_is_asked_once_more()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync(Ada);
        await app.ReadAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, session => session.CreatedAt.AddHours(-1)), Ct));

        Assert.Equal("/account/proof?returnUrl=%2Faccount%2Fsecond-factor", (await visitor.GetAsync(Path)).PathOfRedirect());

        const string proof = "/account/proof?returnUrl=%2Faccount%2Fsecond-factor";
        Assert.Contains("This is not your password", await TextAsync(await ProveAsync(visitor, proof, "wrong")), StringComparison.Ordinal);
        Assert.Equal(Path, (await ProveAsync(visitor, proof, Visitor.Password)).PathOfRedirect());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Path)).StatusCode);
        Assert.Equal("/w/me/create", (await ProveAsync(visitor, "/account/proof?returnUrl=%2F%2Fevil.example", Visitor.Password)).PathOfRedirect());
    }

    [Fact]
    public async Task Strangers_are_sent_to_sign_in_from_each_page_of_an_accounts_safety()
    {
        await using var app = await WebApp.StartAsync();
        foreach (var path in new[] { Path, "/account/password", "/account/mail", "/account/passkey", "/account/proof", "/account/leave", "/settings", "/settings/export" })
            Assert.StartsWith("/account/sign-in?returnUrl=", (await app.Visit().GetAsync(path)).PathOfRedirect(), StringComparison.Ordinal);
    }

    private static async Task<(string Key, IReadOnlyList<string> Codes)> EnrolAsync(WebApp app)
    {
        var visitor = app.Visit();
        await visitor.SignUpAsync(Ada);
        var page = await visitor.OpenAsync(Path);
        Assert.NotNull(page.QuerySelector(".qr-code svg"));
        var key = page.QuerySelector("#totp-key")!.TextContent;
        var form = Visitor.FieldsOf(page, "Form.Code");
        form["Form.Code"] = TimeCodes.Of(key, TimeCodes.StepAt(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
        using var answer = await visitor.SendAsync(Path, form);
        var shown = await Visitor.ReadAsync(answer);
        return (key, [.. shown.QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent)]);
    }

    // A step ahead of the one that enrolled, which a clock may be: right whether or not a step ends meanwhile.
    private static string NextCode(WebApp app, string key) => TimeCodes.Of(key, TimeCodes.StepAt(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()) + 1);

    private static async Task<HttpResponseMessage> CodeAsync(Visitor visitor, string code, string query = "")
    {
        var path = $"/account/code?x=1{query}";
        var form = Visitor.FieldsOf(await visitor.OpenAsync(path), "Form.Code");
        form["Form.Code"] = code;
        return await visitor.SendAsync(path, form);
    }

    private static async Task<HttpResponseMessage> ProveAsync(Visitor visitor, string path, string password)
    {
        var form = Visitor.FieldsOf(await visitor.OpenAsync(path), "Form.Current");
        form["Form.Current"] = password;
        return await visitor.SendAsync(path, form);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        IHtmlDocument page = await Visitor.ReadAsync(answer);
        return page.QuerySelector(".auth-card")!.TextContent;
    }
}
