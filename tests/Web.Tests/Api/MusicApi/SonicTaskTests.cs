using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Live;
using MusicWeb.Core.Media;
using MusicWeb.Core.Tasks;

namespace Web.Tests.Api.MusicApi;

public sealed class SonicTaskTests
{
    private static readonly string[] _fields =
    [
        "clip_id", "state", "title", "tags", "lyrics", "image_url", "audio_url", "video_url", "created_at", "mv", "gpt_description_prompt", "duration",
        "negative_tags", "style_weight", "weirdness_constraint",
    ];

    private static readonly byte[] _bytes = [.. "fLaC"u8, .. Enumerable.Range(0, 2000).Select(i => (byte)i)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The sketch engine is as good as any vendor here: it is quick and its song is real.
    [Fact]
    public async Task An_order_becomes_two_clips_whose_files_can_be_fetched_without_a_key()
    {
        await using var app = await WebApp.StartAsync(("Api:RequestsPerMinute", "10000"));
        var (api, _, owner) = await ApiClient.SignUpAsync(app);
        var taskId = (await api.CreateAsync(SonicCreateTests.Rain)).Json.GetProperty("task_id").GetGuid();
        var reply = await UntilAsync(app, api, owner, taskId);

        Assert.Equal(["code", "message", "data"], reply.Json.EnumerateObject().Select(property => property.Name));
        var clips = reply.Json.GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal(2, clips.Length);
        foreach (var clip in clips)
        {
            Assert.Equal(_fields, clip.EnumerateObject().Select(property => property.Name));
            Assert.Equal(("succeeded", "sketch-1", "rain on tin"), (clip.GetProperty("state").GetString(), clip.GetProperty("mv").GetString(), clip.GetProperty("gpt_description_prompt").GetString()));
            Assert.Matches(@"^\d+\.\d\d$", clip.GetProperty("duration").GetString());
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", clip.GetProperty("created_at").GetString());
            Assert.NotNull(await app.Services.GetRequiredService<FindClip>().RunAsync(owner, clip.GetProperty("clip_id").GetGuid(), Ct));
            using var song = await app.CreateClient().GetAsync(new Uri(clip.GetProperty("audio_url").GetString()!), Ct);
            Assert.Equal((HttpStatusCode.OK, "audio"), (song.StatusCode, song.Content.Headers.ContentType!.MediaType!.Split('/')[0]));
        }
    }

    [Fact]
    public async Task Every_state_has_its_word_and_a_failure_its_reason()
    {
        await using var app = await WebApp.StartAsync();
        var (api, _, _) = await ApiClient.SignUpAsync(app);
        await app.StopWorkAsync();
        var taskId = (await api.CreateAsync(SonicCreateTests.Rain)).Json.GetProperty("task_id").GetGuid();
        var words = new Dictionary<TaskState, string>
        {
            [TaskState.Queued] = "pending",
            [TaskState.Submitting] = "running",
            [TaskState.Submitted] = "running",
            [TaskState.Ingesting] = "running",
            [TaskState.Uncertain] = "running",
            [TaskState.Failed] = "failed",
            [TaskState.Cancelled] = "failed",
        };
        foreach (var (state, word) in words)
        {
            DateTime? end = word == "failed" ? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) : null;
            var reason = state is TaskState.Failed ? "It rained in." : null;
            await app.ReadAsync(db => db.Tasks.Where(task => task.Id == taskId).ExecuteUpdateAsync(
                set => set.SetProperty(task => task.State, state).SetProperty(task => task.FinalizedAt, end).SetProperty(task => task.Reason, reason), Ct));
            var clips = (await api.GetAsync($"/api/v1/sonic/task/{taskId}")).Json.GetProperty("data").EnumerateArray().ToArray();
            Assert.Equal(2, clips.Length);
            Assert.All(clips, clip => Assert.Equal((word, JsonValueKind.Null), (clip.GetProperty("state").GetString(), clip.GetProperty("audio_url").ValueKind)));
            Assert.Equal(state switch { TaskState.Failed => "It rained in.", TaskState.Cancelled => "The task was cancelled.", _ => null }, clips[0].TryGetProperty("error_message", out var message) ? message.GetString() : null);
        }
    }

