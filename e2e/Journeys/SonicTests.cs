using E2e.Pages;
using E2e.Running;
using FakeProviders;

namespace E2e.Journeys;

/// <summary>A song by a vendor, from the form to the player, against a server that answers with the vendor's own texts.</summary>
[Collection(nameof(DirectedTests))]
public sealed class SonicTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task A_song_by_Sonic_is_ordered_fetched_and_played()
    {
        var site = await Sites.ScriptedAsync();
        site.Vendor.Clear();
        site.Vendor.On("POST", "/api/v1/sonic/create", Answer.Json("""{"message":"success","task_id":"29906f02-2366-4218-b25a-41458e1d60e0"}"""));
        site.Vendor.On("GET", "/api/v1/sonic/task/*", Answer.Json($$"""
            {"code":200,"message":"success","data":[
              {"clip_id":"26c9c592-0566-46cf-bb71-91ac1deaa7b5","state":"succeeded","title":"Night Bus","tags":"indie pop","lyrics":"[Verse]\nLast seat","audio_url":"{{site.VendorAddress}}a.mp3","duration":"2.0"},
              {"clip_id":"9f1d2b7e-0566-46cf-bb71-91ac1deaa7b5","state":"succeeded","title":"Night Bus","tags":"indie pop","lyrics":"[Verse]\nLast seat","audio_url":"{{site.VendorAddress}}b.mp3","duration":2.0}]}
            """));
        // Called mp3, and yet a WAV file: vendors' names are no proof.
        site.Vendor.On("GET", "/a.mp3", Answer.File(TestTone.Wav(hertz: 220), "audio/mpeg"));
        site.Vendor.On("GET", "/b.mp3", Answer.File(TestTone.Wav(hertz: 330), "audio/mpeg"));

        var visitor = await SignUpAsync(site: site.Site);
        var create = new CreatePage(visitor.Page);
        await visitor.Page.GetByLabel("Model").SelectOptionAsync("MusicAPI Sonic · Sonic v5");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Open).ToHaveCountAsync(2);
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 60_000 }); // It is asked for after ten seconds.
        await Assertions.Expect(create.Songs.Clips.First).ToContainTextAsync("Night Bus");
        await Assertions.Expect(create.Songs.Clips.First).ToContainTextAsync("Sonic");
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("135");
        var order = site.Vendor.Asked.Single(asked => asked.Path == "/api/v1/sonic/create");
        Assert.Contains("\"gpt_description_prompt\"", order.Text, StringComparison.Ordinal);
        Assert.Equal("Bearer a-test-key", order.Header("Authorization"));

        var player = new PlayerBar(visitor.Page);
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await player.UntilAsync(0.5);
        Assert.Equal(2.0, await player.DurationAsync(), tolerance: 0.1);
    }

    [Fact]
    public async Task With_a_key_of_ones_own_a_song_is_paid_at_the_vendor()
    {
        const string Key = "a-key-of-my-own-7788";
        var site = await Sites.ScriptedAsync();
        site.Vendor.Clear();
        site.Vendor.On("GET", "/api/v1/get-credits", Answer.Json("""{"credits":80,"extra_credits":20}"""), Answer.Json("""{"credits":80,"extra_credits":5}"""));
        site.Vendor.On("POST", "/api/v1/sonic/create", Answer.Json("""{"message":"success","task_id":"9f1d2b7e-2366-4218-b25a-41458e1d60e0"}"""));
        site.Vendor.On("GET", "/api/v1/sonic/task/*", Answer.Json($$"""
            {"code":200,"message":"success","data":[
              {"clip_id":"a1","state":"succeeded","title":"Own Key","tags":"indie pop","audio_url":"{{site.VendorAddress}}own-a.mp3","duration":"2.0"},
              {"clip_id":"b1","state":"succeeded","title":"Own Key","tags":"indie pop","audio_url":"{{site.VendorAddress}}own-b.mp3","duration":2.0}]}
            """));
        site.Vendor.On("GET", "/own-a.mp3", Answer.File(TestTone.Wav(hertz: 220), "audio/mpeg"));
        site.Vendor.On("GET", "/own-b.mp3", Answer.File(TestTone.Wav(hertz: 330), "audio/mpeg"));

        var visitor = await SignUpAsync(site: site.Site);
        var page = visitor.Page;
        var keys = new KeysPage(page);
        await keys.OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter a key for MusicAPI" }).ClickAsync();
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync(Key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and save" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Article, new() { Name = "MusicAPI" });
        await Assertions.Expect(row).ToContainTextAsync("…7788");
        await Assertions.Expect(row).ToContainTextAsync("100 credits");
        Assert.DoesNotContain(Key, await page.ContentAsync(), StringComparison.Ordinal);

        var create = new CreatePage(page);
        await create.OpenAsync();
        await page.GetByLabel("Model").SelectOptionAsync("MusicAPI Sonic · Sonic v5");
        await Assertions.Expect(page.Locator("#create-why")).ToContainTextAsync("Paid by your MusicAPI key …7788");
        await Assertions.Expect(page.Locator("#create-why")).ToContainTextAsync("85 credits left afterwards");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 60_000 }); // It is asked for after ten seconds.
        await Assertions.Expect(new CreditsPage(page).Chip).ToContainTextAsync("150");
        Assert.All(site.Vendor.Asked.Where(asked => asked.Path.StartsWith("/api/", StringComparison.Ordinal)), asked => Assert.Equal($"Bearer {Key}", asked.Header("Authorization")));
        var player = new PlayerBar(page);
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await player.UntilAsync(0.5);

        await keys.OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test the key for MusicAPI" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("MusicAPI accepts the key and has 85 credits.");
        await Assertions.Expect(row).ToContainTextAsync("85 left");
        await Assertions.Expect(row).Not.ToContainTextAsync("fewer than our books");
    }
}
