using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>A key made in the browser, a program that uses it, and its song in the library of the same person.</summary>
public sealed class KeyTests(Sites sites) : Journey(sites)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1); // As a program polls.

    [Fact]
    public async Task What_a_program_orders_with_a_key_appears_in_the_library_without_reload()
    {
        var visitor = await SignUpAsync();
        var keys = new KeysPage(visitor.Page);
        await keys.OpenAsync();
        await keys.StartNewAsync();
        var key = await keys.FinishNewAsync("radio", cap: 20);
        Assert.Contains(key, await visitor.Page.Locator("#new-key-curl").TextContentAsync(), StringComparison.Ordinal);
        await visitor.Page.Keyboard.PressAsync("Escape"); // Must not lose what is shown once.
        await keys.StoreAsync();
        await Assertions.Expect(keys.Dialog).ToHaveCountAsync(0);

        using var program = new HttpClient(new SocketsHttpHandler()) { BaseAddress = visitor.Site.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var library = await visitor.Page.Context.NewPageAsync();
        await library.GotoAsync("/w/me/library");
        await library.UntilAliveAsync();

        using var created = await program.PostAsJsonAsync("api/v1/sonic/create", new { custom_mode = false, mv = "sonic-v5", gpt_description_prompt = "keys on a table", title = "Made by a program", make_instrumental = true, duration = 10 }, Cancelled);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        var taskId = (await created.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("task_id").GetString();
        await Assertions.Expect(keys.Keys.First).ToContainTextAsync("15 of 20 credits today");
        var clips = await UntilDoneAsync(program, taskId!);
        await Assertions.Expect(new SongList(library).ClipsOf("Made by a program")).ToHaveCountAsync(2);

        using var stranger = new HttpClient(new SocketsHttpHandler());
        foreach (var clip in clips)
        {
            var sound = await stranger.GetByteArrayAsync(clip.GetProperty("audio_url").GetString(), Cancelled);
            Assert.True(sound.Length > 10_000, $"{sound.Length} bytes");
        }

        using var capped = await program.PostAsJsonAsync("api/v1/sonic/create", new { custom_mode = false, mv = "sonic-v5", gpt_description_prompt = "one more" }, Cancelled);
        Assert.Equal(HttpStatusCode.PaymentRequired, capped.StatusCode);

        await keys.Keys.First.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await keys.Dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(keys.Keys.First).ToContainTextAsync("Revoked");
        using var refused = await program.GetAsync("api/v1/get-credits", Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static async Task<JsonElement[]> UntilDoneAsync(HttpClient program, string taskId)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(_patience);
        using var pace = new PeriodicTimer(_pace);
        while (true)
        {
            var task = await program.GetFromJsonAsync<JsonElement>($"api/v1/sonic/task/{taskId}", patience.Token);
            var clips = task.GetProperty("data").EnumerateArray().ToArray();
            if (clips.All(clip => clip.GetProperty("state").GetString() == "succeeded")) return clips;
            Assert.DoesNotContain(clips, clip => clip.GetProperty("state").GetString() == "failed");
            await pace.WaitForNextTickAsync(patience.Token);
        }
    }
}
