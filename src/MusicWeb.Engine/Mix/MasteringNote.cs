using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>
/// What a song keeps of how it was mastered. A song of one rendering keeps the whole of that; an edited one keeps, for each score it was
/// rendered from, what is needed where that is heard, so it grows with the song and not with the number of edits. Each is marked with
/// the hash of its score and believed for no other.
/// </summary>
internal static class MasteringNote
{
    /// <summary>Most bytes of an edited song's note: 25 minutes of curves. What does not fit is found again.</summary>
    public const int MaxBytes = 4 << 20;

    private const byte OfOne = 1;
    private const byte OfSeveral = 2;
    private const int HashBytes = SHA256.HashSizeInBytes;
    private const int HeadBytes = HashBytes + (3 * sizeof(double)) + sizeof(int);

    // An edit of an edit may need some frames more than the first one did, since cuts are rounded.
    private const int SpareFrames = StereoBuffer.SampleRate;

    /// <summary>The note of a song of one rendering; 2.8 KB for a second of it.</summary>
    public static byte[] Of(SongScore score, Mastering mastering)
    {
        using var note = new MemoryStream();
        note.WriteByte(OfOne);
        WriteHead(note, SHA256.HashData(ScoreJson.Write(score)), mastering);
        note.Write(MemoryMarshal.AsBytes(mastering.Curve.Gains));
        return note.ToArray();
    }

    /// <summary>The note of an edited song; empty where nothing is known of any of its scores.</summary>
    /// <param name="stretches">Its stretches.</param>
    /// <param name="frames">Its length.</param>
    /// <param name="notes">Those of the songs that it was made from.</param>
    public static byte[] Of(IReadOnlyList<Stretch> stretches, int frames, ReadOnlySpan<ReadOnlyMemory<byte>> notes)
    {
        using var note = new MemoryStream();
        foreach (var heard in HeardScore.Of(stretches, frames))
        {
            var hash = SHA256.HashData(ScoreJson.Write(heard.Score));
            foreach (var kept in notes)
            {
                if (Find(kept.Span, hash, heard) is not { } found) continue;
                var wanted = MasterCurve.BlocksOf(heard.First - SpareFrames, heard.End + SpareFrames);
                var (first, end) = (Math.Max(wanted.First, found.FirstBlock), Math.Min(wanted.End, found.EndBlock));
                var length = HeadBytes + (found.Mastering.Levels.Length * sizeof(double)) + sizeof(int) + ((end - first) * sizeof(float));
                if (1 + note.Length + sizeof(int) + length > MaxBytes) break;
                if (note.Length == 0) note.WriteByte(OfSeveral);
                Write(note, length);
                WriteHead(note, hash, found.Mastering);
                Write(note, first);
                note.Write(MemoryMarshal.AsBytes(found.Mastering.Curve.Gains[first..end]));
                break;
            }
        }

        return note.ToArray();
    }

    /// <summary>Reads what was kept of a score's mastering; null where there is nothing for what is heard of it, or not all of it.</summary>
    /// <param name="note">What was kept with the song; empty where nothing was.</param>
    /// <param name="heard">The score.</param>
    public static Mastering? Find(ReadOnlySpan<byte> note, in HeardScore heard) =>
        note.IsEmpty ? null : Find(note, SHA256.HashData(ScoreJson.Write(heard.Score)), heard)?.Mastering;

    private static Kept? Find(ReadOnlySpan<byte> note, ReadOnlySpan<byte> hash, in HeardScore heard)
    {
        // Written as this machine counts; one that counts the other way finds it by itself.
        if (!BitConverter.IsLittleEndian || note.IsEmpty) return null;
        var rest = note[1..];
        if (note[0] == OfOne) return rest.StartsWith(hash) ? Read(rest, heard, isWhole: true) : null;
        while (note[0] == OfSeveral && rest.Length > sizeof(int))
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            rest = rest[sizeof(int)..];
            if (length < 0 || length > rest.Length) return null;
            if (rest[..length].StartsWith(hash)) return Read(rest[..length], heard, isWhole: false);
            rest = rest[length..];
        }

        return null;
    }

    private static Kept? Read(ReadOnlySpan<byte> bytes, in HeardScore heard, bool isWhole)
    {
        if (bytes.Length < HeadBytes) return null;
        var rest = bytes[HashBytes..];
        var tone = new Tone(BinaryPrimitives.ReadDoubleLittleEndian(rest), BinaryPrimitives.ReadDoubleLittleEndian(rest[8..]), BinaryPrimitives.ReadDoubleLittleEndian(rest[16..]));
        var levels = new double?[SongRenderer.Sounding(heard.Score).Length];
        if (BinaryPrimitives.ReadInt32LittleEndian(rest[24..]) != levels.Length) return null;
        rest = rest[28..];
        if (rest.Length < (levels.Length * sizeof(double)) + (isWhole ? 0 : sizeof(int))) return null;
        for (var i = 0; i < levels.Length; i++, rest = rest[sizeof(double)..]) levels[i] = BinaryPrimitives.ReadDoubleLittleEndian(rest) is var level && double.IsNaN(level) ? null : level;
        var first = 0;
        if (!isWhole)
        {
            first = BinaryPrimitives.ReadInt32LittleEndian(rest);
            rest = rest[sizeof(int)..];
        }

        var gains = new float[MasterCurve.BlocksOf(SongRenderer.Frames(heard.Score))];
        var kept = MemoryMarshal.Cast<byte, float>(rest);
        var wanted = MasterCurve.BlocksOf(heard.First, heard.End);
        if (isWhole ? rest.Length != gains.Length * sizeof(float) : rest.Length % sizeof(float) != 0 || first < 0 || first > wanted.First || kept.Length > gains.Length - first || first + kept.Length < Math.Min(wanted.End, gains.Length)) return null;
        if (kept.ContainsAnyExceptInRange(0, float.MaxValue) || !IsTone(tone.Low) || !IsTone(tone.High) || !IsTone(tone.Air)) return null;
        kept.CopyTo(gains.AsSpan(first));
        return new Kept(new Mastering(tone, new MasterCurve(gains), levels), first, first + kept.Length);
    }

    // Written so that "not a number" is refused too.
    private static bool IsTone(double decibels) => decibels is >= -40 and <= 40;

    private static void WriteHead(MemoryStream note, ReadOnlySpan<byte> hash, Mastering mastering)
    {
        note.Write(hash);
        foreach (var value in (ReadOnlySpan<double>)[mastering.Tone.Low, mastering.Tone.High, mastering.Tone.Air]) Write(note, value);
        Write(note, mastering.Levels.Length);
        foreach (var level in mastering.Levels) Write(note, level ?? double.NaN);
    }

    private static void Write(MemoryStream note, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        note.Write(bytes);
    }

    private static void Write(MemoryStream note, double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        note.Write(bytes);
    }

    /// <summary>What was found, and for which blocks of the curve; the others are not there.</summary>
    private readonly record struct Kept(Mastering Mastering, int FirstBlock, int EndBlock);
}
