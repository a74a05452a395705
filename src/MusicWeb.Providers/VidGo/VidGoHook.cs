using System.Security.Cryptography;
using System.Text;

namespace MusicWeb.Providers.VidGo;

/// <summary>Messages of the vendor, which signs nothing: what is genuine about them is that they come to an address that nobody else was told. What they say is not published, and not believed.</summary>
internal static class VidGoHook
{
    /// <summary>The id of a message that came to the right address; null for any other. A message has no id of its own, so its content is one: a repetition is the same message.</summary>
    public static string? Read(HookMessage message, string secret, DateTimeOffset now) =>
        message.Token is { } token && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(secret)) ? Convert.ToHexString(SHA256.HashData(message.Body.Span)) : null;
}
