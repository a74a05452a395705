using System.Buffers.Binary;

namespace MusicWeb.Providers.Recordings;

/// <summary>A box of an MP4 file.</summary>
/// <param name="Name">Its four letters.</param>
/// <param name="Start">Where its content begins.</param>
/// <param name="End">Behind its last byte.</param>
internal readonly record struct M4aBox(uint Name, long Start, long End);

/// <summary>Walks through the boxes of an MP4 file, each within the one it lies in; a file with too many of them is given up.</summary>
internal sealed class M4aBoxes(Stream file)
{
    private const int MaxBoxes = 20_000;
    private const int ShortHead = 8, LongHead = 16;

    private int _seen;

    /// <summary>A box's name as it is compared.</summary>
    public static uint NameOf(ReadOnlySpan<byte> letters) => BinaryPrimitives.ReadUInt32BigEndian(letters);

    /// <summary>The boxes from one place to another, one after the other.</summary>
    /// <exception cref="RecordingException">One of them reaches further than it may, or there is no end to them.</exception>
    public IEnumerable<M4aBox> Within(long start, long end)
    {
        for (var at = start; at < end;)
        {
            // Some writers fill up with zeros.
            if (end - at < ShortHead) yield break;
            if (++_seen > MaxBoxes) throw new RecordingException(RecordingFault.Broken);
            var box = Read(at, end);
            yield return box;
            at = box.End;
        }
    }

    /// <summary>The first box of a name directly in another one.</summary>
    public M4aBox? Find(M4aBox? parent, uint name)
    {
        if (parent is not { } outer) return null;
        foreach (var box in Within(outer.Start, outer.End))
        {
            if (box.Name == name) return box;
        }

        return null;
    }

    /// <summary>Bytes of a box's content, fewer where it has not as many.</summary>
    public byte[] Read(M4aBox box, int count)
    {
        var bytes = new byte[(int)Math.Min(count, box.End - box.Start)];
        file.Position = box.Start;
        file.ReadExactly(bytes);
        return bytes;
    }

    private M4aBox Read(long at, long end)
    {
        Span<byte> head = stackalloc byte[LongHead];
        file.Position = at;
        file.ReadExactly(head[..ShortHead]);
        ulong size = BinaryPrimitives.ReadUInt32BigEndian(head);
        var headBytes = ShortHead;
        if (size == 1)
        {
            if (end - at < LongHead) throw new RecordingException(RecordingFault.Broken);
            file.ReadExactly(head[ShortHead..]);
            (size, headBytes) = (BinaryPrimitives.ReadUInt64BigEndian(head[ShortHead..]), LongHead);
        }

        // Nought means that it goes on to the end.
        if (size == 0) size = (ulong)(end - at);
        if (size < (ulong)headBytes || size > (ulong)(end - at)) throw new RecordingException(RecordingFault.Broken);
        return new M4aBox(NameOf(head[4..ShortHead]), at + headBytes, at + (long)size);
    }
}
