using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using Web.Tests.Api;

namespace Web.Tests.Media;

public sealed class RecordingEndpointTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_recording_is_taken_and_can_be_played(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var (ada, token) = await SignUpAsync(app, "ada@example.org");
        var id = Guid.CreateVersion7();

        using var answer = await SendAsync(ada, token, "me", id, title: "Küche, 2. Versuch");
        using var again = await SendAsync(ada, token, "me", id, title: "Küche, 2. Versuch");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var clipId = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("clip").GetGuid();
        Assert.Equal(clipId, (await again.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("clip").GetGuid());
        var clip = Assert.Single(await app.ReadAsync(db => db.Clips.ToListAsync(Ct)));
        Assert.Equal((clipId, "Küche, 2. Versuch", 2.0), (clip.Id, clip.Title, clip.DurationSeconds));
        var file = await app.ReadAsync(db => db.ClipFiles.SingleAsync(Ct));
        using var sound = await ada.GetAsync($"/media/{file.Id}");
        Assert.Equal(Wav(), await sound.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_refusal_is_a_sentence_with_its_status()
    {
        await using var app = await WebApp.StartAsync(("Media:MaxRecordingMegabytes", "1"), ("Media:RecordingsPerHour", "1"));
        var (ada, token) = await SignUpAsync(app, "ada@example.org");

        await AssertRefusedAsync(HttpStatusCode.UnprocessableEntity, "no_recording", "There is no sound in this file. Choose a FLAC, WAV, MP3 or M4A file.", await SendAsync(ada, token, bytes: "la la la"u8.ToArray()));
        await AssertRefusedAsync(HttpStatusCode.UnprocessableEntity, "empty_recording", "This file is empty. Choose another one.", await SendAsync(ada, token, bytes: []));
        await AssertRefusedAsync(HttpStatusCode.UnprocessableEntity, "no_rights", "Confirm that this recording is yours, or that you may use it.", await SendAsync(ada, token, rights: false));
        await AssertRefusedAsync(HttpStatusCode.UnprocessableEntity, "bad_title", "Enter a title.", await SendAsync(ada, token, title: " "));
        // A little too large is found out while it comes, much too large by what the sender says, and without that while it comes too.
        const string TooLarge = "This file is larger than 1 MB, the most that can be added. Save it as MP3 or FLAC, or add a part of it.";
        await AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "recording_too_large", TooLarge, await SendAsync(ada, token, bytes: [.. Wav(), .. new byte[1_100_000]]));
        await AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "recording_too_large", TooLarge, await SendAsync(ada, token, bytes: [.. Wav(), .. new byte[3_000_000]]));
        await AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "recording_too_large", TooLarge, await SendAsync(ada, token, bytes: [.. Wav(), .. new byte[3_000_000]], isChunked: true));
        Assert.Equal(0, await app.ReadAsync(db => db.Clips.CountAsync(Ct)));

        using var added = await SendAsync(ada, token);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        var tooMany = await SendAsync(ada, token);
        Assert.NotNull(tooMany.Headers.RetryAfter);
        await AssertRefusedAsync(HttpStatusCode.TooManyRequests, "too_many_recordings", "You may add 1 recordings an hour. Wait 60 minutes.", tooMany);
    }

    [Fact]
    public async Task Only_a_page_of_ours_that_a_member_opened_can_send_one()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, token) = await SignUpAsync(app, "ada@example.org");
        var (bob, bobs) = await SignUpAsync(app, "bob@example.org");
        var stranger = app.Visit();
        var adas = await app.ReadAsync(db => db.Users.Where(user => user.Email == "ada@example.org").Select(user => user.Id).SingleAsync(Ct));

        // Without a token, with a made-up one, with somebody else's, and as a form that hides one in its body.
        foreach (var bad in new[] { null, "made-up", bobs })
        {
            using var refused = await SendAsync(ada, bad);
            Assert.Equal((HttpStatusCode.BadRequest, 0), (refused.StatusCode, (await refused.Content.ReadAsByteArrayAsync(Ct)).Length));
        }

        using var form = await ada.SendAsync(Address("me", Guid.CreateVersion7(), "Kitchen take", rights: true), new Dictionary<string, string> { ["file"] = "RIFF" });
        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode);
        using var unknown = await SendAsync(stranger, token);
        Assert.Equal((HttpStatusCode.Unauthorized, null), (unknown.StatusCode, unknown.Headers.Location));
        using var theirs = await SendAsync(bob, bobs, $"{adas}");
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        using var nowhere = await SendAsync(bob, bobs, "nowhere");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Equal(0, await app.ReadAsync(db => db.Clips.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_viewer_is_refused_and_a_key_does_not_open_it()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, token) = await SignUpAsync(app, "ada@example.org");
        await app.ReadAsync(async db =>
        {
            var membership = await db.Memberships.SingleAsync(Ct);
            return await db.Memberships.Where(row => row.UserId == membership.UserId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, Role.Viewer), Ct);
        });
        await AssertRefusedAsync(HttpStatusCode.Forbidden, "forbidden", "Your role here lets you look and listen. Ask an owner or admin for more.", await SendAsync(ada, token));

        var (api, _, _) = await ApiClient.SignUpAsync(app, "cy@example.org", scopes: ApiKeyScopes.Create | ApiKeyScopes.Manage);
        var byKey = await api.SendAsync(HttpMethod.Post, Address("me", Guid.CreateVersion7(), "Kitchen take", rights: true), "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, byKey.Status);
        Assert.Equal(0, await app.ReadAsync(db => db.Clips.CountAsync(Ct)));
    }

    private static async Task<(Visitor Person, string Token)> SignUpAsync(WebApp app, string email)
    {
        var person = app.Visit();
        return (person, await person.SignUpForTokenAsync(email));
    }

    private static Task<HttpResponseMessage> SendAsync(
        Visitor person, string? token, string workspace = "me", Guid? id = null, string title = "Kitchen take", bool rights = true, byte[]? bytes = null, bool isChunked = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address(workspace, id ?? Guid.CreateVersion7(), title, rights)) { Content = new StreamContent(new MemoryStream(bytes ?? Wav())) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        if (isChunked) request.Headers.TransferEncodingChunked = true;
        if (token is not null) request.Headers.Add("RequestVerificationToken", token);
        return person.Client.SendAsync(request, Ct);
    }

    private static string Address(string workspace, Guid id, string title, bool rights) => $"/media/recordings/{workspace}?id={id}&title={Uri.EscapeDataString(title)}&rights={rights}";

    private static async Task AssertRefusedAsync(HttpStatusCode status, string code, string message, HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.Equal((status, code, message), (answer.StatusCode, body.GetProperty("code").GetString(), body.GetProperty("message").GetString()));
        }
    }

    // Two seconds of 8 bit at 4 kHz.
    private static byte[] Wav() => [.. "RIFF"u8, .. BitConverter.GetBytes(36 + 8000), .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(4000), .. BitConverter.GetBytes(4000), 1, 0, 8, 0, .. "data"u8, .. BitConverter.GetBytes(8000), .. Enumerable.Range(0, 8000).Select(i => (byte)i)];
}
