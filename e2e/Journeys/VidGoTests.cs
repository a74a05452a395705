using E2e.Pages;
using E2e.Running;
using FakeProviders;

namespace E2e.Journeys;

/// <summary>A song by VidGo, from the form to the player, against a server that answers with the vendor's own texts.</summary>
[Collection(nameof(DirectedTests))]
public sealed class VidGoTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task A_song_by_VidGo_is_ordered_fetched_played_and_its_words_are_timed()
    {
        var site = await Sites.ScriptedAsync();
        site.Vendor.Clear();
        site.Vendor.On(
            "POST", "/api/generate/submit",
            Answer.Json("""{"code":200,"data":{"task_id":"8FDN1I7M7Q68DDG8","status":"not_started","created_time":"2025-11-12T10:30:00"}}"""),
            Answer.Json("""{"code":200,"data":{"aligned_words":[{"word":"[Verse]\nLast ","success":true,"start_s":0.2,"end_s":0.5,"palign":0},{"word":"seat\n","success":true,"start_s":0.5,"end_s":1,"palign":0}],"waveform_data":[],"hoot_cer":0.4,"is_streamed":false}}"""));
        site.Vendor.On("GET", "/api/generate/detail/music", Answer.Json($$"""
            {"code":200,"data":{"task_id":"8FDN1I7M7Q68DDG8","status":"finished","files":[
              {"audio_id":"62e4542a-73be-44e1-b397-7716ee7505c6","audio_url":"{{site.VendorAddress}}a.mp3","title":"Peaceful Piano Meditation","tags":"Classical","duration":2, "prompt":"[Verse]\nLast seat"},
              {"audio_id":"8e755734-a840-4c13-beac-b9f1044979ca","audio_url":"{{site.VendorAddress}}b.mp3","title":"Peaceful Piano Meditation","tags":"Classical","duration":2, "prompt":""}],
              "created_time":"2025-11-25T08:50:13","error_message":null} }
            """));
        site.Vendor.On("GET", "/a.mp3", Answer.File(TestTone.Wav(hertz: 220), "audio/mpeg"));
        site.Vendor.On("GET", "/b.mp3", Answer.File(TestTone.Wav(hertz: 330), "audio/mpeg"));

        var visitor = await SignUpAsync(site: site.Site);
        var create = new CreatePage(visitor.Page);
        await visitor.Page.GetByLabel("Model").SelectOptionAsync("VidGo · V5");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 60_000 }); // It is asked for after ten seconds.
        await Assertions.Expect(create.Songs.Clips.First).ToContainTextAsync("Peaceful Piano Meditation");
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("135");
        Assert.Equal("Bearer another-test-key", site.Vendor.Asked.Single(asked => asked.Path == "/api/generate/submit").Header("Authorization"));

        var player = new PlayerBar(visitor.Page);
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await player.UntilAsync(0.5);

        // Its words with times come in the first answer, named by the ids that the song came with.
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        await create.Songs.MenuItem("Parts and formats").ClickAsync();
        await create.Songs.MenuItem("Time the lyrics").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Time them" }).ClickAsync();
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Menu).Locator("a[download]", new() { HasText = "lyrics with times" })).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("134");
        Assert.Equal("""{"model":"get-timestamped-lyrics","input":{"task_id":"8FDN1I7M7Q68DDG8","audio_id":"62e4542a-73be-44e1-b397-7716ee7505c6"}}""", site.Vendor.Asked.Last(asked => asked.Path == "/api/generate/submit").Text);
    }
}
