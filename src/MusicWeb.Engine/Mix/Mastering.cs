using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Mix;

/// <summary>
/// What makes a master of a mix: the same for all its stems. Finding it takes a whole rendering, so a song keeps it beside its sound, and
/// its stems need not find it again.
/// </summary>
/// <param name="Tone">Its filters.</param>
/// <param name="Curve">Its gain over time.</param>
/// <param name="Levels">Loudness of its parts in LUFS before they were mixed.</param>
internal sealed record Mastering(Tone Tone, MasterCurve Curve, double?[] Levels)
{
    private const byte Version = 1;
    private const int HeadBytes = 1 + SHA256.HashSizeInBytes + (3 * sizeof(double)) + sizeof(int);

    /// <summary>Writes it down for the song it belongs to; 2.8 KB for a second of song.</summary>
    public byte[] ToBytes(SongScore score)
    {
        var gains = MemoryMarshal.AsBytes(Curve.Gains);
        var bytes = new byte[HeadBytes + (Levels.Length * sizeof(double)) + gains.Length];
        bytes[0] = Version;
        SHA256.HashData(ScoreJson.Write(score), bytes.AsSpan(1));
        var rest = bytes.AsSpan(1 + SHA256.HashSizeInBytes);
        foreach (var value in (ReadOnlySpan<double>)[Tone.Low, Tone.High, Tone.Air])
        {
            BinaryPrimitives.WriteDoubleLittleEndian(rest, value);
            rest = rest[sizeof(double)..];
        }

        BinaryPrimitives.WriteInt32LittleEndian(rest, Levels.Length);
        rest = rest[sizeof(int)..];
        foreach (var level in Levels)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(rest, level ?? double.NaN);
            rest = rest[sizeof(double)..];
        }

        gains.CopyTo(rest);
        return bytes;
    }

    /// <summary>Reads what was written down for a song; null where it is of another song, or not whole.</summary>
    /// <param name="bytes">What was kept with the song; empty where nothing was.</param>
    /// <param name="score">The song.</param>
    public static Mastering? Read(ReadOnlySpan<byte> bytes, SongScore score)
    {
        // Written as this machine counts; one that counts the other way finds it by itself.
        if (!BitConverter.IsLittleEndian || bytes.Length < HeadBytes || bytes[0] != Version || !bytes[1..].StartsWith(SHA256.HashData(ScoreJson.Write(score)))) return null;
        var rest = bytes[(1 + SHA256.HashSizeInBytes)..];
        var tone = new Tone(BinaryPrimitives.ReadDoubleLittleEndian(rest), BinaryPrimitives.ReadDoubleLittleEndian(rest[8..]), BinaryPrimitives.ReadDoubleLittleEndian(rest[16..]));
        var levels = new double?[SongRenderer.Sounding(score).Length];
        if (BinaryPrimitives.ReadInt32LittleEndian(rest[24..]) != levels.Length) return null;
        rest = rest[28..];
        var gains = MasterCurve.BlocksOf(SongRenderer.Frames(score)) * sizeof(float);
        if (rest.Length != (levels.Length * sizeof(double)) + gains) return null;
        for (var i = 0; i < levels.Length; i++, rest = rest[sizeof(double)..]) levels[i] = BinaryPrimitives.ReadDoubleLittleEndian(rest) is var level && double.IsNaN(level) ? null : level;
        return new Mastering(tone, new MasterCurve(MemoryMarshal.Cast<byte, float>(rest).ToArray()), levels);
    }
}