    [Fact]
    public async Task Somebody_elses_task_and_no_task_look_the_same()
    {
        await using var app = await WebApp.StartAsync();
        var (api, _, _) = await ApiClient.SignUpAsync(app);
        var (other, _, _) = await ApiClient.SignUpAsync(app, "ben@example.org");
        await app.StopWorkAsync();
        var taskId = (await api.CreateAsync(SonicCreateTests.Rain)).Json.GetProperty("task_id").GetGuid();
        foreach (var id in new[] { $"{taskId}", $"{Guid.CreateVersion7()}", "29906f02", "%27%20or%201" })
        {
            Assert.Equal((404, "task not found.", null), (await other.GetAsync($"/api/v1/sonic/task/{id}")).Problem);
        }
    }

    [Fact]
    public async Task A_signed_link_answers_head_and_ranges_and_nothing_else_is_needed()
    {
        await using var app = await WebApp.StartAsync();
        var link = await LinkAsync(app);
        var client = app.CreateClient();
        using var all = await client.GetAsync(link, Ct);
        Assert.Equal(_bytes, await all.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("audio/flac", all.Content.Headers.ContentType!.ToString());
        Assert.True(all.Headers.CacheControl is { Private: true } && all.Headers.CacheControl.MaxAge <= TimeSpan.FromHours(24));
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, link), Ct);
        Assert.Equal((HttpStatusCode.OK, (long?)_bytes.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        using var part = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new RangeHeaderValue(10, 19) } }, Ct);
        Assert.Equal((HttpStatusCode.PartialContent, 10L), (part.StatusCode, part.Content.Headers.ContentLength));
        using var saved = await client.GetAsync(link + "?download", Ct);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Fact]
    public async Task An_altered_link_and_one_to_a_trashed_clip_lead_nowhere()
    {
        await using var app = await WebApp.StartAsync();
        var link = await LinkAsync(app);
        var middle = link.Length / 2;
        foreach (var bad in new[] { link[..middle] + (link[middle] is 'A' ? 'B' : 'A') + link[(middle + 1)..], link[..^4], "/media/signed/x", "/media/signed/" + new string('A', 600), $"/media/signed/{Guid.CreateVersion7()}" })
        {
            using var refused = await app.CreateClient().GetAsync(bad, Ct);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        await app.ReadAsync(db => db.Clips.ExecuteUpdateAsync(set => set.SetProperty(clip => clip.TrashedAt, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)), Ct));
        using var trashed = await app.CreateClient().GetAsync(link, Ct);
        Assert.Equal(HttpStatusCode.NotFound, trashed.StatusCode);
    }

    private static async Task<ApiReply> UntilAsync(WebApp app, ApiClient api, Actor owner, Guid taskId)
    {
        var changes = Channel.CreateUnbounded<bool>();
        using var ear = app.Services.GetRequiredService<ILiveBus>().Subscribe($"workspace:{owner.WorkspaceId}", _ => changes.Writer.TryWrite(true));
        while (true)
        {
            var reply = await api.GetAsync($"/api/v1/sonic/task/{taskId}");
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            var state = reply.Json.GetProperty("data")[0].GetProperty("state").GetString();
            if (state == "succeeded") return reply;
            Assert.True(state is "pending" or "running", reply.Body);
            await changes.Reader.ReadAsync(Ct).AsTask().WaitAsync(TimeSpan.FromMinutes(2), Ct);
        }
    }

    private static async Task<string> LinkAsync(WebApp app)
    {
        await ApiClient.SignUpAsync(app);
        var (taskId, fileId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var key = $"{taskId:N}"[^2..] + $"/{taskId}/0-flac.flac";
        await app.ReadAsync(async db =>
        {
            var userId = await db.Users.Select(user => user.Id).SingleAsync(Ct);
            var clip = new Clip { Id = Guid.CreateVersion7(), WorkspaceId = userId, TaskId = taskId, Index = 0, Title = "Rain", Op = "create", Provider = "sketch", Model = "sketch-1", DurationSeconds = 1, CreatedById = userId, CreatedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) };
            db.Clips.Add(clip);
            db.ClipFiles.Add(new ClipFile { Id = fileId, ClipId = clip.Id, Kind = "flac", StorageKey = key, ContentType = "audio/flac", SizeBytes = _bytes.Length, Sha256 = "x" });
            return await db.SaveChangesAsync(Ct);
        });
        var path = Path.Combine(app.Services.GetRequiredService<IOptions<DataOptions>>().Value.MediaDirectory, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, _bytes, Ct);
        return $"/media/signed/{app.Services.GetRequiredService<MediaLinks>().Sign(fileId)}";
    }
}
