using E2e.Pages;
using E2e.Running;
using FakeProviders;

namespace E2e.Journeys;

/// <summary>A song by a server of ACE-Step, from the form to the player, against one that answers with the texts of its documents.</summary>
[Collection(nameof(DirectedTests))]
public sealed class AceStepTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task A_song_by_ACE_Step_is_ordered_for_nothing_fetched_and_played()
    {
        var site = await Sites.ScriptedAsync();
        site.Vendor.Clear();
        site.Vendor.On("GET", "/ace/v1/models", Answer.Json("""{"data":{"models":[{"name":"acestep-v15-turbo","is_default":true}],"default_model":"acestep-v15-turbo"},"code":200,"error":null}"""));
        site.Vendor.On("POST", "/ace/release_task", Answer.Json("""{"data":{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":"queued","queue_position":1},"code":200,"error":null}"""));
        site.Vendor.On(
            "POST", "/ace/query_result",
            Answer.Json("""{"data":[{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":0,"result":"[{\"progress\":0.42,\"stage\":\"running\"}]"}],"code":200}"""),
            Answer.Json("""{"data":[{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":1,"result":"[{\"file\":\"/v1/audio?path=a.wav\",\"prompt\":\"indie pop\",\"lyrics\":\"la\",\"metas\":{\"bpm\":100,\"duration\":2,\"keyscale\":\"C Major\"}},{\"file\":\"/v1/audio?path=b.wav\",\"prompt\":\"indie pop\",\"lyrics\":\"la\",\"metas\":{\"bpm\":100,\"duration\":2,\"keyscale\":\"C Major\"}}]"}],"code":200}"""));
        site.Vendor.On("GET", "/ace/v1/audio", Answer.File(TestTone.Wav(hertz: 220), "audio/flac"));

        var visitor = await SignUpAsync(site: site.Site);
        var create = new CreatePage(visitor.Page);
        await visitor.Page.GetByLabel("Model").SelectOptionAsync("ACE-Step · ACE-Step 1.5");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create · 0 credits" })).ToBeVisibleAsync();
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Assertions.Expect(create.Songs.Clips.First).ToContainTextAsync("ACE-Step");
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("150");
        Assert.Contains("\"sample_query\"", site.Vendor.Asked.Single(asked => asked.Path == "/ace/release_task").Text, StringComparison.Ordinal);

        var player = new PlayerBar(visitor.Page);
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await player.UntilAsync(0.5);
    }
}
