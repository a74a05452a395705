using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Media;

/// <summary>
/// Signed links: whoever has one may fetch one file without signing in, for a while. Signed with the key ring of the database, so every
/// process of an installation reads them, and none of another does.
/// </summary>
public sealed class MediaLinks(IDataProtectionProvider protection, IOptions<MediaOptions> options, TimeProvider time)
{
    private const int IdBytes = 16;
    private const int SizeBytes = IdBytes + sizeof(long);
    private const int MaxTokenLength = 500;
    private readonly IDataProtector _protector = protection.CreateProtector("MusicWeb.MediaLinks.v1");

    /// <summary>A token for a file.</summary>
    public string Sign(Guid fileId) => Sign(fileId, options.Value.LinkLife);

    /// <summary>A token for a file that opens it for this long.</summary>
    public string Sign(Guid fileId, TimeSpan life)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        fileId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[IdBytes..], (time.GetUtcNow() + life).ToUnixTimeSeconds());
        return WebEncoders.Base64UrlEncode(_protector.Protect(bytes.ToArray()));
    }

    /// <summary>What a token opens and until when; null when it is none of ours, was altered, or its time is over.</summary>
    public MediaLink? Read(string token)
    {
        if (token is not { Length: > 0 and <= MaxTokenLength }) return null;
        try
        {
            var bytes = _protector.Unprotect(WebEncoders.Base64UrlDecode(token));
            if (bytes.Length != SizeBytes) return null;
            var endsAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(IdBytes)));
            var left = endsAt - time.GetUtcNow();
            return left > TimeSpan.Zero ? new MediaLink(new Guid(bytes.AsSpan(0, IdBytes), bigEndian: true), left) : null;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>What a signed link opens.</summary>
/// <param name="FileId">The file.</param>
/// <param name="Left">How long it still does.</param>
public sealed record MediaLink(Guid FileId, TimeSpan Left);
