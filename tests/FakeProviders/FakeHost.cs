using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FakeProviders;

/// <summary>
/// A vendor on the loopback that does what a script says: in a test through <see cref="Script"/>, as a program of its own through
/// <c>/_script</c>. It speaks real HTTP over a real socket, so a cut connection is a cut connection.
/// </summary>
public sealed class FakeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeHost(WebApplication app, Script script) => (_app, Script) = (app, script);

    public Script Script { get; }

    /// <summary>Where it listens, ending in a slash.</summary>
    public Uri Address => new(_app.Urls.Single() + "/");

    /// <param name="port">A port of 127.0.0.1; 0 takes a free one.</param>
    /// <param name="ct">Cancels the start.</param>
    public static async Task<FakeHost> StartAsync(int port = 0, CancellationToken ct = default)
    {
        var script = new Script();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        app.MapScript(script);
        app.MapFallback("{**path}", context => AnswerAsync(context, script));
        await app.StartAsync(ct);
        return new FakeHost(app, script);
    }

    /// <summary>Runs until somebody stops the process.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        // Requests that hang on purpose must not hold up the end of a test.
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context, Script script)
    {
        var answer = script.Take(await ReadAsync(context));
        if (answer.DelayMilliseconds > 0) await Task.Delay(answer.DelayMilliseconds, context.RequestAborted);
        if (answer.Gate is { } gate) await gate.WaitAsync(context.RequestAborted);
        var body = answer.ToBytes();
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        if (answer.CutAfterBytes is { } cut)
        {
            // Promised in full, so that the reader cannot mistake the part for the whole. The server closes a connection that fell
            // short of its promise; aborting it would also throw away the bytes on their way.
            response.ContentType = answer.ContentType;
            response.ContentLength = Math.Max(body.Length, cut + 1);
            await response.Body.WriteAsync(body.AsMemory(0, Math.Min(cut, body.Length)), context.RequestAborted);
            return;
        }

        if (body.Length == 0) return;
        response.ContentType = answer.ContentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task<Asked> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Asked(context.Request.Method, context.Request.Path, context.Request.QueryString.ToString(), headers, body.ToArray());
    }
}
