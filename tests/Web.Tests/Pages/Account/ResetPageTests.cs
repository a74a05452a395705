using System.Net;
using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;

namespace Web.Tests.Pages.Account;

public sealed class ResetPageTests
{
    private const string Ada = "ada@example.org";
    private const string NewPassword = "snow on a tin roof";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_link_from_the_outbox_sets_a_new_password_once_and_signs_out_everywhere(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var signedIn = app.Visit();
        await signedIn.SignUpAsync(Ada);
        var link = await AskAsync(app);

        var visitor = app.Visit();
        Assert.Contains("Your password is changed", await ResetAsync(visitor, link, NewPassword), StringComparison.Ordinal);

        Assert.Equal("/account/sign-in?returnUrl=%2Fw%2Fme%2Fcreate", (await signedIn.GetAsync("/w/me/create")).PathOfRedirect());
        Assert.Equal(HttpStatusCode.OK, (await app.Visit().SignInAsync(Ada)).StatusCode); // The old password is wrong now.
        Assert.Equal("/w/me/create", (await app.Visit().SignInAsync(Ada, NewPassword)).PathOfRedirect());
        Assert.Contains("This link is not good any more", await ResetAsync(app.Visit(), link, "another good password"), StringComparison.Ordinal);
        Assert.Contains("changed by a link", await app.MailAsync(Ada, "MusicWeb: Your password"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_reads_the_same_with_and_without_an_account_and_sends_only_where_there_is_one()
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync(Ada);

        Assert.Equal(await ForgotAsync(app.Visit(), "nobody@example.org"), await ForgotAsync(app.Visit(), Ada));

        Assert.Equal([Ada], await app.ReadAsync(db => db.OutgoingMails.Select(mail => mail.To).ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_mailbox_is_not_flooded()
    {
        await using var app = await WebApp.StartAsync(("Site:AttemptsPerMinute", "1000"));
        await app.Visit().SignUpAsync(Ada);
        for (var i = 0; i < MailQuota.PerHour + 3; i++) await ForgotAsync(app.Visit(), Ada);
        Assert.Equal(MailQuota.PerHour, await app.ReadAsync(db => db.OutgoingMails.CountAsync(Ct)));
    }

    [Theory]
    [InlineData("/account/reset")]
    [InlineData("/account/reset?user=nobody&code=%%%")]
    [InlineData("/account/reset?user=019aa000-0000-7000-8000-000000000000&code=AAAA")]
    public async Task A_link_that_was_never_sent_changes_nothing(string path)
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync(Ada);
        Assert.Contains("This link is not good any more", await ResetAsync(app.Visit(), path, NewPassword), StringComparison.Ordinal);
        Assert.Equal("/w/me/create", (await app.Visit().SignInAsync(Ada)).PathOfRedirect());
    }

    [Fact]
    public async Task An_old_link_is_worth_nothing()
    {
        await using var app = await WebApp.StartAsync();
        app.LinkLife = TimeSpan.Zero;
        await app.Visit().SignUpAsync(Ada);
        var link = await AskAsync(app);
        Assert.Contains("This link is not good any more", await ResetAsync(app.Visit(), link, NewPassword), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_password_is_refused_before_the_link_is_used_up()
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync(Ada);
        var link = await AskAsync(app);
        Assert.Contains("Use at least 10 characters", await ResetAsync(app.Visit(), link, "short"), StringComparison.Ordinal);
        Assert.Contains("Your password is changed", await ResetAsync(app.Visit(), link, NewPassword), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(WebApp app)
    {
        await ForgotAsync(app.Visit(), Ada);
        return Mailbox.LinkIn(await app.MailAsync(Ada, "Choose a new password"));
    }

    private static async Task<string> ForgotAsync(Visitor visitor, string email)
    {
        var form = Visitor.FieldsOf(await visitor.OpenAsync("/account/forgot"));
        form["Form.Email"] = email;
        using var answer = await visitor.SendAsync("/account/forgot", form);
        return (await Visitor.ReadAsync(answer)).QuerySelector("[role=status]")!.TextContent;
    }

    private static async Task<string> ResetAsync(Visitor visitor, string link, string password)
    {
        var form = Visitor.FieldsOf(await visitor.OpenAsync(link));
        form["Form.Password"] = password;
        using var answer = await visitor.SendAsync(link, form);
        return (await Visitor.ReadAsync(answer)).QuerySelector(".auth-card")!.TextContent;
    }
}
