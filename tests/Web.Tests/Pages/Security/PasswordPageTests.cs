using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;
using Web.Tests.Pages.Account;

namespace Web.Tests.Pages.Security;

public sealed class PasswordPageTests
{
    private const string Ada = "ada@example.org";
    private const string NewPassword = "snow on a tin roof";
    private const string Path = "/account/password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_new_password_ends_all_other_sessions_and_is_told_by_mail(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var (here, there) = (app.Visit(), app.Visit());
        await here.SignUpAsync(Ada);
        await there.SignInAsync(Ada);
        Assert.Contains("Your password is changed", await ChangeAsync(here, Visitor.Password, NewPassword), StringComparison.Ordinal);

        Assert.Null((await here.GetAsync("/w/me/create")).PathOfRedirect());
        Assert.StartsWith("/account/sign-in", (await there.GetAsync("/w/me/create")).PathOfRedirect(), StringComparison.Ordinal);
        Assert.Null((await app.Visit().SignInAsync(Ada)).PathOfRedirect());
        Assert.Equal("/w/me/create", (await app.Visit().SignInAsync(Ada, NewPassword)).PathOfRedirect());
        Assert.Contains("Your password was changed", await app.MailAsync(Ada, "Your password was changed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_old_password_nothing_changes_and_guessing_locks()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync(Ada);
        for (var i = 0; i < 5; i++) Assert.Contains("This is not your password", await ChangeAsync(visitor, "a guess", NewPassword), StringComparison.Ordinal);
        Assert.Contains("locked", await ChangeAsync(visitor, Visitor.Password, NewPassword), StringComparison.Ordinal);
        Assert.False(await app.ReadAsync(db => db.OutgoingMails.AnyAsync(Ct)));
    }

    [Fact]
    public async Task A_weak_new_password_is_refused_beside_its_field()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync(Ada);
        Assert.Contains("Use at least 10 characters", await ChangeAsync(visitor, Visitor.Password, "short"), StringComparison.Ordinal);
        Assert.Equal("/w/me/create", (await app.Visit().SignInAsync(Ada)).PathOfRedirect());
    }

    [Fact]
    public async Task Who_came_by_another_way_sets_a_first_password_after_a_fresh_proof()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync(Ada);
        await app.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, (string?)null), Ct));
        var page = await visitor.OpenAsync(Path);
        Assert.Equal("Set a password", page.QuerySelector("h1")!.TextContent);
        Assert.Null(page.QuerySelector("#current"));
        Assert.Contains("Your password is changed", await ChangeAsync(visitor, current: null, NewPassword), StringComparison.Ordinal);
        Assert.Equal("/w/me/create", (await app.Visit().SignInAsync(Ada, NewPassword)).PathOfRedirect());

        await app.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, (string?)null), Ct));
        await app.ReadAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, session => session.CreatedAt.AddHours(-1)), Ct));
        Assert.Equal("/account/proof?returnUrl=%2Faccount%2Fpassword", (await visitor.GetAsync(Path)).PathOfRedirect());
    }

    private static async Task<string> ChangeAsync(Visitor visitor, string? current, string password)
    {
        var form = Visitor.FieldsOf(await visitor.OpenAsync(Path), "New.Password");
        if (current is not null) form["Form.Current"] = current;
        form["New.Password"] = password;
        using var answer = await visitor.SendAsync(Path, form);
        return (await Visitor.ReadAsync(answer)).QuerySelector(".auth-card")!.TextContent;
    }
}
