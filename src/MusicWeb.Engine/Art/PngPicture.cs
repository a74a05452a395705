using System.Buffers.Binary;
using System.IO.Compression;

namespace MusicWeb.Engine.Art;

/// <summary>Paints a scene and writes it as PNG, 8 bit a colour, edges smoothed by four points a pixel.</summary>
internal static class PngPicture
{
    private static readonly uint[] _crc = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (crc, _) => (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1)))];
    private static readonly (double X, double Y)[] _points = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];

    public static byte[] Write(CoverScene scene, int side, CancellationToken ct)
    {
        using var output = new MemoryStream();
        output.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (8, 2); // Red, green and blue, 8 bit each.
        Chunk(output, "IHDR"u8, header);
        Chunk(output, "IDAT"u8, Packed(scene, side, ct));
        Chunk(output, "IEND"u8, []);
        return output.ToArray();
    }

    private static byte[] Packed(CoverScene scene, int side, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var (row, above, line) = (new byte[side * 3], new byte[side * 3], new byte[1 + (side * 3)]);
            for (var y = 0; y < side; y++)
            {
                ct.ThrowIfCancellationRequested();
                Paint(scene, side, y, row);
                // Each row as its difference from the one above, which is mostly nothing.
                line[0] = 2;
                for (var i = 0; i < row.Length; i++) line[i + 1] = (byte)(row[i] - above[i]);
                zip.Write(line);
                row.CopyTo(above, 0);
            }
        }

        return packed.ToArray();
    }

    private static void Paint(CoverScene scene, int side, int y, byte[] row)
    {
        for (var x = 0; x < side; x++)
        {
            var ground = (y + 0.5) / side;
            var (red, green, blue) = (Between(scene.Top.Red, scene.Bottom.Red, ground), Between(scene.Top.Green, scene.Bottom.Green, ground), Between(scene.Top.Blue, scene.Bottom.Blue, ground));
            foreach (var shape in scene.Shapes)
            {
                var hits = 0;
                foreach (var point in _points)
                {
                    if (shape.Contains((x + point.X) / side, (y + point.Y) / side)) hits++;
                }

                if (hits == 0) continue;
                var share = shape.Opacity * hits / _points.Length;
                (red, green, blue) = (Between(red, shape.Colour.Red, share), Between(green, shape.Colour.Green, share), Between(blue, shape.Colour.Blue, share));
            }

            (row[x * 3], row[(x * 3) + 1], row[(x * 3) + 2]) = ((byte)Math.Round(red), (byte)Math.Round(green), (byte)Math.Round(blue));
        }
    }

    private static double Between(double from, double to, double share) => from + (share * (to - from));

    private static void Chunk(Stream output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        output.Write(number);
        output.Write(name);
        output.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, name), body));
        output.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) crc = _crc[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return crc;
    }
}
