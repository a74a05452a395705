extern alias Fake;

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fake::FakeProviders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Live;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Web.Tests.Hooks;

/// <summary>Messages at the door, sent as the vendors' documents say: MusicAPI signs them, VidGo does not.</summary>
public sealed class HookEndpointTests
{
    private const string Body = """{"code":200,"message":"success","task_id":"29906f02-2366-4218-b25a-41458e1d60e0","platform":"suno","event":"song.completed","data":[]}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_knows_the_secret_is_heard_and_nobody_else()
    {
        await using var vendor = await FakeHost.StartAsync(ct: Ct);
        vendor.Script.On("POST", "/api/v1/sonic/create", Answer.Json("""{"message":"success","task_id":"29906f02-2366-4218-b25a-41458e1d60e0"}"""));
        vendor.Script.On("GET", "/api/v1/sonic/task/*", Answer.Json("{}", 202));
        await using var app = await WebApp.StartAsync(("Vendors:musicapi:Key", "a-test-key"), ("Providers:sonic:BaseUrl", vendor.Address.ToString()), ("Vendors:vidgo:Key", "another-test-key"), ("Providers:vidgo:BaseUrl", vendor.Address.ToString()), ("Site:PublicUrl", "http://localhost"));
        using var signedUp = await app.Visit().SignUpAsync("ada@example.org");
        var userId = await app.ReadAsync(db => db.Users.Select(user => user.Id).SingleAsync(Ct));
        var actor = (await app.Services.GetRequiredService<FindActor>().RunAsync(userId, FindActor.Me, Door.Web, Ct)).Value!;
        var id = Guid.CreateVersion7();
        var request = new MusicRequest { Op = Ops.Create, Model = "sonic-v5", Description = "rain on tin" };
        Assert.Null((await app.Services.GetRequiredService<EnqueueTask>().RunAsync(actor, id, "sonic", request, retryOfId: null, Ct)).Error);
        using var order = JsonDocument.Parse((await vendor.Script.NextAsync(Ct)).Text);
        Assert.Equal($"http://localhost/hooks/musicapi/{id}", order.RootElement.GetProperty("webhook_url").GetString());
        var secret = order.RootElement.GetProperty("webhook_secret").GetString()!;
        await UntilSubmittedAsync(app, id);

        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(app, id, "guessed", now));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(app, id, secret, now.AddMinutes(-6)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(app, id, secret, now, new string(' ', 300_000)));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Guid.CreateVersion7(), secret, now));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, id, secret, now));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, id, secret, now));
        Assert.Equal("/api/v1/sonic/task/29906f02-2366-4218-b25a-41458e1d60e0", (await vendor.Script.NextAsync(Ct)).Path);

        // A vendor that signs nothing: whoever knows the whole address is heard.
        vendor.Script.On("POST", "/api/generate/submit", Answer.Json("""{"code":200,"data":{"task_id":"8FDN1I7M7Q68DDG8","status":"not_started"}}"""));
        vendor.Script.On("GET", "/api/generate/detail/music", Answer.Json("""{"code":200,"data":{"task_id":"8FDN1I7M7Q68DDG8","status":"running","files":[]}}"""));
        var unsigned = Guid.CreateVersion7();
        Assert.Null((await app.Services.GetRequiredService<EnqueueTask>().RunAsync(actor, unsigned, "vidgo", request with { Model = "V5" }, retryOfId: null, Ct)).Error);
        using var unsignedOrder = JsonDocument.Parse((await vendor.Script.NextAsync(Ct)).Text);
        var address = new Uri(unsignedOrder.RootElement.GetProperty("callback_url").GetString()!);
        Assert.StartsWith($"/hooks/vidgo/{unsigned}/", address.AbsolutePath, StringComparison.Ordinal);
        await UntilSubmittedAsync(app, unsigned);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(app, $"/hooks/vidgo/{unsigned}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(app, $"/hooks/vidgo/{unsigned}/guessed"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(app, address.AbsolutePath));
        Assert.Equal("/api/generate/detail/music", (await vendor.Script.NextAsync(Ct)).Path);
    }

    private static async Task<HttpStatusCode> PostAsync(WebApp app, string path)
    {
        using var answer = await app.Visit().Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent("""{"code":200,"data":{"status":"finished"}}""", Encoding.UTF8, "application/json"), Ct);
        return answer.StatusCode;
    }

    private static async Task UntilSubmittedAsync(WebApp app, Guid id)
    {
        var news = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        using var ear = app.Services.GetRequiredService<ILiveBus>().SubscribeAll(_ => news.Writer.TryWrite(true));
        while (await app.ReadAsync(db => db.Tasks.Where(task => task.Id == id).Select(task => task.State).SingleAsync(Ct)) is not TaskState.Submitted) await news.Reader.ReadAsync(Ct);
    }

    private static async Task<HttpStatusCode> SendAsync(WebApp app, Guid id, string secret, DateTimeOffset at, string body = Body)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri($"/hooks/musicapi/{id}", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        message.Headers.Add("X-Webhook-Id", "evt-1");
        message.Headers.Add("X-Webhook-Timestamp", timestamp);
        message.Headers.Add("X-Webhook-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}"))));
        using var answer = await app.Visit().Client.SendAsync(message, Ct);
        return answer.StatusCode;
    }
}
