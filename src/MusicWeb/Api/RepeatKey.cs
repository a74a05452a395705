using System.Security.Cryptography;
using System.Text;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Api;

/// <summary>Makes a repeated POST buy once: the header <c>Idempotency-Key</c> and the API key together give the id of the task.</summary>
internal static class RepeatKey
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>The id that an order gets: always the same one for the same header, a new one without.</summary>
    /// <returns>The id; <c>bad_idempotency_key</c>.</returns>
    public static Result<Guid> IdFor(HttpRequest request, Actor actor, DateTimeOffset now)
    {
        var header = request.Headers[Header];
        if (header.Count == 0) return Guid.CreateVersion7(now);
        if (header is not [{ Length: > 0 and <= MaxLength } text]) return new Error("bad_idempotency_key", "Idempotency-Key should have 1 to {0} characters.", MaxLength);
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.ApiKeyId:N}\n{text}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // Version 8: made by rules of our own.
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
