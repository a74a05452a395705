using System.Buffers.Binary;
using System.Text;
using MusicWeb.Engine.Codec;

namespace Providers.Tests.Recordings;

/// <summary>Recordings as programs write them, made byte by byte, so that tests can bend them.</summary>
internal static class Bytes
{
    // MPEG 1, layer III, 128 kbit/s, 44.1 kHz, two channels: 417 bytes, 1152 samples.
    private static readonly byte[] _frameHead = [0xFF, 0xFB, 0x90, 0x00];

    public const double SecondsOfFrame = 1152.0 / 44_100;

    public static byte[] Wav(double seconds, int channels = 2, int bits = 16, int rate = 8000, ushort format = 1, Func<int, double>? level = null)
    {
        var frames = (int)(seconds * rate);
        var data = new byte[frames * channels * bits / 8];
        for (var i = 0; i < frames * channels; i++) Write(data.AsSpan(i * bits / 8, bits / 8), (level ?? (_ => 0.5))(i / channels), format == 3);
        return [.. "RIFF"u8, .. Little(36 + data.Length), .. "WAVE"u8, .. Chunk("fmt ", FormatOf(channels, bits, rate, format)), .. Chunk("data", data)];
    }

    public static byte[] FormatOf(int channels, int bits, int rate, ushort format) =>
        [.. Little16(format), .. Little16((ushort)channels), .. Little(rate), .. Little(rate * channels * bits / 8), .. Little16((ushort)(channels * bits / 8)), .. Little16((ushort)bits)];

    public static byte[] Chunk(string name, byte[] body) => [.. Encoding.ASCII.GetBytes(name), .. Little(body.Length), .. body];

    public static byte[] Flac(double seconds, int rate = 8000)
    {
        var samples = new short[(int)(seconds * rate) * 2];
        for (var i = 0; i < samples.Length; i++) samples[i] = (short)(i * 37 % 2000);
        using var stream = new MemoryStream();
        FlacEncoder.Encode(new Pcm(rate, samples), stream, ct: TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    public static byte[] Mp3(int frames, byte[]? before = null, byte[]? after = null, uint? promised = null) =>
        [.. before ?? [], .. promised is { } count ? Xing(count) : [], .. Enumerable.Range(0, frames).SelectMany(_ => Frame()), .. after ?? []];

    public static byte[] Frame() => [.. _frameHead, .. new byte[413]];

    public static byte[] Tag(int size) => [.. "ID3"u8, 4, 0, 0, (byte)(size >> 21), (byte)((size >> 14) & 127), (byte)((size >> 7) & 127), (byte)(size & 127), .. new byte[size]];

    public static byte[] M4a(double seconds, int soundBytes, string coder = "mp4a", string handler = "soun", params byte[][] more)
    {
        byte[] head = [0, 0, 0, 0, .. new byte[8], .. Big(1000), .. Big((uint)(seconds * 1000)), 0, 0, 0, 0];
        var media = Box("mdia", [.. Box("mdhd", head), .. Box("hdlr", [.. new byte[8], .. Encoding.ASCII.GetBytes(handler), .. new byte[12]]), .. Box("minf", Box("stbl", Box("stsd", [.. new byte[4], .. Big(1), .. Box(coder, new byte[28])])))]);
        return [.. Box("ftyp", [.. "M4A "u8, .. new byte[8]]), .. Box("mdat", new byte[soundBytes]), .. Box("moov", [.. Box("mvhd", new byte[100]), .. Box("trak", media)]), .. more.SelectMany(box => box)];
    }

    public static byte[] Box(string name, byte[] body) => [.. Big((uint)(body.Length + 8)), .. Encoding.ASCII.GetBytes(name), .. body];

    public static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    public static byte[] Little(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];

    private static byte[] Little16(ushort number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Xing(uint count)
    {
        var frame = Frame();
        "Xing"u8.CopyTo(frame.AsSpan(36));
        frame[43] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(44), count);
        return frame;
    }

    private static void Write(Span<byte> sample, double level, bool isFloat)
    {
        switch (sample.Length)
        {
            case 1: sample[0] = (byte)(128 + level * 127); break;
            case 2: BinaryPrimitives.WriteInt16LittleEndian(sample, (short)(level * short.MaxValue)); break;
            case 3: BinaryPrimitives.WriteInt16LittleEndian(sample[1..], (short)(level * short.MaxValue)); break;
            case 4 when isFloat: BinaryPrimitives.WriteSingleLittleEndian(sample, (float)level); break;
            case 4: BinaryPrimitives.WriteInt32LittleEndian(sample, (int)(level * int.MaxValue)); break;
            default: BinaryPrimitives.WriteDoubleLittleEndian(sample, level); break;
        }
    }
}
