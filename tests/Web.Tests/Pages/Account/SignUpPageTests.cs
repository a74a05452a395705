using System.Net;
using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Web.Tests.Pages.Account;

public sealed class SignUpPageTests
{
    [Fact]
    public async Task Signing_up_opens_a_session_and_leads_to_the_first_song()
    {
        await using var app = await WebApp.StartAsync();
        var first = await app.Visit().SignUpAsync("ada@example.org");
        var second = await app.Visit().SignUpAsync("bob@example.org");

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal("/w/me/create?welcome=1&admin=1", first.PathOfRedirect());
        Assert.Equal("/w/me/create?welcome=1", second.PathOfRedirect());
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("musicweb.session=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; expires=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_first_account_becomes_administrator_and_everyone_gets_a_workspace()
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync("ada@example.org");
        await app.Visit().SignUpAsync("bob@example.org");

        var users = await app.ReadAsync(db => db.Users.OrderBy(user => user.Email).ToListAsync());
        Assert.Equal([true, false], users.Select(user => user.IsAdministrator));
        Assert.Equal(users.Select(user => user.Id).Order(), await app.ReadAsync(db => db.Workspaces.Select(workspace => workspace.Id).OrderBy(id => id).ToListAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_first_sign_ups_at_the_same_moment_one_becomes_administrator(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var answers = await Task.WhenAll(app.Visit().SignUpAsync("ada@example.org"), app.Visit().SignUpAsync("bob@example.org"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Single(answers, answer => answer.PathOfRedirect() == AccountPaths.Welcome(becameAdministrator: true));
        Assert.Equal(1, await app.ReadAsync(db => db.Users.CountAsync(user => user.IsAdministrator)));
    }

    [Theory, OnBothDatabases]
    public async Task A_double_click_makes_one_account_and_both_answers_lead_on(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var visitor = app.Visit();
        var form = Visitor.FieldsOf(await visitor.OpenAsync("/account/sign-up"));
        (form["Form.Email"], form["Form.Password"]) = ("ada@example.org", Visitor.Password);
        // Both leave before either is answered, without the session cookie that the first will bring.
        var answers = await Task.WhenAll(visitor.SendAsync("/account/sign-up", form), visitor.SendAsync("/account/sign-up", form));

        Assert.All(answers, answer => Assert.StartsWith("/w/me/create?welcome=1", answer.PathOfRedirect(), StringComparison.Ordinal));
        Assert.Equal(1, await app.ReadAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("", "Enter your email address.")]
    [InlineData("ada", "This does not look like an email address. Example: ada@example.org")]
    [InlineData("ada@", "This does not look like an email address. Example: ada@example.org")]
    [InlineData("ada@one@two", "This does not look like an email address. Example: ada@example.org")]
    [InlineData("ada lovelace@example.org", "This does not look like an email address. Example: ada@example.org")]
    [InlineData("ada\u0001@example.org", "This does not look like an email address. Example: ada@example.org")]
    public async Task A_bad_address_is_told_beside_its_field(string email, string sentence)
    {
        await using var app = await WebApp.StartAsync();
        using var answer = await app.Visit().SignUpAsync(email);
        await AssertOnlyProblemAsync(answer, "email-error", sentence);
        Assert.False(await app.ReadAsync(db => db.Users.AnyAsync()));
    }

    [Fact]
    public async Task An_address_may_have_254_characters_and_no_more()
    {
        await using var app = await WebApp.StartAsync();
        var longest = new string('a', 254 - "@example.org".Length) + "@example.org";
        using var refused = await app.Visit().SignUpAsync("a" + longest);
        using var accepted = await app.Visit().SignUpAsync(longest);

        await AssertOnlyProblemAsync(refused, "email-error", "An email address has at most 254 characters.");
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
    }

    [Theory]
    [InlineData("", "Choose a password.")]
    [InlineData("123456789", "Use at least 10 characters. A few words in a row are easy to remember.")]
    public async Task A_weak_password_is_told_beside_its_field_and_never_sent_back(string password, string sentence)
    {
        await using var app = await WebApp.StartAsync();
        using var answer = await app.Visit().SignUpAsync("ada@example.org", password);
        var page = await AssertOnlyProblemAsync(answer, "password-error", sentence);
        Assert.Equal("ada@example.org", page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.True(string.IsNullOrEmpty(page.QuerySelector("#password")!.GetAttribute("value")));
    }

    [Fact]
    public async Task A_password_of_200_characters_works_and_201_are_refused()
    {
        await using var app = await WebApp.StartAsync();
        using var refused = await app.Visit().SignUpAsync("ada@example.org", new string('x', 201));
        using var accepted = await app.Visit().SignUpAsync("ada@example.org", new string('x', 200));
        using var back = await app.Visit().SignInAsync("ada@example.org", new string('x', 200));

        await AssertOnlyProblemAsync(refused, "password-error", "Use at most 200 characters.");
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>@example.org")]
    [InlineData("עדה@דוגמה.example")]
    [InlineData("🎵@example.org")]
    public async Task Markup_and_other_scripts_in_an_address_are_text(string email)
    {
        await using var app = await WebApp.StartAsync();
        using var made = await app.Visit().SignUpAsync(email);
        using var again = await app.Visit().SignUpAsync(email, "another password");

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var page = await Visitor.ReadAsync(again);
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal(email, page.QuerySelector("#email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_taken_address_is_said_plainly_whatever_its_case()
    {
        await using var app = await WebApp.StartAsync();
        await app.Visit().SignUpAsync("ada@example.org");
        using var answer = await app.Visit().SignUpAsync(" Ada@Example.ORG ", "another password");

        await AssertOnlyProblemAsync(answer, "email-error", "There is an account with this address already. Sign in instead, or use another address.");
        Assert.Equal(1, await app.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Closed_registration_shows_no_form_and_takes_none()
    {
        await using var closed = await WebApp.StartAsync(("Site:Registration", "Closed"));
        await closed.Visit().SignUpAsync("first@example.org");
        var visitor = closed.Visit();

        Assert.Empty((await visitor.OpenAsync("/account/sign-up")).Forms);
        Assert.DoesNotContain("/account/sign-up", (await visitor.OpenAsync("/")).Body!.InnerHtml, StringComparison.Ordinal);

        // A form that was opened before the door was closed.
        var form = Visitor.FieldsOf(await visitor.OpenAsync("/account/sign-in"), "Form.Email");
        form["_handler"] = "sign-up";
        (form["Form.Email"], form["Form.Password"]) = ("ada@example.org", Visitor.Password);
        using var answer = await visitor.SendAsync("/account/sign-up", form);
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(1, await closed.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Where_registration_is_closed_from_the_beginning_the_very_first_still_comes_in()
    {
        await using var closed = await WebApp.StartAsync(("Site:Registration", "Closed"));
        Assert.Contains("/account/sign-up", (await closed.Visit().OpenAsync("/")).Body!.InnerHtml, StringComparison.Ordinal);
        var first = await closed.Visit().SignUpAsync("ada@example.org");

        Assert.Equal("/w/me/create?welcome=1&admin=1", first.PathOfRedirect());
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_sentence()
    {
        await using var app = await WebApp.StartAsync();
        using var answer = await app.Visit().SendAsync("/account/sign-up", new Dictionary<string, string>
        {
            ["_handler"] = "sign-up",
            ["Form.Email"] = "ada@example.org",
            ["Form.Password"] = Visitor.Password,
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("This form is out of date", (await Visitor.ReadAsync(answer)).QuerySelector("h1")!.TextContent);
        Assert.False(await app.ReadAsync(db => db.Users.AnyAsync()));
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> AssertOnlyProblemAsync(HttpResponseMessage answer, string id, string sentence)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        var problem = Assert.Single(page.QuerySelectorAll(".field-error, .form-message"));
        Assert.Equal((id, sentence), (problem.Id, problem.TextContent));
        var input = page.QuerySelector("#" + id.Replace("-error", "", StringComparison.Ordinal))!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains(id, input.GetAttribute("aria-describedby")!, StringComparison.Ordinal);
        return page;
    }
}
