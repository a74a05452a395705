using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MusicWeb.Providers.MusicApi;

/// <summary>Messages of the vendor: HMAC-SHA256 over the time and the raw body (<c>providers/musicapi-common.md</c>, webhooks).</summary>
internal static class MusicApiHook
{
    private const int IdLimit = 100;
    private const string Scheme = "sha256=";
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The id of a genuine message of this moment; null for any other.</summary>
    /// <param name="message">As it arrived.</param>
    /// <param name="secret">The secret that was sent along with the task.</param>
    /// <param name="now">The moment it is compared with.</param>
    public static string? Read(HookMessage message, string secret, DateTimeOffset now)
    {
        if (message.Header("X-Webhook-Timestamp") is not { } timestamp || !IsNow(timestamp, now)) return null;
        if (message.Header("X-Webhook-Signature") is not { } signature || !IsSigned(timestamp, message.Body, signature, secret)) return null;
        // The id is not signed: a message without one is known by its content.
        var id = (message.Header("X-Webhook-Id") ?? message.Header("Idempotency-Key"))?.Trim();
        return id is { Length: > 0 and <= IdLimit } && id.All(letter => letter is > ' ' and <= '~') ? id : Convert.ToHexString(SHA256.HashData(message.Body.Span));
    }

    private static bool IsNow(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((double)seconds - now.ToUnixTimeSeconds()) <= _tolerance.TotalSeconds;

    private static bool IsSigned(string timestamp, ReadOnlyMemory<byte> body, string signature, string secret)
    {
        if (!signature.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        Span<byte> theirs = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isHex = Convert.FromHexString(signature.AsSpan(Scheme.Length), theirs, out _, out var written) is System.Buffers.OperationStatus.Done;
        if (!isHex || written != theirs.Length) return false;
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        hmac.AppendData(body.Span);
        return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), theirs);
    }
}
