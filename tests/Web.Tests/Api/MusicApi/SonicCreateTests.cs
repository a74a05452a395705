using System.Net;
using System.Text.Json;
using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Web.Tests.Api.MusicApi;

/// <summary>What MusicAPI's documents show, sent to us as it stands there.</summary>
public sealed class SonicCreateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_documents_examples_become_orders_through_the_same_verb_as_the_pages(DatabaseProvider provider)
    {
        await using var app = await StartAsync(provider);
        var (api, key, owner) = await ApiClient.SignUpAsync(app);
        var orders = new (string Json, MusicRequest Request)[]
        {
            (
                """{"custom_mode": true, "mv": "sonic-v4-5", "title": "Starry Night", "tags": "pop, dreamy", "prompt": "[Verse]\nStars they shine above me\nMoonlight softly glows\n\n[Chorus]\nStarry night, starry night\nLet your light ignite"}""",
                new() { Op = Ops.Create, Model = "sketch-1", Title = "Starry Night", Styles = "pop, dreamy", Lyrics = "[Verse]\nStars they shine above me\nMoonlight softly glows\n\n[Chorus]\nStarry night, starry night\nLet your light ignite" }),
            (
                """{"custom_mode": false, "mv": "sonic-v4-5", "gpt_description_prompt": "An upbeat summer pop song about road trips and freedom, with catchy hooks and positive energy"}""",
                new() { Op = Ops.Create, Model = "sketch-1", Description = "An upbeat summer pop song about road trips and freedom, with catchy hooks and positive energy" }),
            (
                """{"custom_mode": true, "auto_lyrics": true, "mv": "sonic-v4-5", "prompt":"pop song", "title": "Midnight Dreams", "tags": "r&b, smooth, romantic"}""",
                new() { Op = Ops.Create, Model = "sketch-1", Description = "pop song", Title = "Midnight Dreams", Styles = "r&b, smooth, romantic" }),
            (
                """{"custom_mode": true, "mv": "sonic-v4-5", "vocal_gender": "f", "prompt": "la la", "tags": "pop, female vocal"}""",
                new() { Op = Ops.Create, Model = "sketch-1", Lyrics = "la la", Styles = "pop, female vocal", VocalGender = "f" }),
            (
                """{"custom_mode": false, "mv": "sonic-v4-5", "make_instrumental": true, "gpt_description_prompt": "A peaceful piano melody with soft strings"}""",
                new() { Op = Ops.Create, Model = "sketch-1", Description = "A peaceful piano melody with soft strings", Instrumental = true }),
            (
                """{"custom_mode": true, "mv": "sonic-v4-5", "style_weight": 0.8, "weirdness_constraint": 0.3, "tags": "electronic, synthwave", "negative_tags": "acoustic, folk", "prompt": "la la"}""",
                new() { Op = Ops.Create, Model = "sketch-1", Lyrics = "la la", Styles = "electronic, synthwave", NegativeStyles = "acoustic, folk", StyleWeight = 0.8, Weirdness = 0.3 }),
            (
                """{"task_type":"create_music","custom_mode":true,"mv":"sketch-1","title":"Night Bus","prompt":"la","use_suno_cdn":false,"duration":30,"something_new":[1,2],"style_weight":null,"persona_id":""}""",
                new() { Op = Ops.Create, Model = "sketch-1", Title = "Night Bus", Lyrics = "la", DurationSeconds = 30 }),
        };
        foreach (var (json, request) in orders)
        {
            var reply = await api.CreateAsync(json);
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal(["message", "task_id"], reply.Json.EnumerateObject().Select(property => property.Name));
            Assert.Equal("success", reply.Text("message"));
            var task = await app.ReadAsync(db => db.Tasks.AsNoTracking().SingleAsync(task => task.Id == reply.Json.GetProperty("task_id").GetGuid(), Ct));
            Assert.Equal(request, task.Request);
            Assert.Equal((owner.UserId, owner.WorkspaceId, key.Id, "sketch"), (task.CreatedById, task.WorkspaceId, task.ApiKeyId, task.Provider));
        }

        Assert.Equal(150 - (15 * orders.Length), (await api.GetAsync("/api/v1/get-credits")).Json.GetProperty("credits").GetInt32());
    }

    [Fact]
    public async Task What_goes_on_from_a_clip_names_it_as_the_documents_do()
    {
        await using var app = await StartAsync();
        var (api, _, owner) = await ApiClient.SignUpAsync(app);
        var song = await ClipAsync(app, owner, part: null);
        var part = await ClipAsync(app, owner, part: song);
        async Task<MusicRequest> OrderAsync(string json)
        {
            var reply = await api.CreateAsync(json);
            Assert.Equal((HttpStatusCode.OK, "success"), (reply.Status, reply.Text("message")));
            return (await app.ReadAsync(db => db.Tasks.AsNoTracking().SingleAsync(task => task.Id == reply.Json.GetProperty("task_id").GetGuid(), Ct))).Request;
        }

        Assert.Equal(
            new MusicRequest { Op = Ops.Extend, Model = "sketch-1", SourceClipId = song, ContinueAtSeconds = 60, OnlyNewPart = true, Lyrics = "[Bridge]\nNew words" },
            await OrderAsync($$"""{"task_type":"extend_music","continue_clip_id":"{{song}}","continue_at":60,"custom_mode":true,"mv":"sonic-v5","prompt":"[Bridge]\nNew words"}"""));
        Assert.Equal(
            new MusicRequest { Op = Ops.Cover, Model = "sketch-1", SourceClipId = song, AudioWeight = 0.6, Styles = "jazz, smooth", Lyrics = "la" },
            await OrderAsync($$"""{"task_type": "cover_music", "continue_clip_id": "{{song}}", "audio_weight": 0.6, "tags": "jazz, smooth", "custom_mode": true, "mv": "sonic-v4-5", "prompt": "la"}"""));
        var joining = await OrderAsync($$"""{"task_type":"concat_music","continue_clip_id":"{{part}}"}""");
        Assert.Equal((Ops.Concat, null), (joining.Op, joining.SourceClipId));
        Assert.Equal([song, part], joining.SourceClipIds!);
        Assert.Equal(150 - 15 - 15 - 2, (await api.GetAsync("/api/v1/get-credits")).Json.GetProperty("credits").GetInt32());
        Assert.Equal((400, "Choose a moment before the song's end at 90 seconds.", "continue_at"), (await api.CreateAsync($$"""{"task_type":"extend_music","continue_clip_id":"{{song}}","continue_at":91,"custom_mode":true,"mv":"sonic-v5","prompt":"la"}""")).Problem);
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        // The table of errors, word for word.
        { """{"custom_mode":true,"mv":"sonic-v9","prompt":"la"}""", "mv field is invalid", "mv" },
        { """{"custom_mode":true,"prompt":"la"}""", "mv field is invalid", "mv" },
        { $$"""{"custom_mode":true,"mv":"sonic-v4","prompt":"{{new string('x', 3001)}}"}""", "prompt length exceeded", "prompt" },
        { $$"""{"custom_mode":true,"mv":"sonic-v5","prompt":"{{new string('x', 5001)}}"}""", "prompt length exceeded", "prompt" },
        { $$"""{"custom_mode":false,"mv":"sonic-v5","gpt_description_prompt":"{{new string('x', 401)}}"}""", "gpt_description_prompt length exceeded", "gpt_description_prompt" },
        { $$"""{"custom_mode":true,"mv":"sonic-v3-5","prompt":"la","tags":"{{new string('x', 201)}}"}""", "tags length exceeded", "tags" },
        { $$"""{"custom_mode":true,"mv":"sonic-v4-5-all","prompt":"la","tags":"{{new string('x', 1001)}}"}""", "tags length exceeded", "tags" },
        { """{"task_type":"extend_music","custom_mode":true,"mv":"sonic-v5","prompt":"la","continue_at":3}""", "continue_clip_id is required", "continue_clip_id" },
        { """{"task_type":"cover_music","custom_mode":true,"mv":"sonic-v5","prompt":"la"}""", "continue_clip_id is required", "continue_clip_id" },
        { """{"task_type":"concat_music"}""", "continue_clip_id is required", "continue_clip_id" },
        { """{"task_type":"cover_upload_music","custom_mode":true,"mv":"sonic-v5"}""", "continue_clip_id is required", "continue_clip_id" },
        { """{"task_type":"persona_music","custom_mode":true,"mv":"sonic-v5","prompt":"la"}""", "persona_id is required", "persona_id" },
        { """{"task_type":"cover_music","continue_clip_id":"c","custom_mode":true,"mv":"sonic-v5","prompt":"la","audio_weight":1.1}""", "audio_weight should be 0-1", "audio_weight" },

        // What they leave open, in the same manner.
        { """{"task_type":"extend_upload_music","continue_clip_id":"c","custom_mode":true,"mv":"sonic-v5","prompt":"la"}""", "continue_at is required", "continue_at" },
        { """{"task_type":"teleport_music","custom_mode":true,"mv":"sonic-v5","prompt":"la"}""", "task_type field is invalid", "task_type" },
        { """{"mv":"sonic-v5","prompt":"la"}""", "custom_mode should be boolean", "custom_mode" },
        { """{"custom_mode":"true","mv":"sonic-v5","prompt":"la"}""", "custom_mode should be boolean", "custom_mode" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","make_instrumental":1}""", "make_instrumental should be boolean", "make_instrumental" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","use_suno_cdn":"no"}""", "use_suno_cdn should be boolean", "use_suno_cdn" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":["la"]}""", "prompt should be a string", "prompt" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","tags":{}}""", "tags should be a string", "tags" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","style_weight":"0.5"}""", "style_weight should be a number", "style_weight" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","style_weight":-0.1}""", "style_weight should be 0-1", "style_weight" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","weirdness_constraint":1e300}""", "weirdness_constraint should be 0-1", "weirdness_constraint" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la \ud800 la"}""", "prompt should be a string", "prompt" },
        { """{"custom_mode":true,"mv":"sonic-v5"}""", "prompt is required", "prompt" },
        { """{"custom_mode":false,"mv":"sonic-v5","prompt":"la"}""", "gpt_description_prompt is required", "gpt_description_prompt" },
        { """{"custom_mode":false,"auto_lyrics":true,"mv":"sonic-v5","gpt_description_prompt":"a song"}""", "auto_lyrics needs custom_mode true", "auto_lyrics" },
        { """{"custom_mode":true,"mv":"sonic-v4","prompt":"la","vocal_gender":"f"}""", "vocal_gender is not supported by sonic-v4", "vocal_gender" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","vocal_gender":"x"}""", "vocal_gender should be f or m", "vocal_gender" },
        { $$"""{"custom_mode":true,"mv":"sonic-v5","prompt":"la","title":"{{new string('x', 81)}}"}""", "title length exceeded", "title" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","duration":1.5}""", "duration should be a whole number of seconds", "duration" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","duration":5}""", "Choose a length of 10 to 240 seconds, not 5.", "duration" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la\u0000la"}""", "Delete the control characters from the lyrics.", "prompt" },
        { """{"custom_mode":true,"mv":"sonic-v5","prompt":"la","webhook_url":"https://example.com/x"}""", "webhook_url is not offered by this installation: ask for the task instead", "webhook_url" },
        { """{"task_type":"cover_music","continue_clip_id":"c","custom_mode":true,"mv":"sonic-v5","prompt":"la","audio_weight":0.6}""", "continue_clip_id field is invalid", "continue_clip_id" },
        { $$"""{"task_type":"cover_music","continue_clip_id":"{{Guid.Empty}}","custom_mode":true,"mv":"sonic-v5","prompt":"la"}""", "Name the style it is to have.", "tags" },
        { $$"""{"task_type":"cover_music","continue_clip_id":"{{Guid.Empty}}","custom_mode":true,"mv":"sonic-v5","prompt":"la","tags":"jazz"}""", "This song is not there any more: choose another.", "continue_clip_id" },
        { $$"""{"task_type":"concat_music","continue_clip_id":"{{Guid.Empty}}"}""", "This clip goes on from no other, so there is nothing to join.", "continue_clip_id" },
        { $$"""{"task_type":"cover_upload_music","continue_clip_id":"{{Guid.Empty}}","custom_mode":true,"mv":"sonic-v5","prompt":"la","tags":"jazz"}""", "This song is not there any more: choose another.", "continue_clip_id" },
    };

    [Fact]
    public async Task What_is_wrong_is_refused_in_the_documents_words_and_costs_nothing()
    {
        await using var app = await StartAsync();
        var (api, _, _) = await ApiClient.SignUpAsync(app);
        foreach (var row in Refusals)
        {
            var (json, message, field) = row.Data;
            Assert.Equal((400, message, field), (await api.CreateAsync(json)).Problem);
        }

        Assert.Equal(0, await app.ReadAsync(db => db.Tasks.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_body_that_is_no_object_or_too_large_is_refused_as_json()
    {
        await using var app = await StartAsync();
        var (api, _, _) = await ApiClient.SignUpAsync(app);
        foreach (var (body, message) in new[] { ("", "line 1"), ("{\"mv\":", "line 1"), ("{\n\"mv\": sonic}", "line 2, byte 7"), ("[1]", "should be a JSON object"), ("\"mv\"", "should be a JSON object"), (new string('[', 100), "no valid JSON") })
        {
            var problem = (await api.CreateAsync(body)).Problem;
            Assert.Equal(400, problem.Status);
            Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        }

        var large = (await api.CreateAsync($$"""{"prompt":"{{new string('x', 70_000)}}"}""")).Problem;
        Assert.Equal((413, "The body is larger than 65536 bytes."), (large.Status, large.Message));
    }

    [Theory, OnBothDatabases]
    public async Task One_idempotency_key_buys_once_and_other_words_with_it_conflict(DatabaseProvider provider)
    {
        await using var app = await StartAsync(provider);
        var (api, _, _) = await ApiClient.SignUpAsync(app);
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => api.CreateAsync(Rain, "order 1")));
        var first = Assert.Single(replies.Select(reply => reply.Text("task_id")).Distinct());
        Assert.NotEqual(first, (await api.CreateAsync(Rain, "order 2")).Text("task_id"));
        Assert.NotEqual(first, (await api.CreateAsync(Rain)).Text("task_id"));
        Assert.Equal(409, (await api.CreateAsync(Rain.Replace("rain", "snow", StringComparison.Ordinal), "order 1")).Problem.Status);
        Assert.Equal(400, (await api.CreateAsync(Rain, new string('x', 256))).Problem.Status);
        Assert.Equal(3, await app.ReadAsync(db => db.Tasks.CountAsync(Ct)));

        var (other, _, _) = await ApiClient.SignUpAsync(app, "ben@example.org");
        Assert.NotEqual(first, (await other.CreateAsync(Rain, "order 1")).Text("task_id")); // Keys do not share their headers.
    }

    [Fact]
    public async Task Too_few_credits_and_a_caps_end_are_402_with_the_reason()
    {
        await using var app = await StartAsync(DatabaseProvider.Sqlite, ("Credits:StartingGrant", "40"));
        var (capped, _, owner) = await ApiClient.SignUpAsync(app, terms: new ApiKeyTerms("capped", 20, CapPeriod.Month, Addresses: null));
        Assert.Equal(HttpStatusCode.OK, (await capped.CreateAsync(Rain)).Status);
        var cap = await capped.CreateAsync(Rain);
        Assert.Equal((402, "key_cap_reached"), (cap.Problem.Status, cap.Text("type")));
        var free = (await app.Services.GetRequiredService<CreateApiKey>().RunAsync(owner, new ApiKeyTerms("free", CapCredits: null, CapPeriod.Day, Addresses: null), ApiKeyScopes.Create, expiresAt: null, Ct)).Value!;
        var api = new ApiClient(app.Visit().Client, free.Text);
        Assert.Equal(HttpStatusCode.OK, (await api.CreateAsync(Rain)).Status);
        Assert.Equal((402, "remaining credits are not enough. This costs 15 credits and 10 are available.", null), (await api.CreateAsync(Rain)).Problem);
    }

    [Fact]
    public async Task Orders_of_all_keys_and_of_the_pages_count_together_and_429_says_when_to_come_back()
    {
        await using var app = await StartAsync(DatabaseProvider.Sqlite, ("Tasks:OrdersPerMinute", "2"));
        var (api, _, owner) = await ApiClient.SignUpAsync(app);
        var request = new MusicRequest { Op = Ops.Create, Model = "sketch-1", Description = "rain on tin" };
        Assert.True((await app.Services.GetRequiredService<EnqueueTask>().RunAsync(owner, Guid.CreateVersion7(), "sketch", request, retryOfId: null, Ct)).IsOk);
        var first = await api.CreateAsync(Rain, "order 1");
        Assert.Equal(HttpStatusCode.OK, first.Status);
        var refused = await api.CreateAsync(Rain, "order 2");
        Assert.Equal((429, "too_many_orders"), (refused.Problem.Status, refused.Text("type")));
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 1, 60);
        Assert.Equal(first.Text("task_id"), (await api.CreateAsync(Rain, "order 1")).Text("task_id")); // A repetition is no order.
    }

    [Fact]
    public async Task A_key_in_the_words_is_refused_by_the_fields_own_name()
    {
        await using var app = await StartAsync();
        var (api, key, _) = await ApiClient.SignUpAsync(app);
        var reply = await api.CreateAsync(JsonSerializer.Serialize(new { custom_mode = true, mv = "sonic-v5", prompt = $"la {key.Text} la" }));
        Assert.Equal((400, "prompt", "own_key_in_text"), (reply.Problem.Status, reply.Problem.Field, reply.Text("type")));
        Assert.DoesNotContain(key.Text, reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_read_creates_nothing()
    {
        await using var app = await StartAsync();
        var (api, _, _) = await ApiClient.SignUpAsync(app, scopes: ApiKeyScopes.Read | ApiKeyScopes.Manage);
        Assert.Equal(403, (await api.CreateAsync(Rain)).Problem.Status);
        Assert.Equal(403, (await api.CreateAsync("no json at all")).Problem.Status);
    }

    private static async Task<Guid> ClipAsync(WebApp app, Actor owner, Guid? part)
    {
        var (id, taskId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.ReadAsync(async db =>
        {
            db.Clips.Add(new Clip { Id = id, WorkspaceId = owner.WorkspaceId, TaskId = taskId, Index = 0, Title = "Night Bus", Op = part is null ? Ops.Create : Ops.Extend, Provider = "sketch", Model = "sketch-1", DurationSeconds = 90, CreatedById = owner.UserId, CreatedAt = DateTime.UnixEpoch });
            db.ClipFiles.Add(new ClipFile { Id = Guid.CreateVersion7(), ClipId = id, Kind = "score", StorageKey = $"aa/{id}/0-score.json", ContentType = "application/json", SizeBytes = 2, Sha256 = "" });
            if (part is { } source) db.ClipSources.Add(new ClipSource { ClipId = id, Position = 0, SourceClipId = source, AtSeconds = 60, IsPart = true });
            return await db.SaveChangesAsync(Ct);
        });
        return id;
    }

    private static async Task<WebApp> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string Value)[] settings)
    {
        var app = await WebApp.StartAsync(provider, settings);
        await app.StopWorkAsync();
        return app;
    }

    internal const string Rain = """{"custom_mode":false,"mv":"sonic-v5","gpt_description_prompt":"rain on tin","duration":10}""";
}
