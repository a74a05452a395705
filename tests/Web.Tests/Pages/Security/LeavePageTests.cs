using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;

namespace Web.Tests.Pages.Security;

public sealed class LeavePageTests
{
    private const string Ada = "ada@example.org";
    private const string Ben = "ben@example.org";
    private const string Path = "/account/leave";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_shares_something_leaves_after_the_address_and_the_choice_and_not_before()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, ben) = (app.Visit(), app.Visit());
        await ada.SignUpAsync(Ada);
        await ben.SignUpAsync(Ben);
        var sheet = await ShareLyricsAsync(app);

        Assert.Contains("This is not the address of your account.", await SendAsync(ben, "somebody@example.org", "stay"), StringComparison.Ordinal);
        Assert.Contains("Say what becomes of what you shared.", await SendAsync(ben, Ben, shared: null), StringComparison.Ordinal);
        Assert.Contains("Say what becomes of what you shared.", await SendAsync(ben, Ben, "whatever"), StringComparison.Ordinal);
        Assert.True(await app.ReadAsync(db => db.Users.AnyAsync(user => user.Email == Ben, Ct)));

        Assert.Contains("Your account is deleted.", await SendAsync(ben, Ben.ToUpperInvariant(), "stay"), StringComparison.Ordinal);
        Assert.False(await app.ReadAsync(db => db.Users.AnyAsync(user => user.Email == Ben, Ct)));
        Assert.True(await app.ReadAsync(db => db.LyricSheets.AnyAsync(kept => kept.Id == sheet, Ct)));
        Assert.StartsWith("/account/sign-in", (await ben.GetAsync("/w/me/library")).PathOfRedirect(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_administrator_is_told_what_stands_in_the_way_and_has_no_form()
    {
        await using var app = await WebApp.StartAsync();
        var ada = app.Visit();
        await ada.SignUpAsync(Ada);
        var page = await ada.OpenAsync(Path);
        Assert.Contains("You are the only administrator.", CardOf(page), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("#mail"));
    }

    // Lyrics of Ben's that a team of Ada's uses.
    private static async Task<Guid> ShareLyricsAsync(WebApp app)
    {
        var (ada, ben) = await app.ReadAsync(async db => (await db.Users.SingleAsync(user => user.Email == Ada, Ct), await db.Users.SingleAsync(user => user.Email == Ben, Ct)));
        var (team, sheet) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.ReadAsync(db =>
        {
            db.Workspaces.Add(new Workspace { Id = team, Name = "Band", IsPersonal = false, CreatedAt = DateTime.UnixEpoch });
            db.Memberships.AddRange(new Membership { WorkspaceId = team, UserId = ada.Id, Role = Role.Owner }, new Membership { WorkspaceId = team, UserId = ben.Id, Role = Role.Member });
            return db.SaveChangesAsync(Ct);
        });
        var actor = (await app.Services.GetRequiredService<FindActor>().RunAsync(ben.Id, FindActor.Me, Door.Web, Ct)).Value!;
        Assert.Null((await app.Services.GetRequiredService<SaveLyrics>().RunAsync(actor, sheet, "Rain", "drip drop", basedOn: 0, Ct)).Error);
        Assert.Null((await app.Services.GetRequiredService<ShareBelonging>().RunAsync<LyricSheet>(actor, sheet, team, ShareRight.Use, Ct)).Error);
        return sheet;
    }

    private static async Task<string> SendAsync(Visitor visitor, string email, string? shared)
    {
        var form = Visitor.FieldsOf(await visitor.OpenAsync(Path), "Form.Email");
        form["Form.Email"] = email;
        if (shared is not null) form["Choice.Shared"] = shared;
        using var answer = await visitor.SendAsync(Path, form);
        return CardOf(await Visitor.ReadAsync(answer));
    }

    private static string CardOf(IHtmlDocument page) => page.QuerySelector(".auth-card")!.TextContent;
}
