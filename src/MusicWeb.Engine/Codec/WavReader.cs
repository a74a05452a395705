using System.Buffers.Binary;

namespace MusicWeb.Engine.Codec;

/// <summary>Reads 16 bit PCM WAV; mono becomes two equal channels.</summary>
public static class WavReader
{
    /// <summary>Reads the whole file.</summary>
    /// <exception cref="InvalidDataException">Not a WAV file, or not 16 bit PCM with one or two channels; the message says which.</exception>
    public static Pcm Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Span<byte> head = stackalloc byte[12];
        ReadExactly(input, head);
        if (!head[..4].SequenceEqual("RIFF"u8) || !head[8..].SequenceEqual("WAVE"u8)) throw new InvalidDataException("This is not a WAV file.");

        var (channels, rate) = (0, 0);
        Span<byte> chunk = stackalloc byte[8];
        while (true)
        {
            ReadExactly(input, chunk);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (size > int.MaxValue) throw new InvalidDataException("The WAV file is too large.");
            if (chunk[..4].SequenceEqual("data"u8)) return new Pcm(RateOf(rate, channels), ReadSamples(input, (int)size, channels));
            var body = new byte[checked((int)size + (int)(size & 1))];
            ReadExactly(input, body);
            if (chunk[..4].SequenceEqual("fmt "u8)) (channels, rate) = ReadFormat(body);
        }
    }

    private static (int Channels, int Rate) ReadFormat(byte[] body)
    {
        if (body.Length < 16) throw new InvalidDataException("The WAV file's format chunk is cut off.");
        var format = BinaryPrimitives.ReadUInt16LittleEndian(body);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(2));
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(14));
        if (format is not (1 or 0xFFFE) || bits != 16 || channels is not (1 or 2))
            throw new InvalidDataException($"Only 16 bit PCM with one or two channels is read; this has {bits} bit, {channels} channels, format {format}.");
        return (channels, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(4)));
    }

    private static int RateOf(int rate, int channels) =>
        channels > 0 && rate > 0 ? rate : throw new InvalidDataException("The WAV file has sound before its format.");

    private static short[] ReadSamples(Stream input, int size, int channels)
    {
        var bytes = new byte[size - size % (channels * 2)];
        ReadExactly(input, bytes);
        var frames = bytes.Length / (channels * 2);
        var samples = new short[frames * 2];
        for (var i = 0; i < samples.Length; i++)
        {
            var source = channels == 2 ? i : i / 2;
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(source * 2));
        }
        return samples;
    }

    private static void ReadExactly(Stream input, Span<byte> buffer)
    {
        if (input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw new InvalidDataException("The WAV file ends too early.");
    }
}
