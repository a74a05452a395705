using System.Net;
using AngleSharp.Dom;
using Bunit;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Keys;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Keys;

public sealed class KeysPageTests : ComponentTest
{
    [Fact]
    public async Task From_the_empty_page_a_key_is_made_shown_once_and_listed()
    {
        var page = Render<KeysPage>();
        Assert.Equal("No keys yet", page.Find(".empty h2").TextContent);
        await page.Find(".empty button").ClickAsync();
        page.Find("#key-name").Input("radio");
        page.Find("#key-cap").Change("100");
        page.Find("#key-addresses").Change("10.1.2.3/8");
        await page.Find(".dialog-form").SubmitAsync();

        var text = page.Find("#new-key-text").TextContent;
        Assert.True(ApiKeyText.IsWellFormed(text));
        Assert.Contains($"curl http://localhost/api/v1/sonic/create -H 'Authorization: Bearer {text}'", page.Find("#new-key-curl").TextContent, StringComparison.Ordinal);
        Assert.True((await App.Get<FindKeyActor>().RunAsync(text, IPAddress.Parse("10.9.9.9"), Ct)).IsOk);
        await ButtonOf(page, "I stored it").ClickAsync();
        Assert.DoesNotContain(text, page.Markup, StringComparison.Ordinal);
        var row = page.Find(".key");
        Assert.Equal("radio", row.QuerySelector("h2")!.TextContent);
        Assert.Equal($"{text[..12]}…{text[^4..]}", row.QuerySelector("code")!.TextContent);
        Assert.Equal(["Read", "Create"], row.QuerySelectorAll(".badge").Select(badge => badge.TextContent));
        Assert.Contains("0 of 100 credits today", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("10.0.0.0/8", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Jan 2, 00:00 UTC", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_is_made()
    {
        var page = Render<KeysPage>();
        await page.Find(".empty button").ClickAsync();
        await page.Find(".dialog-form").SubmitAsync();
        Assert.Equal("Give the key a name.", page.Find("#key-name-error").TextContent);
        page.Find("#key-name").Input("radio");
        page.Find("#key-addresses").Change("everywhere");
        await page.Find(".dialog-form").SubmitAsync();
        Assert.Contains("\"everywhere\" is no address or network.", page.Find("#key-addresses-error").TextContent, StringComparison.Ordinal);
        Assert.Empty(await App.Get<ListApiKeys>().RunAsync(App.Ada, Ct));
    }

    [Fact]
    public async Task Rotating_shows_the_new_text_and_until_when_the_old_one_works()
    {
        var old = await MakeAsync();
        var page = Render<KeysPage>();
        await ButtonOf(page, "Rotate").ClickAsync();
        page.Find("#rotate-overlap").Change("1");
        await page.Find(".dialog-form").SubmitAsync();
        var text = page.Find("#new-key-text").TextContent;
        Assert.NotEqual(old.Text, text);
        await ButtonOf(page, "I stored it").ClickAsync();
        Assert.Contains("the old key also works until", page.Find(".key-overlap").TextContent, StringComparison.Ordinal);
        App.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False((await App.Get<FindKeyActor>().RunAsync(old.Text, IPAddress.Loopback, Ct)).IsOk);
        Assert.True((await App.Get<FindKeyActor>().RunAsync(text, IPAddress.Loopback, Ct)).IsOk);
    }

    [Fact]
    public async Task Revoking_asks_first_and_then_ends_it()
    {
        var key = await MakeAsync();
        var page = Render<KeysPage>();
        await ButtonOf(page, "Revoke").ClickAsync();
        await ButtonOf(page, "Keep it").ClickAsync();
        Assert.True((await App.Get<FindKeyActor>().RunAsync(key.Text, IPAddress.Loopback, Ct)).IsOk);
        await ButtonOf(page, "Revoke").ClickAsync();
        await page.Find(".dialog-form").SubmitAsync();
        Assert.Equal("revoked_key", (await App.Get<FindKeyActor>().RunAsync(key.Text, IPAddress.Loopback, Ct)).Error?.Code);
        page.WaitForAssertion(() => Assert.Equal("Revoked", page.Find(".key .state").TextContent));
        Assert.Empty(page.FindAll(".key-actions"));
    }

    [Fact]
    public async Task Editing_starts_from_what_is_there_and_saves()
    {
        await MakeAsync();
        var page = Render<KeysPage>();
        await ButtonOf(page, "Edit").ClickAsync();
        Assert.Equal("radio", page.Find("#key-name").GetAttribute("value"));
        page.Find("#key-name").Input("television");
        page.Find("#key-cap").Change("7");
        page.Find("#key-period").Change(nameof(CapPeriod.Month));
        await page.Find(".dialog-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("television", page.Find(".key h2").TextContent));
        Assert.Contains("0 of 7 credits this month", page.Find(".key").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_key_does_is_seen_as_it_happens()
    {
        var key = await MakeAsync();
        var page = Render<KeysPage>();
        Assert.Contains("never", page.Find(".key").TextContent, StringComparison.Ordinal);
        var program = (await App.Get<FindKeyActor>().RunAsync(key.Text, IPAddress.Parse("192.0.2.7"), Ct)).Value!;
        page.WaitForAssertion(() => Assert.Contains("from 192.0.2.7", page.Find(".key").TextContent, StringComparison.Ordinal));
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await App.Get<EnqueueTask>().RunAsync(program, Guid.CreateVersion7(), "sketch", new MusicRequest { Op = Ops.Create, Model = "sketch-1", Description = "rain" }, retryOfId: null, Ct);
        page.WaitForAssertion(() => Assert.Contains("15 credits this month, no cap", page.Find(".key").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_elses_keys_are_not_there()
    {
        await MakeAsync();
        SignIn(App.Ben, "ben@example.com");
        Assert.Equal("No keys yet", Render<KeysPage>().Find(".empty h2").TextContent);
    }

    private async Task<NewApiKey> MakeAsync() =>
        (await App.Get<CreateApiKey>().RunAsync(App.Ada, new ApiKeyTerms("radio", CapCredits: null, CapPeriod.Day, Addresses: null), ApiKeyScopes.Create, expiresAt: null, Ct)).Value!;

    private static IElement ButtonOf(IRenderedComponent<KeysPage> page, string text) => page.FindAll("button").First(button => button.TextContent.Trim() == text);
}
