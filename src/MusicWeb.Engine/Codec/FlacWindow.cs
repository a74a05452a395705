namespace MusicWeb.Engine.Codec;

/// <summary>The stretch of a FLAC file that is being decoded: always a whole frame, never the whole file.</summary>
internal sealed class FlacWindow(Stream input)
{
    // The largest frame of two channels of 16 bit is 279 kB.
    private const int LargestFrame = 1 << 19;

    private long _dropped;
    private bool _isOver;

    /// <summary>What is held; it counts from <see cref="At"/> to <see cref="End"/>.</summary>
    public byte[] Bytes { get; } = new byte[LargestFrame * 2];

    /// <summary>The next byte.</summary>
    public int At { get; private set; }

    /// <summary>Behind the last byte that is held.</summary>
    public int End { get; private set; }

    /// <summary>The next byte's place in the file.</summary>
    public long Position => _dropped + At;

    /// <summary>The bytes that are held.</summary>
    public ReadOnlySpan<byte> Rest => Bytes.AsSpan(At, End - At);

    /// <summary>Reads on until a whole frame must be held; false at the end of the file.</summary>
    public bool Fill()
    {
        if (End - At < LargestFrame && !_isOver)
        {
            Rest.CopyTo(Bytes);
            (_dropped, End, At) = (_dropped + At, End - At, 0);
            var room = Bytes.Length - End;
            var read = input.ReadAtLeast(Bytes.AsSpan(End), room, throwOnEndOfStream: false);
            (End, _isOver) = (End + read, read < room);
        }

        return At < End;
    }

    /// <summary>Goes on behind the next bytes.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public void Skip(int count)
    {
        while (count > 0)
        {
            if (!Fill()) throw new InvalidDataException("The FLAC file ends too early.");
            var step = Math.Min(count, End - At);
            At += step;
            count -= step;
        }
    }
}
