using System.Net;
using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;

namespace Web.Tests.Pages.Account;

public sealed class ConfirmMailPageTests
{
    private const string Ada = "ada@example.org";
    private const string Subject = "Confirm your address";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Where_addresses_are_confirmed_the_link_of_the_message_lets_in(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider, ("Site:ConfirmMail", "true"));
        var visitor = app.Visit();
        Assert.Contains("A link is sent to your address", (await visitor.OpenAsync("/account/sign-up")).QuerySelector(".auth-lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/account/confirm-mail?sent=1", (await visitor.SignUpAsync(Ada)).PathOfRedirect());
        Assert.Contains("a link is on its way", (await visitor.OpenAsync("/account/confirm-mail?sent=1")).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        using (var early = await visitor.SignInAsync(Ada)) Assert.Contains("Confirm your mail address first", await Visitor.TextOfAsync(early), StringComparison.Ordinal);
        using (var wrong = await visitor.SignInAsync(Ada, "not the password")) Assert.DoesNotContain("Confirm your mail", await Visitor.TextOfAsync(wrong), StringComparison.Ordinal);

        var link = Mailbox.LinkIn(await app.MailAsync(Ada, Subject));
        await visitor.OpenAsync(link); // Programs that look into messages open every link: only a press counts.
        Assert.False(await app.ReadAsync(db => db.Users.AnyAsync(user => user.EmailConfirmed, Ct)));
        Assert.Contains("Your address is confirmed", await ConfirmAsync(app.Visit(), link), StringComparison.Ordinal);
        Assert.Equal("/w/me/create", (await visitor.SignInAsync(Ada)).PathOfRedirect());
    }

    [Fact]
    public async Task Asking_again_reads_the_same_for_everybody_and_sends_only_where_it_is_missing()
    {
        await using var app = await WebApp.StartAsync(("Site:ConfirmMail", "true"));
        await app.Visit().SignUpAsync(Ada);
        await ConfirmAsync(app.Visit(), Mailbox.LinkIn(await app.MailAsync(Ada, Subject)));
        await app.Visit().SignUpAsync("ben@example.org");

        Assert.Equal(await AskAsync(app.Visit(), "nobody@example.org"), await AskAsync(app.Visit(), Ada));
        Assert.Equal(await AskAsync(app.Visit(), "nobody@example.org"), await AskAsync(app.Visit(), "ben@example.org"));
        var mails = await app.ReadAsync(db => db.OutgoingMails.Where(mail => mail.Subject.StartsWith(Subject)).Select(mail => mail.To).ToListAsync(Ct));
        Assert.Equal([Ada, "ben@example.org", "ben@example.org"], mails.Order());
    }

    [Theory]
    [InlineData("?user=nobody&code=%%%")]
    [InlineData("?user=019aa000-0000-7000-8000-000000000000&code=AAAA")]
    public async Task A_link_that_was_never_sent_confirms_nothing(string query)
    {
        await using var app = await WebApp.StartAsync(("Site:ConfirmMail", "true"));
        await app.Visit().SignUpAsync(Ada);
        Assert.Contains("This link is not good any more", await ConfirmAsync(app.Visit(), $"/account/confirm-mail{query}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Visit().SignInAsync(Ada)).StatusCode);
    }

    internal static async Task<string> ConfirmAsync(Visitor visitor, string link)
    {
        using var answer = await visitor.SendAsync(link, Visitor.FieldsOf(await visitor.OpenAsync(link)));
        return (await Visitor.ReadAsync(answer)).QuerySelector(".auth-card")!.TextContent;
    }

    private static async Task<string> AskAsync(Visitor visitor, string email)
    {
        var form = Visitor.FieldsOf(await visitor.OpenAsync("/account/confirm-mail"));
        form["Form.Email"] = email;
        using var answer = await visitor.SendAsync("/account/confirm-mail", form);
        return (await Visitor.ReadAsync(answer)).QuerySelector("[role=status]")!.TextContent;
    }
}
