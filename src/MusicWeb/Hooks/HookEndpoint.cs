using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace MusicWeb.Hooks;

/// <summary>Where vendors say that a task changed. Its signature, or for vendors that sign nothing the end of the address, is the only pass; what is said is a hint and decides nothing.</summary>
internal static class HookEndpoint
{
    // Two songs with long words are a tenth of it.
    private const int MaxBytes = 256 * 1024;

    public static void MapHooks(this IEndpointRouteBuilder routes) => routes.MapPost("/hooks/{vendor}/{taskId:guid}/{token?}", ReceiveAsync).AllowAnonymous();

    private static async Task<IResult> ReceiveAsync(string vendor, Guid taskId, string? token, HttpRequest request, ReceiveHook receive, CancellationToken ct)
    {
        if (await ReadAsync(request, ct) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var message = new HookMessage(name => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null, body, token);
        // Whoever sends what nobody waits for is thanked all the same: a refusal would only make the vendor send it again.
        return await receive.RunAsync(vendor, taskId, message, ct) is HookOutcome.Forged ? Results.Unauthorized() : Results.Ok();
    }

    // Null when there is more than a message has.
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBytes) return null;
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (read.Length + count > MaxBytes) return null;
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
