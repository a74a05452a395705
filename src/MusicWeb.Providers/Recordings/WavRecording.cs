using System.Buffers.Binary;
using MusicWeb.Engine.Analyze;

namespace MusicWeb.Providers.Recordings;

/// <summary>Reads PCM and float WAV of 8 to 64 bit, one to eight channels.</summary>
internal static class WavRecording
{
    private const int FormatBytes = 40;
    private const int MaxChunks = 1000;
    private const int FramesPerRead = 4096;
    private const ushort Pcm = 1, Float = 3, Extensible = 0xFFFE;

    /// <summary>Reads a whole file from its beginning.</summary>
    /// <exception cref="RecordingException">It cannot be taken.</exception>
    public static RecordingFacts Read(Stream file, TimeSpan longest, CancellationToken ct)
    {
        var head = new byte[12];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !head.AsSpan(8).SequenceEqual("WAVE"u8)) throw new RecordingException(RecordingFault.NoSound);
        Format? format = null;
        for (var chunk = 0; chunk < MaxChunks; chunk++)
        {
            if (file.ReadAtLeast(head.AsSpan(0, 8), 8, throwOnEndOfStream: false) < 8) throw new RecordingException(RecordingFault.Broken);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            var left = file.Length - file.Position;
            if (head.AsSpan(0, 4).SequenceEqual("data"u8)) return ReadSound(file, format ?? throw new RecordingException(RecordingFault.Broken), SizeOf(size, left), longest, ct);
            if (size > left) throw new RecordingException(RecordingFault.Broken);
            var next = file.Position + size + (size & 1);
            if (head.AsSpan(0, 4).SequenceEqual("fmt "u8)) format = ReadFormat(file, (int)Math.Min(size, FormatBytes));
            file.Position = next;
        }

        throw new RecordingException(RecordingFault.Broken);
    }

    // Who writes to a pipe cannot go back to say how much it was.
    private static long SizeOf(long size, long left) =>
        size is 0 or uint.MaxValue ? left : size <= left ? size : throw new RecordingException(RecordingFault.Broken);

    private static Format ReadFormat(Stream file, int size)
    {
        var body = new byte[FormatBytes];
        if (size < 16 || file.ReadAtLeast(body.AsSpan(0, size), size, throwOnEndOfStream: false) < size) throw new RecordingException(RecordingFault.Broken);
        var tag = BinaryPrimitives.ReadUInt16LittleEndian(body);
        if (tag == Extensible && size >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(24));
        var format = new Format(
            IsFloat: tag == Float,
            Channels: BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(2)),
            Rate: BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(4)),
            Bits: BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(14)));
        var isKnown = (tag, format.Bits) is (Pcm, 8 or 16 or 24 or 32) or (Float, 32 or 64);
        return isKnown && format is { Channels: >= 1 and <= 8, Rate: >= 4000 and <= 400_000 } ? format : throw new RecordingException(RecordingFault.Unsupported);
    }

    private static RecordingFacts ReadSound(Stream file, Format format, long size, TimeSpan longest, CancellationToken ct)
    {
        var frames = size / format.FrameBytes;
        var seconds = (double)frames / format.Rate;
        if (seconds > longest.TotalSeconds) throw new RecordingException(RecordingFault.TooLong);
        var outline = new OutlineMeter();
        var (bytes, samples) = (new byte[FramesPerRead * format.FrameBytes], new short[FramesPerRead * 2]);
        for (var left = frames; left > 0;)
        {
            ct.ThrowIfCancellationRequested();
            var count = (int)Math.Min(left, FramesPerRead);
            file.ReadExactly(bytes, 0, count * format.FrameBytes);
            for (var i = 0; i < count; i++)
            {
                var frame = bytes.AsSpan(i * format.FrameBytes, format.FrameBytes);
                samples[i * 2] = format.SampleOf(frame);
                samples[i * 2 + 1] = format.Channels == 1 ? samples[i * 2] : format.SampleOf(frame[format.SampleBytes..]);
            }

            outline.Add(samples.AsSpan(0, count * 2));
            left -= count;
        }

        return new RecordingFacts(seconds, outline.Finish());
    }

    private sealed record Format(bool IsFloat, int Channels, long Rate, int Bits)
    {
        public int SampleBytes => Bits / 8;

        public int FrameBytes => SampleBytes * Channels;

        /// <summary>The first sample of these bytes with 16 bit. Eight bit is the only unsigned one.</summary>
        public short SampleOf(ReadOnlySpan<byte> bytes) => (IsFloat, Bits) switch
        {
            (true, 32) => OfFraction(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            (true, _) => OfFraction(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            (_, 8) => (short)((bytes[0] - 128) << 8),
            (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            (_, 24) => BinaryPrimitives.ReadInt16LittleEndian(bytes[1..]),
            _ => BinaryPrimitives.ReadInt16LittleEndian(bytes[2..]),
        };

        // Neither infinite nor no number at all, whatever the file says.
        private static short OfFraction(double level) => double.IsFinite(level) ? (short)Math.Clamp(level * short.MaxValue, short.MinValue, short.MaxValue) : (short)0;
    }
}
