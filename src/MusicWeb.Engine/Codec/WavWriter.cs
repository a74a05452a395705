using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MusicWeb.Engine.Codec;

/// <summary>Writes 16 bit stereo WAV (RIFF, PCM).</summary>
public static class WavWriter
{
    private const int HeaderBytes = 44;
    private const int FramesPerWrite = 1 << 15;

    /// <summary>Writes the whole file to a stream that need not seek.</summary>
    /// <param name="pcm">The sound.</param>
    /// <param name="output">Left open and not flushed.</param>
    /// <param name="ct">Looked at about once per second of sound.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Write(Pcm pcm, Stream output, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        ArgumentNullException.ThrowIfNull(output);
        WriteHeader(pcm, output);

        var bytes = new byte[FramesPerWrite * 4];
        for (var from = 0; from < pcm.Samples.Length; from += FramesPerWrite * 2)
        {
            ct.ThrowIfCancellationRequested();
            var samples = pcm.Samples.AsSpan(from, Math.Min(FramesPerWrite * 2, pcm.Samples.Length - from));
            output.Write(LittleEndian(samples, bytes));
        }
    }

    /// <summary>The samples as the little-endian bytes that WAV stores and FLAC hashes.</summary>
    internal static ReadOnlySpan<byte> LittleEndian(ReadOnlySpan<short> samples, byte[] buffer)
    {
        if (BitConverter.IsLittleEndian) return MemoryMarshal.AsBytes(samples);
        for (var i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(buffer.AsSpan(i * 2), samples[i]);
        return buffer.AsSpan(0, samples.Length * 2);
    }

    private static void WriteHeader(Pcm pcm, Stream output)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        var dataBytes = checked(pcm.Samples.Length * 2);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], dataBytes + HeaderBytes - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 2);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], pcm.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], pcm.SampleRate * 4);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 4);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], dataBytes);
        output.Write(header);
    }
}
