using System.Buffers.Binary;

namespace MusicWeb.Providers.Recordings;

/// <summary>
/// Reads MP3 by walking from frame to frame: their number is the length, whatever a tag says. Where an encoder noted how many there
/// should be, a file that has clearly fewer is broken.
/// </summary>
internal static class Mp3Recording
{
    private const int TagHeaderBytes = 10;
    private const int MaxTags = 10;

    // What is no frame may stand between tags and sound, and behind it; a file that is mostly that is none of ours.
    private const int MaxStrayBytes = 512 * 1024;

    // Encoders and cutters disagree about the frames at the ends.
    private const double LeastShare = 0.95;
    private const int SlackFrames = 4;

    /// <summary>Reads a whole file from its beginning.</summary>
    /// <exception cref="RecordingException">It cannot be taken.</exception>
    public static RecordingFacts Read(Stream file, TimeSpan longest, CancellationToken ct)
    {
        SkipTags(file);
        if (FindFirst(file) is not { } first) throw new RecordingException(RecordingFault.NoSound);
        var promised = Mp3Promise.Read(file, first);
        // A frame that only tells of the others is silent.
        long frames = promised is null ? 0 : -1;
        for (Mp3Frame? frame = first; frame is { } current; frame = Next(file, first))
        {
            if ((++frames & 0xFFF) == 0) ct.ThrowIfCancellationRequested();
            if (first.SecondsOf(frames) > longest.TotalSeconds) throw new RecordingException(RecordingFault.TooLong);
            file.Position += current.Bytes - Mp3Frame.HeaderBytes;
        }

        if (promised is { } count && frames < count * LeastShare - SlackFrames) throw new RecordingException(RecordingFault.Broken);
        return new RecordingFacts(first.SecondsOf(Math.Max(0, frames)), Peaks: null);
    }

    // ID3v2 stands in front, now and then twice, and says its size in four times seven bits.
    private static void SkipTags(Stream file)
    {
        var head = new byte[TagHeaderBytes];
        for (var tag = 0; tag < MaxTags; tag++)
        {
            var at = file.Position;
            var isTag = file.ReadAtLeast(head, TagHeaderBytes, throwOnEndOfStream: false) == TagHeaderBytes && head.AsSpan(0, 3).SequenceEqual("ID3"u8);
            file.Position = at;
            if (!isTag) return;
            var size = ((head[6] & 0x7F) << 21) | ((head[7] & 0x7F) << 14) | ((head[8] & 0x7F) << 7) | (head[9] & 0x7F);
            var footer = (head[5] & 0x10) != 0 ? TagHeaderBytes : 0;
            file.Position = Math.Min(file.Length, at + TagHeaderBytes + size + footer);
        }
    }

    // A sync word alone is found in anything: the frame behind has to be one too, or the file to end there.
    private static Mp3Frame? FindFirst(Stream file)
    {
        for (var stray = 0; stray < MaxStrayBytes; stray++)
        {
            var at = file.Position;
            if (ReadFrame(file) is { } frame)
            {
                file.Position = at + frame.Bytes;
                var isFollowed = at + frame.Bytes == file.Length || (ReadFrame(file) is { } second && second.IsLike(frame));
                file.Position = at + Mp3Frame.HeaderBytes;
                if (isFollowed) return frame;
            }

            if (at + 1 >= file.Length) return null;
            file.Position = at + 1;
        }

        return null;
    }

    // Stands behind the header of the next whole frame; at the end of the sound there is none.
    private static Mp3Frame? Next(Stream file, Mp3Frame first)
    {
        for (var stray = 0; stray < MaxStrayBytes; stray++)
        {
            var at = file.Position;
            if (at + Mp3Frame.HeaderBytes > file.Length) return null;
            if (ReadFrame(file) is { } frame && frame.IsLike(first) && (stray == 0 || IsFollowed(file, at, frame)))
            {
                file.Position = at + Mp3Frame.HeaderBytes;
                return at + frame.Bytes <= file.Length ? frame : null;
            }

            file.Position = at + 1;
        }

        return null;
    }

    private static bool IsFollowed(Stream file, long at, Mp3Frame frame)
    {
        if (at + frame.Bytes >= file.Length) return at + frame.Bytes == file.Length;
        file.Position = at + frame.Bytes;
        return ReadFrame(file) is { } next && next.IsLike(frame);
    }

    private static Mp3Frame? ReadFrame(Stream file)
    {
        Span<byte> head = stackalloc byte[Mp3Frame.HeaderBytes];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length ? Mp3Frame.Of(BinaryPrimitives.ReadUInt32BigEndian(head)) : null;
    }
}
