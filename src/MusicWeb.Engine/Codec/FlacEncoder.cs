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
    private const int MaxBlockBytes = 0xFFFFFF;

    /// <summary>Encodes the whole song. Frames leave as they are made; the header, which needs their sizes, is written last into its place.</summary>
    /// <param name="pcm">The sound; not empty.</param>
    /// <param name="output">Must seek; left open, at the end of the file, and not flushed.</param>
    /// <param name="note">What else is kept in the file, for <see cref="FlacDecoder.ReadNote"/>; players pass it over. At most 16 MB; empty for nothing.</param>
    /// <param name="progress">Takes the share that is encoded, 0 to 1, about once per second of sound.</param>
    /// <param name="ct">Looked at about ten times per second of sound.</param>
    /// <exception cref="ArgumentException">The sound is empty, the note too long, or the stream does not seek.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Encode(Pcm pcm, Stream output, ReadOnlyMemory<byte> note = default, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        ArgumentNullException.ThrowIfNull(output);
        if (pcm.Frames == 0) throw new ArgumentException("There is no sound to encode.", nameof(pcm));
        if (!output.CanSeek) throw new ArgumentException("The header is written last, so the stream must seek.", nameof(output));

        if (note.Length > MaxBlockBytes - FlacNote.Id.Length) throw new ArgumentException("A note has at most 16 MB.", nameof(note));

        var sizes = new int[(pcm.Frames + BlockFrames - 1) / BlockFrames];
        var start = output.Position;
        WriteHeader(pcm, output, sizes, md5: [], note.Span);
        var bits = new FlacBitWriter(BlockFrames * 5);
        var frame = new FlacFrame(pcm.SampleRate, BlockFrames);
        using var hash = Md5();
        var bytes = new byte[BlockFrames * 4];
        for (var i = 0; i < sizes.Length; i++)
        {
            ct.ThrowIfCancellationRequested();
            var from = i * BlockFrames;
            bits.Clear();
            var samples = pcm.Samples.AsSpan(from * 2, Math.Min(BlockFrames, pcm.Frames - from) * 2);
            hash.AppendData(WavWriter.LittleEndian(samples, bytes));
            frame.Write(bits, i, samples);
            output.Write(bits.From(0));
            sizes[i] = bits.Length;
            if (i % 10 == 9) progress?.Report((double)i / sizes.Length);
        }

        var end = output.Position;
        output.Position = start;
        WriteHeader(pcm, output, sizes, hash.GetHashAndReset(), note.Span);
        output.Position = end;
        progress?.Report(1);
    }

    private static void WriteHeader(Pcm pcm, Stream output, int[] sizes, ReadOnlySpan<byte> md5, ReadOnlySpan<byte> note)
    {
        Span<byte> info = stackalloc byte[8 + StreamInfoBytes];
        "fLaC"u8.CopyTo(info);
        info[7] = StreamInfoBytes;
        var body = info[8..];
        BinaryPrimitives.WriteUInt16BigEndian(body, BlockFrames);
        BinaryPrimitives.WriteUInt16BigEndian(body[2..], BlockFrames);
        WriteUInt24(body[4..], sizes.Min());
        WriteUInt24(body[7..], sizes.Max());
        BinaryPrimitives.WriteUInt64BigEndian(body[10..], ((ulong)pcm.SampleRate << 44) | (1UL << 41) | (15UL << 36) | (uint)pcm.Frames);
        md5.CopyTo(body[18..]);
        output.Write(info);
        if (note.Length > 0) WriteNote(output, note);
        WriteSeekTable(pcm, output, sizes);
    }

    private static void WriteNote(Stream output, ReadOnlySpan<byte> note)
    {
        Span<byte> head = stackalloc byte[4];
        head[0] = FlacNote.BlockType;
        WriteUInt24(head[1..], FlacNote.Id.Length + note.Length);
        output.Write(head);
        output.Write(FlacNote.Id);
        output.Write(note);
    }

    private static void WriteSeekTable(Pcm pcm, Stream output, int[] sizes)
    {
        var step = Math.Max(1, pcm.SampleRate / BlockFrames);
        var points = (sizes.Length + step - 1) / step;
        var table = new byte[4 + points * SeekPointBytes];
        table[0] = 0x80 | 3;
        WriteUInt24(table.AsSpan(1), points * SeekPointBytes);
        long offset = 0;
        for (var frame = 0; frame < sizes.Length; frame++)
        {
            if (frame % step == 0)
            {
                var point = table.AsSpan(4 + frame / step * SeekPointBytes);
                var first = frame * BlockFrames;
                BinaryPrimitives.WriteInt64BigEndian(point, first);
                BinaryPrimitives.WriteInt64BigEndian(point[8..], offset);
                BinaryPrimitives.WriteUInt16BigEndian(point[16..], (ushort)Math.Min(BlockFrames, pcm.Frames - first));
            }
            offset += sizes[frame];
        }
        output.Write(table);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The format asks for MD5; it guards against mistakes, not against people.")]
    private static IncrementalHash Md5() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    private static void WriteUInt24(Span<byte> target, int value)
    {
        target[0] = (byte)(value >> 16);
        target[1] = (byte)(value >> 8);
        target[2] = (byte)value;
    }
}
