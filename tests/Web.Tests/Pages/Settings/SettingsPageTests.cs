using System.Text;
using Bunit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Mail;
using MusicWeb.Pages.Settings;
using MusicWeb.Ui;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Settings;

/// <summary>A person's own settings, part by part.</summary>
public sealed class SettingsPageTests : ComponentTest
{
    protected override void ShareMore()
    {
        Share<RenamePerson>();
        Share<SessionList>();
        Share<EndSessions>();
        Share<PasskeyShelf>();
        Share<OutsideLogins>();
        Share<FindNoticeSettings>();
        Share<SaveNoticeSettings>();
        Share<SignUpLinks>();
        Share<MailHealth>();
        Services.AddScoped<SettingsPerson>();
        Services.Configure<SiteOptions>(_ => { });
        Services.AddSingleton<IAuthenticationSchemeProvider>(new AuthenticationSchemeProvider(Options.Create(new AuthenticationOptions())));
    }

    [Fact]
    public async Task A_chosen_name_is_saved_and_one_that_is_too_long_is_told_beside_its_field()
    {
        var (page, toasts) = (Render<SettingsPage>(), Render<Toasts>());
        await page.Find("#profile-name").ChangeAsync("  Ada Lovelace ");
        await page.Find("section[aria-labelledby=profile-title] form").SubmitAsync();
        Assert.Contains("Saved.", toasts.Markup, StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", page.Find("#profile-name").GetAttribute("value"));
        await page.Find("#profile-name").ChangeAsync(new string('x', RenamePerson.NameLimit + 1));
        await page.Find("section[aria-labelledby=profile-title] form").SubmitAsync();
        Assert.Equal("Use at most 60 characters.", page.Find("#profile-name-error").TextContent);
        Assert.Equal("Ada Lovelace", (await App.Get<RenamePerson>().FindAsync(App.Ada.UserId, Ct))!.DisplayName);
    }

    [Fact]
    public async Task A_session_is_ended_by_itself_or_with_all_others_and_never_by_accident_the_own_one()
    {
        var (here, phone) = (await OpenAsync("Firefox on Linux"), await OpenAsync("Safari on iPhone"));
        await OpenAsync("Chrome on Windows");
        await OpenAsync("Edge on Windows");
        SignIn(App.Ada, "ada@example.com", here);
        var page = Render<SettingsPage>();
        var own = page.FindAll("section[aria-labelledby=sessions-title] li").Single(row => row.TextContent.Contains("Firefox on Linux", StringComparison.Ordinal));
        Assert.Equal("here", own.QuerySelector(".badge")!.TextContent);
        Assert.Null(own.QuerySelector("button"));
        await page.Find("button[aria-label='Sign out Safari on iPhone']").ClickAsync();
        Assert.DoesNotContain(phone, await StandingAsync());
        Assert.Equal(3, (await StandingAsync()).Count);

        await Button(page, "Sign out everywhere else").ClickAsync();
        Assert.Equal([here], await StandingAsync());
        Assert.True(Button(page, "Sign out everywhere else").HasAttribute("disabled"));
        await Button(page, "Sign out everywhere").ClickAsync();
        Assert.Empty(await StandingAsync());
    }

    [Fact]
    public async Task A_sign_in_elsewhere_is_seen_without_a_reload()
    {
        var page = Render<SettingsPage>();
        await OpenAsync("Chrome on Windows");
        page.WaitForAssertion(() => Assert.Contains("Chrome on Windows", page.Find("section[aria-labelledby=sessions-title]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wishes_about_notices_are_saved_as_they_are_made_and_bad_ones_refused()
    {
        var page = Render<SettingsPage>();
        var boxes = page.FindAll("section[aria-labelledby=notices-title] input[type=checkbox]").Count;
        for (var i = 0; i < boxes; i++) await page.FindAll("section[aria-labelledby=notices-title] input[type=checkbox]")[i].ChangeAsync(i < 2);
        await page.Find("#low-credits").ChangeAsync("40");
        var saved = await App.Get<FindNoticeSettings>().RunAsync(App.Ada.UserId, Ct);
        Assert.Equal((true, true, false, 40), (saved.ShowsDesktop, saved.PlaysSound, saved.MailsLowCredits, saved.LowCredits));

        await page.Find("#low-credits").ChangeAsync("-5");
        Assert.NotEqual("", page.Find("#low-credits-error").TextContent);
        Assert.Equal(40, (await App.Get<FindNoticeSettings>().RunAsync(App.Ada.UserId, Ct)).LowCredits);
    }

    [Fact]
    public async Task A_passkey_is_named_and_removed_unless_it_is_the_only_way_in()
    {
        await AddPasskeyAsync();
        var (page, toasts) = (Render<SettingsPage>(), Render<Toasts>());
        await page.Find(".passkey-name").ChangeAsync("Blue laptop");
        Assert.Equal("Blue laptop", page.Find(".passkey-name").GetAttribute("value"));
        await page.Find("button[aria-label='Remove the passkey Blue laptop']").ClickAsync();
        Assert.Contains("This is your only way to sign in.", toasts.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".passkey-name"));

        await ChangeUsersAsync(set => set.SetProperty(user => user.PasswordHash, "a hash"));
        await page.Find("button[aria-label='Remove the passkey Blue laptop']").ClickAsync();
        Assert.Empty(page.FindAll(".passkey-name"));
        Assert.Contains((await App.Get<NoticeList>().PageAsync(App.Ada.UserId, null, 10, Ct)).Items, notice => notice.Kind is NoticeKind.Security && notice.Arguments[0] == "Blue laptop");
    }

    [Fact]
    public async Task Another_sites_account_is_disconnected_unless_it_is_the_only_way_in()
    {
        await using (var db = App.OpenDb())
        {
            db.UserLogins.Add(new IdentityUserLogin<Guid> { UserId = App.Ada.UserId, LoginProvider = "acme", ProviderKey = "1001", ProviderDisplayName = "Acme" });
            await db.SaveChangesAsync(Ct);
        }

        var (page, toasts) = (Render<SettingsPage>(), Render<Toasts>());
        await Button(page, "Disconnect").ClickAsync();
        Assert.Contains("This is your only way to sign in.", toasts.Markup, StringComparison.Ordinal);
        await ChangeUsersAsync(set => set.SetProperty(user => user.PasswordHash, "a hash"));
        await Button(page, "Disconnect").ClickAsync();
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == "Disconnect");
    }

    [Fact]
    public async Task An_administrator_makes_links_for_new_people_and_takes_them_back()
    {
        var page = Render<SettingsPage>();
        await page.Find("#link-note").ChangeAsync("for Ben");
        await page.Find("section[aria-labelledby=new-people-title] form").SubmitAsync();
        var token = page.Find("#new-link").GetAttribute("value")!.Split("link=")[1];
        Assert.True(await App.Get<SignUpLinks>().IsGoodAsync(token, Ct));
        Assert.Contains("for Ben", page.Find("section[aria-labelledby=new-people-title] .settings-list").TextContent, StringComparison.Ordinal);
        await Button(page, "Take back").ClickAsync();
        Assert.False(await App.Get<SignUpLinks>().IsGoodAsync(token, Ct));

        SignIn(App.Ben, "ben@example.com");
        Assert.Empty(Render<SettingsPage>().FindAll("#link-note"));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SettingsPage> page, string words) => page.FindAll("button").Single(button => button.TextContent.Trim() == words);

    private async Task<Guid> OpenAsync(string device)
    {
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await App.Get<OpenSession>().RunAsync(App.Ada.UserId, "10.0.0.1", device, Ct)).Value;
    }

    private async Task<IReadOnlyList<Guid>> StandingAsync() => [.. (await App.Get<SessionList>().RunAsync(App.Ada.UserId, Ct)).Select(session => session.Id)];

    private async Task AddPasskeyAsync()
    {
        await using var db = App.OpenDb();
        var id = Encoding.ASCII.GetBytes("credential-1");
        db.UserPasskeys.Add(new IdentityUserPasskey<Guid>
        {
            UserId = App.Ada.UserId,
            CredentialId = id,
            Data = new IdentityPasskeyData { Name = "Laptop", PublicKey = [1], AttestationObject = [1], ClientDataJson = [1], CreatedAt = App.Clock.GetUtcNow() },
        });
        await db.SaveChangesAsync(Ct);
    }

    private async Task ChangeUsersAsync(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<User>> change)
    {
        await using var db = App.OpenDb();
        await db.Users.ExecuteUpdateAsync(change, Ct);
    }
}
