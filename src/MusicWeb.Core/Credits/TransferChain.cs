using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MusicWeb.Core.Credits;

/// <summary>What ties the entries of an account together: each carries a fingerprint of itself and of the one before it.</summary>
/// <remarks>
/// A chain per account and not one over all, so that no row is hot: it grows under the lock of the account's row, which every entry
/// takes anyway. The ends of the world have no books of their own and need none.
/// </remarks>
internal static class TransferChain
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    // Raised when what is hashed changes, so that old entries could still be checked the old way.
    private const byte Version = 1;

    /// <summary>The fingerprint of an entry. Every field counts, each with its length or presence, so no two contents look alike.</summary>
    public static byte[] HashOf(Transfer entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Version]);
        Append(hash, entry.PreviousHash);
        Append(hash, entry.Id);
        Append(hash, entry.Kind.ToString());
        Append(hash, entry.DebitId);
        Append(hash, entry.CreditId);
        Append(hash, entry.AccountId);
        Append(hash, entry.Number);
        Append(hash, entry.AmountCredits);
        Append(hash, entry.AvailableAfter);
        Append(hash, entry.HeldAfter);
        Append(hash, entry.TaskId);
        Append(hash, entry.HoldId);
        Append(hash, entry.MoveOutId);
        Append(hash, entry.LotId);
        Append(hash, entry.ExpiresAt);
        Append(hash, entry.OnceKey);
        Append(hash, entry.Reason);
        Append(hash, entry.ActorId);
        Append(hash, entry.ApiKeyId);
        Append(hash, entry.CreatedAt);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        if (text is null) Append(hash, -1);
        else Append(hash, Encoding.UTF8.GetBytes(text));
    }

    private static void Append(IncrementalHash hash, Guid? id)
    {
        Span<byte> bytes = stackalloc byte[17];
        bytes.Clear();
        if (id is { } value)
        {
            bytes[0] = 1;
            value.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        }

        hash.AppendData(bytes);
    }

    // Databases keep microseconds.
    private static void Append(IncrementalHash hash, DateTime? time) => Append(hash, time is { } value ? value.Ticks / TimeSpan.TicksPerMicrosecond : -1);

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
