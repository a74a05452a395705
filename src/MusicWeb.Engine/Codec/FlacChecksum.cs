namespace MusicWeb.Engine.Codec;

/// <summary>The two check sums of a FLAC frame.</summary>
internal static class FlacChecksum
{
    private static readonly byte[] Table8 = MakeTable8();
    private const int Slices = 8;
    private static readonly ushort[] Table16 = MakeTable16();

    /// <summary>CRC-8, polynomial x^8 + x^2 + x + 1, over the frame's header.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (var b in bytes) crc = Table8[crc ^ b];
        return crc;
    }

    /// <summary>CRC-16, polynomial x^16 + x^15 + x^2 + 1, over the whole frame.</summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0;
        var table = Table16.AsSpan(0, Slices * 256);
        // Eight bytes at a time: the sums of one byte and zeros after it do not wait for each other.
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            crc = (ushort)(table[7 * 256 + ((crc >> 8) ^ bytes[0])] ^ table[6 * 256 + ((crc & 0xFF) ^ bytes[1])] ^ table[5 * 256 + bytes[2]] ^ table[4 * 256 + bytes[3]]
                ^ table[3 * 256 + bytes[4]] ^ table[2 * 256 + bytes[5]] ^ table[256 + bytes[6]] ^ table[bytes[7]]);
        }

        foreach (var b in bytes) crc = (ushort)((crc << 8) ^ table[(crc >> 8) ^ b]);
        return crc;
    }

    private static byte[] MakeTable8()
    {
        var table = new byte[256];
        for (var i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1;
            table[i] = (byte)crc;
        }
        return table;
    }

    private static ushort[] MakeTable16()
    {
        var table = new ushort[Slices * 256];
        for (var i = 0; i < 256; i++)
        {
            var crc = i << 8;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x8005 : crc << 1;
            table[i] = (ushort)crc;
        }

        // Row n holds a byte with n bytes of zero after it.
        for (var i = 256; i < table.Length; i++) table[i] = (ushort)((table[i - 256] << 8) ^ table[table[i - 256] >> 8]);
        return table;
    }
}
