using E2e.Pages;
using E2e.Running;
using FakeProviders;

namespace E2e.Journeys;

/// <summary>A song after the sound of another one, by a vendor that sends it with its answer, with a key of one's own.</summary>
[Collection(nameof(DirectedTests))]
public sealed class Music01Tests(Sites sites) : Journey(sites)
{
    private const string Key = "an-aiml-key-of-my-own-5566";

    [Fact]
    public async Task A_song_of_the_library_lends_its_sound_to_a_song_by_music_01()
    {
        var site = await Sites.ScriptedAsync();
        site.Vendor.Clear();
        site.Vendor.On("GET", "/v1/billing/balance", Answer.Json("""{"balance":630000,"lowBalance":false,"lowBalanceThreshold":10000,"lastUpdated":"2025-11-25T17:45:00Z","autoDebitStatus":"disabled"}"""), Answer.Json("""{"balance":567000,"lowBalance":false}"""));
        site.Vendor.On("POST", "/v2/generate/audio/minimax/upload", Answer.Json("""{"voice_id":"vocal-2025011003141025-d5ZEMxmp","instrumental_id":"instrumental-2025011003141125-Akz9eWnD","base_resp":{"status_code":0,"status_msg":"success"}}"""));
        site.Vendor.On("POST", "/v2/generate/audio/minimax/generate", Answer.Json(
            $$$"""{"data":{"status":2,"audio":"{{{Convert.ToHexStringLower(TestTone.Wav(hertz: 220))}}}"},"extra_info":{"audio_length":2000},"trace_id":"04e3","base_resp":{"status_code":0,"status_msg":"success"}}"""));

        var visitor = await SignUpAsync(site: site.Site);
        var (page, create) = (visitor.Page, new CreatePage(visitor.Page));
        await page.GetByLabel("Model").SelectOptionAsync("Sketch engine · Sketch 1");
        await create.FillShortAsync("Low tide");
        await create.Length.PressAsync("ArrowRight"); // Longer than the ten seconds that the vendor wants at least.
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        var keys = new KeysPage(page);
        await keys.OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter a key for AI/ML API" }).ClickAsync();
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync(Key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and save" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Article, new() { Name = "AI/ML API" });
        await Assertions.Expect(row).ToContainTextAsync("150 credits");

        await create.OpenAsync();
        await page.GetByLabel("Model").SelectOptionAsync("AI/ML API music-01 · music-01");
        await Assertions.Expect(create.Why).ToContainTextAsync("Choose a persona first");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make one from a song" }).ClickAsync();
        var dialog = PersonasPage.DialogOf(page);
        await dialog.GetByLabel("Song", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.GetByLabel("This song and the voice in it are mine").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make it · free" }).ClickAsync();
        await Assertions.Expect(page.Locator("#create-persona option:checked")).ToContainTextAsync("Low tide", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#create-persona-hint")).ToHaveTextAsync("A voice and what plays to it");
        await create.Lyrics.FillAsync("Side by side\n\nWe always win");
        await create.Title.FillAsync("High tide");
        await Assertions.Expect(create.Why).ToContainTextAsync("Paid by your AI/ML API key …5566");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.ClipsOf("High tide")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Assertions.Expect(new CreditsPage(page).Chip).ToContainTextAsync("135"); // The sketch's price alone.
        var upload = site.Vendor.Asked.Single(asked => asked.Path == "/v2/generate/audio/minimax/upload");
        Assert.Contains("name=\"purpose\"\r\n\r\nsong\r\n", upload.Text, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nRIFF", upload.Text, StringComparison.Ordinal);
        var order = site.Vendor.Asked.Single(asked => asked.Path == "/v2/generate/audio/minimax/generate");
        Assert.Contains("##Side by side\\n\\nWe always win##", order.Text, StringComparison.Ordinal);
        Assert.Equal($"Bearer {Key}", order.Header("Authorization"));

        var player = new PlayerBar(page);
        await PlayerBar.PlayAsync(create.Songs.ClipsOf("High tide").First);
        await player.UntilAsync(0.5);
        await keys.OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test the key for AI/ML API" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("AI/ML API accepts the key and has 135 credits.");
        await Assertions.Expect(row).Not.ToContainTextAsync("fewer than our books");
    }
}
