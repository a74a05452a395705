using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MusicWeb.Engine.Codec;

/// <summary>Writes 16 bit stereo FLAC with fixed predictors: lossless, with the sound's MD5 and a seek point for every second.</summary>
public static class FlacEncoder
{
    private const int BlockFrames = 4096;
    private const int StreamInfoBytes = 34;
    private const int SeekPointBytes = 18;

    /// <summary>Encodes the whole song and writes the file to a stream that need not seek.</summary>
    /// <param name="pcm">The sound; not empty.</param>
    /// <param name="output">Left open and not flushed.</param>
    /// <param name="progress">Takes the share that is encoded, 0 to 1, about once per second of sound.</param>
    /// <param name="ct">Looked at about ten times per second of sound.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Encode(Pcm pcm, Stream output, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfZero(pcm.Frames, nameof(pcm));

        // The header needs frame sizes and offsets, so the frames wait in memory: about half the size of the samples.
        var bits = new FlacBitWriter(pcm.Samples.Length + 1024);
        var frame = new FlacFrame(pcm.SampleRate, BlockFrames);
        var starts = new List<int>();
        for (var from = 0; from < pcm.Frames; from += BlockFrames)
        {
            ct.ThrowIfCancellationRequested();
            starts.Add(bits.Length);
            var frames = Math.Min(BlockFrames, pcm.Frames - from);
            frame.Write(bits, starts.Count - 1, pcm.Samples.AsSpan(from * 2, frames * 2));
            if (starts.Count % 10 == 0) progress?.Report((double)from / pcm.Frames);
        }

        WriteHeader(pcm, output, bits, starts);
        output.Write(bits.From(0));
        progress?.Report(1);
    }

    private static void WriteHeader(Pcm pcm, Stream output, FlacBitWriter bits, List<int> starts)
    {
        var smallest = int.MaxValue;
        var largest = 0;
        for (var i = 0; i < starts.Count; i++)
        {
            var bytes = (i + 1 < starts.Count ? starts[i + 1] : bits.Length) - starts[i];
            (smallest, largest) = (Math.Min(smallest, bytes), Math.Max(largest, bytes));
        }

        Span<byte> info = stackalloc byte[8 + StreamInfoBytes];
        "fLaC"u8.CopyTo(info);
        info[7] = StreamInfoBytes;
        var body = info[8..];
        BinaryPrimitives.WriteUInt16BigEndian(body, BlockFrames);
        BinaryPrimitives.WriteUInt16BigEndian(body[2..], BlockFrames);
        WriteUInt24(body[4..], smallest);
        WriteUInt24(body[7..], largest);
        BinaryPrimitives.WriteUInt64BigEndian(body[10..], ((ulong)pcm.SampleRate << 44) | (1UL << 41) | (15UL << 36) | (uint)pcm.Frames);
        Md5(pcm).CopyTo(body[18..]);
        output.Write(info);
        WriteSeekTable(pcm, output, starts);
    }

    private static void WriteSeekTable(Pcm pcm, Stream output, List<int> starts)
    {
        var step = Math.Max(1, pcm.SampleRate / BlockFrames);
        var points = (starts.Count + step - 1) / step;
        var table = new byte[4 + points * SeekPointBytes];
        table[0] = 0x80 | 3;
        WriteUInt24(table.AsSpan(1), points * SeekPointBytes);
        for (var i = 0; i < points; i++)
        {
            var point = table.AsSpan(4 + i * SeekPointBytes);
            var first = i * step * BlockFrames;
            BinaryPrimitives.WriteInt64BigEndian(point, first);
            BinaryPrimitives.WriteInt64BigEndian(point[8..], starts[i * step]);
            BinaryPrimitives.WriteUInt16BigEndian(point[16..], (ushort)Math.Min(BlockFrames, pcm.Frames - first));
        }
        output.Write(table);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The format asks for MD5; it guards against mistakes, not against people.")]
    private static byte[] Md5(Pcm pcm)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        const int Step = 1 << 16;
        var buffer = new byte[Step * 2];
        for (var from = 0; from < pcm.Samples.Length; from += Step)
            hash.AppendData(WavWriter.LittleEndian(pcm.Samples.AsSpan(from, Math.Min(Step, pcm.Samples.Length - from)), buffer));
        return hash.GetHashAndReset();
    }

    private static void WriteUInt24(Span<byte> target, int value)
    {
        target[0] = (byte)(value >> 16);
        target[1] = (byte)(value >> 8);
        target[2] = (byte)value;
    }
}
