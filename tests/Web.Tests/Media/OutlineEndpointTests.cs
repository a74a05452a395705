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
using Web.Tests.Ui;

namespace Web.Tests.Media;

public sealed class OutlineEndpointTests
{
    private static readonly byte[] _drawn = [.. Enumerable.Range(0, KeepOutline.Levels).Select(level => (byte)level)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_outline_is_kept_once_and_only_in_its_own_length(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var (ada, token, adaId) = await SignUpAsync(app, "ada@example.org");
        var clip = await AddClipAsync(app, adaId);
        foreach (var bytes in new byte[][] { [], _drawn[..^1], [.. _drawn, 0], new byte[100_000] })
        {
            using var refused = await SendAsync(ada, token, "me", clip, bytes);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "bad_outline"), (refused.StatusCode, (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString()));
        }

        Assert.Null(await PeaksAsync(app, clip));
        foreach (var bytes in new[] { _drawn, new byte[KeepOutline.Levels] })
        {
            using var kept = await SendAsync(ada, token, "me", clip, bytes);
            Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
            Assert.Equal(_drawn, await PeaksAsync(app, clip));
        }
    }

    [Fact]
    public async Task Only_a_page_of_ours_that_a_member_opened_can_send_one()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, token, adaId) = await SignUpAsync(app, "ada@example.org");
        var (bob, bobs, _) = await SignUpAsync(app, "bob@example.org");
        var clip = await AddClipAsync(app, adaId);

        // Without a token, with a made-up one, and with somebody else's.
        foreach (var bad in new[] { null, "made-up", bobs }) await AssertAsync(HttpStatusCode.BadRequest, SendAsync(ada, bad, "me", clip, _drawn));
        await AssertAsync(HttpStatusCode.Unauthorized, SendAsync(app.Visit(), token, "me", clip, _drawn));
        foreach (var workspace in new[] { "me", $"{adaId}", "nowhere" }) await AssertAsync(HttpStatusCode.NotFound, SendAsync(bob, bobs, workspace, clip, _drawn));

        await app.ReadAsync(db => db.Memberships.Where(row => row.UserId == adaId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, Role.Viewer), Ct));
        await AssertAsync(HttpStatusCode.Forbidden, SendAsync(ada, token, "me", clip, _drawn));
        var (api, _, owner) = await ApiClient.SignUpAsync(app, "cy@example.org", scopes: ApiKeyScopes.Create | ApiKeyScopes.Manage);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.SendAsync(HttpMethod.Post, $"/media/outlines/{owner.WorkspaceId}/{clip}", "{}")).Status);
        Assert.Null(await PeaksAsync(app, clip));
    }

    private static async Task<(Visitor Person, string Token, Guid Id)> SignUpAsync(WebApp app, string email)
    {
        var person = app.Visit();
        return (person, await person.SignUpForTokenAsync(email), await app.ReadAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync(Ct)));
    }

    private static async Task<Guid> AddClipAsync(WebApp app, Guid ownerId)
    {
        var clip = Samples.Clip(ownerId, ownerId, Guid.CreateVersion7(), index: 0, TimeProvider.System.GetUtcNow().UtcDateTime);
        return await app.ReadAsync(async db =>
        {
            db.Clips.Add(clip);
            db.Entry(clip).Property(one => one.Peaks).CurrentValue = null;
            await db.SaveChangesAsync(Ct);
            return clip.Id;
        });
    }

    private static Task<byte[]?> PeaksAsync(WebApp app, Guid clipId) => app.ReadAsync(db => db.Clips.Where(clip => clip.Id == clipId).Select(clip => clip.Peaks).SingleAsync(Ct));

    private static Task<HttpResponseMessage> SendAsync(Visitor person, string? token, string workspace, Guid clipId, byte[] bytes)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/media/outlines/{workspace}/{clipId}") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (token is not null) request.Headers.Add("RequestVerificationToken", token);
        return person.Client.SendAsync(request, Ct);
    }

    private static async Task AssertAsync(HttpStatusCode status, Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.Equal(status, answer.StatusCode);
    }
}
