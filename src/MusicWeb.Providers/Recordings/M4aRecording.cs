using System.Buffers.Binary;

namespace MusicWeb.Providers.Recordings;

/// <summary>Reads M4A: the length is what its track of sound says, as far as there is sound enough for it in the file.</summary>
internal static class M4aRecording
{
    // No coder that a browser plays makes sound of fewer bytes.
    private const double LeastBytesPerSecond = 200;

    private static readonly uint _moov = M4aBoxes.NameOf("moov"u8), _mdat = M4aBoxes.NameOf("mdat"u8), _trak = M4aBoxes.NameOf("trak"u8), _mdia = M4aBoxes.NameOf("mdia"u8);
    private static readonly uint _mdhd = M4aBoxes.NameOf("mdhd"u8), _hdlr = M4aBoxes.NameOf("hdlr"u8), _minf = M4aBoxes.NameOf("minf"u8), _stbl = M4aBoxes.NameOf("stbl"u8), _stsd = M4aBoxes.NameOf("stsd"u8);
    private static readonly uint _moof = M4aBoxes.NameOf("moof"u8), _sound = M4aBoxes.NameOf("soun"u8), _pictures = M4aBoxes.NameOf("vide"u8);

    // AAC, Opus and FLAC: what browsers play out of this box.
    private static readonly uint[] _played = [M4aBoxes.NameOf("mp4a"u8), M4aBoxes.NameOf("Opus"u8), M4aBoxes.NameOf("fLaC"u8)];

    /// <summary>Reads a file's boxes, not its sound.</summary>
    /// <exception cref="RecordingException">It cannot be taken.</exception>
    public static RecordingFacts Read(Stream file)
    {
        var boxes = new M4aBoxes(file);
        var (movie, soundBytes, isInPieces) = ((M4aBox?)null, 0L, false);
        foreach (var box in boxes.Within(0, file.Length))
        {
            if (box.Name == _moov) movie ??= box;
            if (box.Name == _mdat) soundBytes += box.End - box.Start;
            isInPieces |= box.Name == _moof;
        }

        // What a track is like stands behind the sound, so a file that was cut off has none.
        if (movie is not { } found) throw new RecordingException(RecordingFault.Broken);
        // The length of each piece stands with it alone: no program writes that to keep a sound.
        if (isInPieces) throw new RecordingException(RecordingFault.Unsupported);
        var seconds = LengthOf(boxes, found);
        return seconds * LeastBytesPerSecond <= soundBytes ? new RecordingFacts(seconds, Peaks: null) : throw new RecordingException(RecordingFault.Broken);
    }

    private static double LengthOf(M4aBoxes boxes, M4aBox movie)
    {
        double? seconds = null;
        foreach (var media in boxes.Within(movie.Start, movie.End).Where(box => box.Name == _trak).Select(track => boxes.Find(track, _mdia)).ToList())
        {
            var handler = boxes.Find(media, _hdlr) is { } box && boxes.Read(box, 12) is { Length: 12 } bytes ? M4aBoxes.NameOf(bytes.AsSpan(8)) : 0;
            if (handler == _pictures) throw new RecordingException(RecordingFault.Film);
            if (handler != _sound || seconds is not null) continue;
            RefuseForm(boxes, media);
            seconds = LengthOf(boxes.Find(media, _mdhd) is { } head ? boxes.Read(head, 32) : []);
        }

        return seconds ?? throw new RecordingException(RecordingFault.NoSound);
    }

    private static void RefuseForm(M4aBoxes boxes, M4aBox? media)
    {
        // Version, flags and a count stand in front of the first entry, whose name is behind its size.
        var entries = boxes.Find(boxes.Find(boxes.Find(media, _minf), _stbl), _stsd) is { } box ? boxes.Read(box, 16) : [];
        if (entries.Length < 16) throw new RecordingException(RecordingFault.Broken);
        if (!_played.Contains(M4aBoxes.NameOf(entries.AsSpan(12)))) throw new RecordingException(RecordingFault.Unsupported);
    }

    // The second version has wider numbers.
    private static double LengthOf(ReadOnlySpan<byte> head)
    {
        var (scaleAt, lengthAt, isWide) = head is [1, ..] ? (20, 24, true) : (12, 16, false);
        if (head.Length < lengthAt + (isWide ? 8 : 4)) throw new RecordingException(RecordingFault.Broken);
        var scale = BinaryPrimitives.ReadUInt32BigEndian(head[scaleAt..]);
        var length = isWide ? BinaryPrimitives.ReadUInt64BigEndian(head[lengthAt..]) : BinaryPrimitives.ReadUInt32BigEndian(head[lengthAt..]);
        return scale == 0 ? throw new RecordingException(RecordingFault.Broken) : (double)length / scale;
    }
}
