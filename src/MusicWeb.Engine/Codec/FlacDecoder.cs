using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MusicWeb.Engine.Codec;

/// <summary>
/// Reads FLAC with one or two channels of 8 to 24 bit, every kind of prediction, and proves the result by the file's check sums. What has
/// another depth than 16 bit comes out with that.
/// </summary>
public static class FlacDecoder
{
    private const int MaxFrames = 48000 * 60 * 60;
    private const long TrustedFrames = 48000 * 60 * 15;
    private const string TooLong = "The FLAC file is longer than an hour.";

    /// <summary>Reads the whole file, frame by frame: beside the samples no more than a megabyte is held. Mono becomes two equal channels.</summary>
    /// <exception cref="InvalidDataException">Not FLAC, damaged, longer than an hour, or with more than two channels or another depth; the message says which.</exception>
    public static Pcm Decode(Stream input, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var window = new FlacWindow(input);
        var info = ReadHeader(window);
        if (info.Frames > MaxFrames) throw new InvalidDataException(TooLong);
        // A file need not say how long it is, and may say what is not true.
        var samples = new short[(int)Math.Min(info.Frames > 0 ? info.Frames : 60L * info.SampleRate, TrustedFrames) * 2];
        var filled = 0;
        while ((info.Frames == 0 || filled < info.Frames * 2) && window.Fill())
        {
            ct.ThrowIfCancellationRequested();
            var block = DecodeFrame(window, info);
            if (filled + block.Length > samples.Length)
            {
                Array.Resize(ref samples, Math.Max(filled + block.Length, samples.Length * 2));
            }

            block.CopyTo(samples, filled);
            filled += block.Length;
            if (filled > MaxFrames * 2) throw new InvalidDataException(TooLong);
        }

        if (info.Frames != 0 && filled != info.Frames * 2) throw new InvalidDataException($"The FLAC file promises {info.Frames} frames and has {filled / 2}.");
        if (filled < samples.Length) Array.Resize(ref samples, filled);
        CheckMd5(samples, info);
        return new Pcm(info.SampleRate, samples);
    }

    /// <summary>Reads what <see cref="FlacEncoder"/> was given to keep in the file; empty where there is nothing, or it is no FLAC.</summary>
    /// <param name="input">The file, from its beginning.</param>
    public static byte[] ReadNote(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Span<byte> head = stackalloc byte[4];
        if (input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.SequenceEqual("fLaC"u8)) return [];
        while (input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var block = new byte[(head[1] << 16) | (head[2] << 8) | head[3]];
            if (input.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) < block.Length) return [];
            if ((head[0] & 0x7F) == FlacNote.BlockType && block.AsSpan().StartsWith(FlacNote.Id)) return block[FlacNote.Id.Length..];
            if ((head[0] & 0x80) != 0) break;
        }

