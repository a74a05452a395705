using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;
using Web.Tests.Pages.Account;

namespace Web.Tests.Pages.Security;

public sealed class MailPageTests
{
    private const string Old = "ada@example.org";
    private const string New = "lovelace@example.org";
    private const string Path = "/account/mail";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_new_address_holds_once_its_link_is_opened_and_the_old_one_is_told(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var link = await AskAsync(app);
        Assert.Equal("/w/me/create", (await app.Visit().SignInAsync(Old)).PathOfRedirect()); // Until then nothing changed.

        Assert.Contains("Your address is confirmed", await ConfirmMailPageTests.ConfirmAsync(app.Visit(), link), StringComparison.Ordinal);
        Assert.Contains($"was changed to {New}", await app.MailAsync(Old, "The mail address of your account"), StringComparison.Ordinal);
        Assert.Null((await app.Visit().SignInAsync(Old)).PathOfRedirect());
        Assert.Equal("/w/me/create", (await app.Visit().SignInAsync(New)).PathOfRedirect());
        var user = await app.ReadAsync(db => db.Users.SingleAsync(Ct));
        Assert.Equal((New, New, true), (user.UserName, user.Email, user.EmailConfirmed));

        Assert.Contains("This link is not good any more", await ConfirmMailPageTests.ConfirmAsync(app.Visit(), link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_one_address_changes_to_no_other()
    {
        await using var app = await WebApp.StartAsync();
        var link = (await AskAsync(app)).Replace(Uri.EscapeDataString(New), Uri.EscapeDataString("eve@example.org"), StringComparison.Ordinal);
        Assert.Contains("eve", link, StringComparison.Ordinal);
        Assert.Contains("This link is not good any more", await ConfirmMailPageTests.ConfirmAsync(app.Visit(), link), StringComparison.Ordinal);
        Assert.Equal(Old, await app.ReadAsync(db => db.Users.Select(user => user.Email).SingleAsync(Ct)));
    }

    [Fact]
    public async Task An_old_link_is_worth_nothing()
    {
        await using var app = await WebApp.StartAsync();
        app.LinkLife = TimeSpan.Zero;
        var link = await AskAsync(app);
        Assert.Contains("This link is not good any more", await ConfirmMailPageTests.ConfirmAsync(app.Visit(), link), StringComparison.Ordinal);
        Assert.Equal(Old, await app.ReadAsync(db => db.Users.Select(user => user.Email).SingleAsync(Ct)));
    }

    [Fact]
    public async Task Whether_an_address_is_taken_is_not_told_and_it_is_not_taken_away()
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync(New);
        var visitor = app.Visit();
        await visitor.SignUpAsync(Old);
        Assert.Contains($"A link is on its way to {New}", await SendAsync(visitor, New), StringComparison.Ordinal);
        Assert.False(await app.ReadAsync(db => db.OutgoingMails.AnyAsync(Ct)));
    }

    [Fact]
    public async Task An_address_that_somebody_took_meanwhile_stays_theirs()
    {
        await using var app = await WebApp.StartAsync();
        var link = await AskAsync(app);
        await app.Visit().SignUpAsync(New);
        Assert.Contains("This link is not good any more", await ConfirmMailPageTests.ConfirmAsync(app.Visit(), link), StringComparison.Ordinal);
        Assert.Equal(2, await app.ReadAsync(db => db.Users.CountAsync(Ct)));
    }

    [Theory]
    [InlineData("", "Enter your email address.")]
    [InlineData("ada", "This does not look like an email address.")]
    public async Task What_is_no_address_is_told_beside_the_field(string email, string sentence)
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync(Old);
        Assert.Contains(sentence, await SendAsync(visitor, email), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(WebApp app)
    {
        var visitor = app.Visit();
        await visitor.SignUpAsync(Old);
        await SendAsync(visitor, New);
        return Mailbox.LinkIn(await app.MailAsync(New, "Confirm your new address"));
    }

    private static async Task<string> SendAsync(Visitor visitor, string email)
    {
        var form = Visitor.FieldsOf(await visitor.OpenAsync(Path), "Form.Email");
        form["Form.Email"] = email;
        using var answer = await visitor.SendAsync(Path, form);
        return (await Visitor.ReadAsync(answer)).QuerySelector(".auth-card")!.TextContent;
    }
}
