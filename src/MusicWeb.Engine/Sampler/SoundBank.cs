using System.Security.Cryptography;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sampler;

/// <summary>
/// Sampled instruments in a file of the SoundFont 2 format. Only its lists are held in memory, a few megabytes at most; samples are
/// read when a part needs them. Several songs may be rendered with one bank at once.
/// </summary>
public sealed class SoundBank : IDisposable
{
    private const int MaxListBytes = 64 << 20;

    private readonly Lock _reading = new();
    private readonly Stream _file;
    private readonly SoundFontLists _lists;
    private readonly Lazy<SoundBankMark> _mark;

    private SoundBank(Stream file, SoundFontLists lists)
    {
        (_file, _lists) = (file, lists);
        _mark = new Lazy<SoundBankMark>(ReadMark);
    }

    /// <summary>Which bank it is. Asked for the first time, it reads the whole file: half a second for 150 MB.</summary>
    public SoundBankMark Mark => _mark.Value;

    /// <summary>Opens a bank, of which only the lists are read.</summary>
    /// <param name="file">Must seek; it belongs to the bank from now on, also when this fails.</param>
    /// <exception cref="InvalidDataException">Not a bank, damaged, or without an instrument this engine plays; the message says which.</exception>
    public static SoundBank Open(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var lists = SoundFontLists.Read(file, MaxListBytes);
            if (!SampledPatches.IsOneIn(lists)) throw new InvalidDataException("it has none of the instruments that are played.");
            return new SoundBank(file, lists);
        }
        catch (Exception fault)
        {
            file.Dispose();
            if (fault is EndOfStreamException) throw new InvalidDataException("it ends too early.", fault);
            throw;
        }
    }

    /// <summary>The score, marked with this bank when any of its parts is played from it; unmarked otherwise.</summary>
    public SongScore Marked(SongScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return score with { Bank = score.Parts.Any(part => !VoiceProfile.Sings(part) && PatchFor(part) is not null) ? Mark : null };
    }

    /// <summary>The instrument of a part; null where the bank has none that plays all of its notes, so that a synth must.</summary>
    internal Patch? PatchFor(Part part) => SampledPatches.Find(this, _lists, part);

    /// <summary>Reads a piece of a sample.</summary>
    internal short[] Read(long firstFrame, int frames)
    {
        var samples = new short[frames];
        lock (_reading)
        {
            _file.Position = _lists.SamplesAt + (firstFrame * 2);
            _file.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()));
        }

        if (!BitConverter.IsLittleEndian) System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(samples, samples);
        return samples;
    }

    private SoundBankMark ReadMark()
    {
        lock (_reading)
        {
            _file.Position = 0;
            return new SoundBankMark(_lists.Name, Convert.ToHexStringLower(SHA256.HashData(_file)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
