using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MusicWeb.Engine.Codec;

/// <summary>Reads FLAC with one or two channels of 16 bit, every kind of prediction, and proves the result by the file's check sums.</summary>
public static class FlacDecoder
{
    private const int MaxFrames = 48000 * 60 * 60;

    /// <summary>Reads the whole file; mono becomes two equal channels.</summary>
    /// <exception cref="InvalidDataException">Not FLAC, damaged, longer than an hour, or with more than two channels or another depth than 16 bit; the message says which.</exception>
    public static Pcm Decode(Stream input, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var copy = new MemoryStream();
        input.CopyTo(copy);
        var bytes = copy.ToArray();
        var info = ReadHeader(bytes, out var at);

        var samples = new List<short[]>();
        long frames = 0;
        while (at < bytes.Length && (info.Frames == 0 || frames < info.Frames))
        {
            ct.ThrowIfCancellationRequested();
            var block = DecodeFrame(bytes, ref at, info);
            samples.Add(block);
            frames += block.Length / 2;
            if (frames > MaxFrames) throw new InvalidDataException("The FLAC file is longer than an hour.");
        }
        if (info.Frames != 0 && frames != info.Frames) throw new InvalidDataException($"The FLAC file promises {info.Frames} frames and has {frames}.");

        var all = new short[frames * 2];
        var to = 0;
        foreach (var block in samples)
        {
            block.CopyTo(all, to);
            to += block.Length;
        }
        CheckMd5(all, info);
        return new Pcm(info.SampleRate, all);
    }

    private static StreamInfo ReadHeader(byte[] bytes, out int at)
    {
        if (bytes.Length < 42 || !bytes.AsSpan(0, 4).SequenceEqual("fLaC"u8)) throw new InvalidDataException("This is not a FLAC file.");
        if ((bytes[4] & 0x7F) != 0) throw new InvalidDataException("The FLAC file does not start with its stream information.");
        var packed = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(18));
        var info = new StreamInfo((int)(packed >> 44), (int)((packed >> 41) & 7) + 1, (int)((packed >> 36) & 31) + 1, (long)(packed & 0xFFFFFFFFF), bytes[26..42]);
        if (info.Bits != 16 || info.Channels > 2 || info.SampleRate == 0)
            throw new InvalidDataException($"Only 16 bit FLAC with one or two channels is read; this has {info.Bits} bit and {info.Channels} channels.");

        at = 4;
        bool last;
        do
        {
            if (at + 4 > bytes.Length) throw new InvalidDataException("The FLAC file ends in its header.");
            last = (bytes[at] & 0x80) != 0;
            at += 4 + ((bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]);
        }
        while (!last);
        return info;
    }

    private static short[] DecodeFrame(byte[] bytes, ref int at, StreamInfo info)
    {
        var start = at;
        var reader = new FlacBitReader(bytes, start);
        if (reader.Read(15) != 0x7FFC) throw new InvalidDataException($"A FLAC frame is missing at byte {start}.");
        reader.Read(1);
        var sizeCode = (int)reader.Read(4);
        var rateCode = (int)reader.Read(4);
        var assignment = (int)reader.Read(4);
        reader.Read(4);
        for (var lead = reader.Read(8); (lead & 0xC0) == 0xC0; lead = (lead << 1) & 0xFF) reader.Read(8);
        var frames = sizeCode switch
        {
            1 => 192,
            >= 2 and <= 5 => 576 << (sizeCode - 2),
            6 => (int)reader.Read(8) + 1,
            7 => (int)reader.Read(16) + 1,
            >= 8 => 256 << (sizeCode - 8),
            _ => throw new InvalidDataException("A FLAC frame has no length."),
        };
        if (rateCode is 12) reader.Read(8);
        else if (rateCode is 13 or 14) reader.Read(16);
        if (reader.Read(8) != FlacChecksum.Crc8(bytes.AsSpan(start, reader.Position - 1 - start))) throw new InvalidDataException($"The FLAC frame at byte {start} has a damaged header.");

        var channels = assignment < 8 ? assignment + 1 : 2;
        if (channels != info.Channels || assignment > 10) throw new InvalidDataException("A FLAC frame has another number of channels than the file.");
        var first = FlacSubframe.Read(reader, frames, info.Bits + (assignment == 9 ? 1 : 0));
        var second = channels == 1 ? first : FlacSubframe.Read(reader, frames, info.Bits + (assignment is 8 or 10 ? 1 : 0));
        reader.Align();
        var end = reader.Position;
        if (reader.Read(16) != FlacChecksum.Crc16(bytes.AsSpan(start, end - start))) throw new InvalidDataException($"The FLAC frame at byte {start} is damaged.");
        at = reader.Position;
        return Interleave(first, second, assignment);
    }

    private static short[] Interleave(int[] first, int[] second, int assignment)
    {
        var block = new short[first.Length * 2];
        for (var i = 0; i < first.Length; i++)
        {
            int a = first[i], b = second[i];
            var (left, right) = assignment switch
            {
                8 => (a, a - b),
                9 => (a + b, b),
                10 => (((a << 1) | (b & 1)) + b >> 1, ((a << 1) | (b & 1)) - b >> 1),
                _ => (a, b),
            };
            block[i * 2] = (short)left;
            block[i * 2 + 1] = (short)right;
        }
        return block;
    }

    [SuppressMessage("Security", "CA5351", Justification = "The format asks for MD5; it guards against mistakes, not against people.")]
    private static void CheckMd5(short[] samples, StreamInfo info)
    {
        if (!info.Md5.AsSpan().ContainsAnyExcept((byte)0)) return;
        var stored = samples;
        if (info.Channels == 1)
        {
            stored = new short[samples.Length / 2];
            for (var i = 0; i < stored.Length; i++) stored[i] = samples[i * 2];
        }
        if (!MD5.HashData(WavWriter.LittleEndian(stored, new byte[stored.Length * 2])).AsSpan().SequenceEqual(info.Md5))
            throw new InvalidDataException("The FLAC file's sound does not match its check sum.");
    }

    private sealed record StreamInfo(int SampleRate, int Channels, int Bits, long Frames, byte[] Md5);
}
