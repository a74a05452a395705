using System.Buffers.Binary;
using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;

namespace MusicWeb.Providers.Recordings;

/// <summary>Reads FLAC by decoding it: each frame proves itself by its check sum.</summary>
internal static class FlacRecording
{
    private const int HeaderBytes = 42;

    /// <summary>Reads a whole file from its beginning.</summary>
    /// <exception cref="RecordingException">It cannot be taken.</exception>
    public static RecordingFacts Read(Stream file, TimeSpan longest, CancellationToken ct)
    {
        RefuseForm(file);
        var (outline, rate) = (new OutlineMeter(), 0);
        try
        {
            FlacDecoder.ReadBlocks(
                file,
                block =>
                {
                    outline.Add(block.Samples);
                    rate = block.SampleRate;
                    // Silence takes no room in this format: a small file may hold days of it.
                    return outline.Frames <= longest.TotalSeconds * rate;
                },
                ct);
        }
        catch (InvalidDataException)
        {
            throw new RecordingException(RecordingFault.Broken);
        }

        return rate == 0 ? throw new RecordingException(RecordingFault.NoSound) : new RecordingFacts((double)outline.Frames / rate, outline.Finish());
    }

    // Looked at first, because the decoder does not tell what it cannot read from what is broken.
    private static void RefuseForm(Stream file)
    {
        var head = new byte[HeaderBytes];
        if (file.ReadAtLeast(head, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) throw new RecordingException(RecordingFault.Broken);
        var packed = BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(18));
        var (channels, bits) = ((int)((packed >> 41) & 7) + 1, (int)((packed >> 36) & 31) + 1);
        if (channels > 2 || bits is < 8 or > 24) throw new RecordingException(RecordingFault.Unsupported);
        file.Position = 0;
    }
}
