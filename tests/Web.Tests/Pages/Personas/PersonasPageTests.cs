using System.Net;
using Bunit;
using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Personas;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Personas;

public sealed class PersonasPageTests : ComponentTest
{
    [Fact]
    public async Task A_card_shows_what_it_is_like_and_never_its_data()
    {
        var id = await App.AddPersonaAsync(App.Ada, Samples.Markup);
        var page = RenderPage();
        Assert.Equal(Samples.Markup, page.Find(".persona h2").TextContent);
        Assert.Contains("Hoots at night.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("lofi, 84 bpm", page.Markup, StringComparison.Ordinal);
        Assert.Equal($"/w/me/create?persona={id}", page.Find(".persona-foot a").GetAttribute("href"));
        Assert.DoesNotContain(Belongings.Secret, page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".persona h2 script, .persona h2 img"));
    }

    [Fact]
    public async Task What_was_shared_for_use_can_be_used_and_nothing_else()
    {
        var team = await App.TeamAsync("Band", (App.Ben, Role.Owner), (App.Ada, Role.Member));
        var id = await App.AddPersonaAsync(App.Ben);
        await App.ShareAsync<Persona>(App.Ben, id, team);
        var page = RenderPage($"{team.WorkspaceId}");
        Assert.Contains("From ben · ben@example.com, for use only", page.Find(".persona-line").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find(".persona-foot a"));
        Assert.Empty(page.FindAll(".persona .icon-button"));

        await App.Get<RevokeShare>().RunAsync<Persona>(App.Ben, id, team.WorkspaceId, Ct);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".persona")));
    }

    [Fact]
    public async Task What_an_administrator_switches_off_cannot_be_used_from_that_moment()
    {
        await App.AddPersonaAsync(App.Ada);
        var page = RenderPage();
        Assert.NotNull(page.Find(".persona-foot a"));
        Assert.Null((await App.Get<SetOffer>().RunAsync(App.Ada, "sketch", OfferKind.Operation, Ops.Persona, new OfferTerms(OfferState.Off), "a try", Ct)).Error);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".persona-foot a")));
    }

    [Fact]
    public async Task A_card_is_renamed_thrown_away_and_brought_back()
    {
        await App.AddPersonaAsync(App.Ada);
        var page = RenderPage();
        await ChooseAsync(page, "Name and description");
        page.Find("#persona-name").Input(" ");
        await page.Find(".dialog form").SubmitAsync();
        Assert.Equal("Enter a name.", page.Find("#persona-name-error").TextContent);
        page.Find("#persona-name").Input("Day owl");
        await page.Find(".dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Day owl", page.Find(".persona h2").TextContent));
        Assert.Empty(page.FindAll(".dialog"));
        await ChooseAsync(page, "Move to trash");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".persona")));
        Assert.Equal("Day owl", Assert.Single((await App.Get<PersonaList>().PageAsync(App.Ada, provider: null, trashed: true, before: null, take: 10, Ct)).Items).Belonging.Name);
    }

    [Fact]
    public async Task Its_owner_sees_who_used_it()
    {
        var id = await App.AddPersonaAsync(App.Ada);
        await using (var db = App.OpenDb())
        {
            db.BelongingUses.Add(new BelongingUse { SubjectId = id, WorkspaceId = App.Ben.WorkspaceId, UserId = App.Ben.UserId, Clips = 4, Credits = 30, LastUsedAt = App.Clock.UtcNow });
            await db.SaveChangesAsync(Ct);
        }

        var page = RenderPage();
        await ChooseAsync(page, "Who used it");
        var row = page.WaitForElement(".usage-list li").TextContent;
        Assert.Contains("ben@example.com", row, StringComparison.Ordinal);
        Assert.Contains("4 songs", row, StringComparison.Ordinal);
        Assert.Contains("30 credits", row, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_file_with_its_data_is_for_managers_and_does_not_exist_for_others(DatabaseProvider database)
    {
        await using var app = await WebApp.StartAsync(database);
        var (ada, ben) = (app.Visit(), app.Visit());
        using (await ada.SignUpAsync("ada@example.com")) { }
        using (await ben.SignUpAsync("ben@example.com")) { }
        var users = await app.ReadAsync(db => db.Users.OrderBy(user => user.CreatedAt).Select(user => user.Id).ToListAsync(Ct));
        var id = Guid.CreateVersion7();
        await app.ReadAsync(async db =>
        {
            db.Personas.Add(new Persona { Id = id, WorkspaceId = users[0], OwnerId = users[0], Name = "Night owl", Provider = "sketch", Data = Belongings.Secret, SourceClipId = Guid.CreateVersion7(), CreatedAt = DateTime.UnixEpoch });
            db.Shares.Add(new Share { SubjectId = id, WorkspaceId = users[1], Right = ShareRight.Use, SharedById = users[0], CreatedAt = DateTime.UnixEpoch });
            return await db.SaveChangesAsync(Ct);
        });
        using (var file = await ada.GetAsync($"/w/me/personas/{id}/export"))
        {
            Assert.Equal((HttpStatusCode.OK, "no-store"), (file.StatusCode, file.Headers.CacheControl?.ToString()));
            Assert.Contains(Belongings.Secret, await Web.Tests.Visitor.TextOfAsync(file), StringComparison.Ordinal);
        }

        foreach (var (visitor, path) in new[] { (ben, $"/w/me/personas/{id}/export"), (ben, $"/w/{users[0]}/personas/{id}/export"), (ada, $"/w/me/personas/{Guid.CreateVersion7()}/export"), (ada, $"/w/nonsense/personas/{id}/export") })
        {
            using var refused = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    private static async Task ChooseAsync(IRenderedComponent<PersonasPage> page, string word)
    {
        // The browser closes a menu after a choice; here nobody does.
        if (page.FindAll("[role=menuitem]").Count == 0) await page.Find(".persona .icon-button").ClickAsync();
        await page.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == word).ClickAsync();
    }

    private IRenderedComponent<PersonasPage> RenderPage(string workspace = FindActor.Me) => Render<PersonasPage>(parameters => parameters.Add(p => p.Workspace, workspace));
}