        return [];
    }

    /// <summary>Reads a whole file block by block and keeps none of it, so it costs the same memory however long the file is.</summary>
    /// <param name="input">The file.</param>
    /// <param name="take">Gets each block, interleaved left and right; false ends the reading.</param>
    /// <param name="ct">Looked at each block.</param>
    /// <exception cref="InvalidDataException">Not FLAC, damaged, shorter than it says, or of another form; the message says which. The check sum of the whole is not looked at, that of each block is.</exception>
    public static void ReadBlocks(Stream input, Func<Pcm, bool> take, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(take);
        var window = new FlacWindow(input);
        var info = ReadHeader(window);
        long read = 0;
        while ((info.Frames == 0 || read < info.Frames) && window.Fill())
        {
            ct.ThrowIfCancellationRequested();
            var block = DecodeFrame(window, info);
            read += block.Length / 2;
            if (!take(new Pcm(info.SampleRate, block))) return;
        }

        if (read < info.Frames) throw new InvalidDataException($"The FLAC file promises {info.Frames} frames and has {read}.");
    }

    /// <summary>Reads the beginning of a file, or all of a shorter one; the file's check sum, which is of the whole, is not looked at.</summary>
    /// <param name="input">The file.</param>
    /// <param name="frames">Most frames that are wanted; only these are held.</param>
    /// <param name="ct">Looked at each frame.</param>
    /// <exception cref="InvalidDataException">As <see cref="Decode"/>.</exception>
    public static Pcm DecodeBeginning(Stream input, int frames, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var window = new FlacWindow(input);
        var info = ReadHeader(window);
        var samples = new short[Math.Min(frames, info.Frames > 0 ? info.Frames : frames) * 2];
        var filled = 0;
        while (filled < samples.Length && window.Fill())
        {
            ct.ThrowIfCancellationRequested();
            var block = DecodeFrame(window, info);
            block.AsSpan(0, Math.Min(block.Length, samples.Length - filled)).CopyTo(samples.AsSpan(filled));
            filled = Math.Min(samples.Length, filled + block.Length);
        }

        return new Pcm(info.SampleRate, samples[..filled]);
    }

    private static StreamInfo ReadHeader(FlacWindow window)
    {
        window.Fill();
        var head = window.Rest;
        if (head.Length < 42 || !head[..4].SequenceEqual("fLaC"u8)) throw new InvalidDataException("This is not a FLAC file.");
        if ((head[4] & 0x7F) != 0) throw new InvalidDataException("The FLAC file does not start with its stream information.");
        var packed = BinaryPrimitives.ReadUInt64BigEndian(head[18..]);
        var info = new StreamInfo((int)(packed >> 44), (int)((packed >> 41) & 7) + 1, (int)((packed >> 36) & 31) + 1, (long)(packed & 0xFFFFFFFFF), head[26..42].ToArray());
        if (info.Bits is < 8 or > 24 || info.Channels > 2 || info.SampleRate == 0)
            throw new InvalidDataException($"Only FLAC of 8 to 24 bit with one or two channels is read; this has {info.Bits} bit and {info.Channels} channels.");

        window.Skip(4);
        bool last;
        do
        {
            if (!window.Fill() || window.Rest.Length < 4) throw new InvalidDataException("The FLAC file ends in its header.");
            var block = window.Rest;
            last = (block[0] & 0x80) != 0;
            window.Skip(4 + ((block[1] << 16) | (block[2] << 8) | block[3]));
        }
        while (!last);
        return info;
    }

    private static short[] DecodeFrame(FlacWindow window, StreamInfo info)
    {
        var (bytes, start) = (window.Bytes, window.At);
        var reader = new FlacBitReader(bytes, start, window.End);
        if (reader.Read(15) != 0x7FFC) throw new InvalidDataException($"A FLAC frame is missing at byte {window.Position}.");
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
        if (reader.Read(8) != FlacChecksum.Crc8(bytes.AsSpan(start, reader.Position - 1 - start))) throw new InvalidDataException($"The FLAC frame at byte {window.Position} has a damaged header.");

        var channels = assignment < 8 ? assignment + 1 : 2;
        if (channels != info.Channels || assignment > 10) throw new InvalidDataException("A FLAC frame has another number of channels than the file.");
        var first = FlacSubframe.Read(reader, frames, info.Bits + (assignment == 9 ? 1 : 0));
        var second = channels == 1 ? first : FlacSubframe.Read(reader, frames, info.Bits + (assignment is 8 or 10 ? 1 : 0));
        reader.Align();
        var end = reader.Position;
        if (reader.Read(16) != FlacChecksum.Crc16(bytes.AsSpan(start, end - start))) throw new InvalidDataException($"The FLAC frame at byte {window.Position} is damaged.");
        window.Skip(reader.Position - start);
        return Interleave(first, second, assignment, info.Bits);
    }

    private static short[] Interleave(int[] first, int[] second, int assignment, int bits)
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
            block[i * 2] = At16(left, bits);
            block[i * 2 + 1] = At16(right, bits);
        }
        return block;
    }

    private static short At16(int sample, int bits) => (short)(bits > 16 ? sample >> (bits - 16) : sample << (16 - bits));

    [SuppressMessage("Security", "CA5351", Justification = "The format asks for MD5; it guards against mistakes, not against people.")]
    private static void CheckMd5(short[] samples, StreamInfo info)
    {
        // It is of the samples in their own depth, and each frame has proven itself.
        if (info.Bits != 16 || !info.Md5.AsSpan().ContainsAnyExcept((byte)0)) return;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        const int Step = 1 << 16;
        var (mono, buffer) = (new short[Step], new byte[Step * 2]);
        for (var from = 0; from < samples.Length; from += Step)
        {
            ReadOnlySpan<short> stored = samples.AsSpan(from, Math.Min(Step, samples.Length - from));
            if (info.Channels == 1)
            {
                for (var i = 0; i < stored.Length; i += 2) mono[i / 2] = stored[i];
                stored = mono.AsSpan(0, stored.Length / 2);
            }

            hash.AppendData(WavWriter.LittleEndian(stored, buffer));
        }

        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(info.Md5)) throw new InvalidDataException("The FLAC file's sound does not match its check sum.");
    }

    private sealed record StreamInfo(int SampleRate, int Channels, int Bits, long Frames, byte[] Md5);
}
