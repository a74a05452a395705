using System.Buffers.Binary;
using System.Buffers.Text;

namespace MusicWeb.Core;

/// <summary>A place in a list that is ordered newest first; the next page starts right behind it.</summary>
/// <param name="CreatedAt">Time of the last row that was shown, in UTC.</param>
/// <param name="Id">Its id, which decides between rows of the same moment.</param>
public sealed record Cursor(DateTime CreatedAt, Guid Id)
{
    private const int SizeBytes = 24;

    /// <summary>As text that may stand in an address.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.Ticks);
        Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is refused.</summary>
    public static bool TryParse(string? text, out Cursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[SizeBytes];
        if (text is not { Length: 32 } || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != SizeBytes) return false;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return false;
        cursor = new Cursor(new DateTime(ticks, DateTimeKind.Utc), new Guid(bytes[8..], bigEndian: true));
        return true;
    }
}
