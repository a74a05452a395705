using System.Numerics;

namespace MusicWeb.Engine.Codec;

/// <summary>Takes bits, most significant first, from a buffer that holds something up to an end.</summary>
internal sealed class FlacBitReader(byte[] bytes, int start, int end)
{
    private long _bit = (long)start * 8;

    /// <summary>The byte the next bit is in.</summary>
    public int Position => (int)(_bit >> 3);

    /// <summary>The next bits as an unsigned number; at most 32.</summary>
    public uint Read(int count)
    {
        ulong value = 0;
        var needed = count + (int)(_bit & 7);
        var at = Position;
        if (at + (needed + 7) / 8 > end) throw new InvalidDataException("The FLAC file ends too early.");
        for (var taken = 0; taken < needed; taken += 8) value = (value << 8) | bytes[at++];
        var surplus = (8 - needed % 8) % 8;
        _bit += count;
        return (uint)((value >> surplus) & ((1UL << count) - 1));
    }

    /// <summary>The next bits in two's complement; at most 32.</summary>
    public int ReadSigned(int count) => count == 0 ? 0 : (int)(Read(count) << (32 - count)) >> (32 - count);

    /// <summary>The number of zeros before the next one, which is taken too.</summary>
    public int ReadUnary()
    {
        var zeros = 0;
        while (true)
        {
            var at = Position;
            if (at >= end) throw new InvalidDataException("The FLAC file ends too early.");
            var left = 8 - (int)(_bit & 7);
            var rest = (uint)bytes[at] & ((1u << left) - 1);
            if (rest == 0)
            {
                zeros += left;
                _bit += left;
                continue;
            }
            var leading = BitOperations.LeadingZeroCount(rest) - (32 - left);
            _bit += leading + 1;
            return zeros + leading;
        }
    }

    /// <summary>Skips to the next whole byte.</summary>
    public void Align() => _bit = (_bit + 7) & ~7L;
}
