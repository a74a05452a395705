using System.Numerics;
using System.Runtime.InteropServices;

namespace MusicWeb.Engine.Codec;

/// <summary>Encodes one frame: chooses how the two channels are stored, predicts each and writes the rest as Rice codes.</summary>
internal sealed class FlacFrame
{
    private const int MaxPartitionOrder = 6;
    private const int MaxParameter = 14;

    private readonly int _sampleRate;
    private readonly int _blockFrames;
    private readonly FlacChannel _left;
    private readonly FlacChannel _right;
    private readonly FlacChannel _mid;
    private readonly FlacChannel _side;
    private readonly long[] _sums = new long[1 << MaxPartitionOrder];
    private readonly int[] _parameters = new int[1 << MaxPartitionOrder];
    private readonly int[] _bestParameters = new int[1 << MaxPartitionOrder];

    /// <summary>An encoder for frames of at most the given length; its buffers are reused.</summary>
    public FlacFrame(int sampleRate, int blockFrames)
    {
        (_sampleRate, _blockFrames) = (sampleRate, blockFrames);
        _left = new FlacChannel(blockFrames, 16);
        _right = new FlacChannel(blockFrames, 16);
        _mid = new FlacChannel(blockFrames, 16);
        _side = new FlacChannel(blockFrames, 17);
    }

    /// <summary>Appends a frame, byte aligned.</summary>
    public void Write(FlacBitWriter bits, int number, ReadOnlySpan<short> interleaved)
    {
        var frames = interleaved.Length / 2;
        Separate(interleaved);
        foreach (var channel in (ReadOnlySpan<FlacChannel>)[_left, _right, _mid, _side]) channel.Predict(frames);

        var (assignment, first, second) = ChooseChannels();
        var start = bits.Length;
        WriteHeader(bits, number, frames, assignment);
        bits.Align();
        bits.Write(FlacChecksum.Crc8(bits.From(start)), 8);
        WriteSubframe(bits, first, frames);
        WriteSubframe(bits, second, frames);
        bits.Align();
        bits.Write(FlacChecksum.Crc16(bits.From(start)), 16);
        bits.Align();
    }

    private void Separate(ReadOnlySpan<short> interleaved)
    {
        var pairs = MemoryMarshal.Cast<short, int>(interleaved);
        var (lefts, rights, mids, sides) = (_left.Samples, _right.Samples, _mid.Samples, _side.Samples);
        var i = 0;
        for (; i <= pairs.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var pair = new Vector<int>(pairs[i..]);
            // The left sample is the lower half of a pair.
            var (left, right) = ((pair << 16) >> 16, pair >> 16);
            left.CopyTo(lefts, i);
            right.CopyTo(rights, i);
            ((left + right) >> 1).CopyTo(mids, i);
            (left - right).CopyTo(sides, i);
        }

        for (; i < pairs.Length; i++)
        {
            int left = interleaved[i * 2], right = interleaved[i * 2 + 1];
            (lefts[i], rights[i], mids[i], sides[i]) = (left, right, (left + right) >> 1, left - right);
        }
    }

    private (uint Assignment, FlacChannel First, FlacChannel Second) ChooseChannels()
    {
        var plain = _left.Cost + _right.Cost;
        var leftSide = _left.Cost + _side.Cost;
        var rightSide = _side.Cost + _right.Cost;
        var midSide = _mid.Cost + _side.Cost;
        var least = Math.Min(Math.Min(plain, leftSide), Math.Min(rightSide, midSide));
        if (least == plain) return (1, _left, _right);
        if (least == midSide) return (10, _mid, _side);
        return least == leftSide ? (8u, _left, _side) : (9u, _side, _right);
    }

    private void WriteHeader(FlacBitWriter bits, int number, int frames, uint assignment)
    {
        var full = frames == _blockFrames && frames == 4096;
        bits.Write(0xFFF8, 16);
        bits.Write(full ? 12u : 7u, 4);
        bits.Write(_sampleRate switch { 44100 => 9u, 48000 => 10u, _ => 0u }, 4);
        bits.Write(assignment, 4);
        bits.Write(4, 3);
        bits.Write(0, 1);
        WriteNumber(bits, (uint)number);
        if (!full) bits.Write((uint)(frames - 1), 16);
    }

    /// <summary>The frame's number, coded like a UTF-8 character.</summary>
    private static void WriteNumber(FlacBitWriter bits, uint number)
    {
        if (number < 0x80)
        {
            bits.Write(number, 8);
            return;
        }
        var extra = number < 0x800 ? 1 : number < 0x10000 ? 2 : number < 0x200000 ? 3 : number < 0x4000000 ? 4 : 5;
        var lead = (0xFFu << (7 - extra)) & 0xFF;
        bits.Write((lead & ~(1u << (6 - extra))) | (number >> (6 * extra)), 8);
        for (var i = extra - 1; i >= 0; i--) bits.Write(0x80 | ((number >> (6 * i)) & 0x3F), 8);
    }

    private void WriteSubframe(FlacBitWriter bits, FlacChannel channel, int frames)
    {
        if (channel.Constant)
        {
            bits.Write(0, 8);
            bits.WriteSigned(channel.Samples[0], channel.Bits);
            return;
        }
        var order = channel.Order;
        var residual = channel.Residual(frames);
        var (partitionOrder, cost) = ChoosePartitions(residual, order);
        if (cost >= (long)channel.Bits * (frames - order))
        {
            // Nothing predicts this noise: its samples as they are take less.
            bits.Write(1 << 1, 8);
            for (var i = 0; i < frames; i++) bits.WriteSigned(channel.Samples[i], channel.Bits);
            return;
        }
        bits.Write((uint)(8 | order) << 1, 8);
        for (var i = 0; i < order; i++) bits.WriteSigned(channel.Samples[i], channel.Bits);
        WriteResidual(bits, residual, order, partitionOrder);
    }

    private void WriteResidual(FlacBitWriter bits, ReadOnlySpan<int> residual, int order, int partitionOrder)
    {
        bits.Write(0, 2);
        bits.Write((uint)partitionOrder, 4);
        var size = residual.Length >> partitionOrder;
        for (var p = 0; p < 1 << partitionOrder; p++)
        {
            bits.Write((uint)_bestParameters[p], 4);
            bits.WriteRice(residual[Math.Max(order, p * size)..((p + 1) * size)], _bestParameters[p]);
        }
    }

    private (int Order, long Bits) ChoosePartitions(ReadOnlySpan<int> residual, int order)
    {
        var highest = MaxPartitionOrder;
        while (highest > 0 && (residual.Length % (1 << highest) != 0 || residual.Length >> highest <= order)) highest--;
        var size = residual.Length >> highest;
        for (var p = 0; p < 1 << highest; p++) _sums[p] = SumFolded(residual[Math.Max(order, p * size)..((p + 1) * size)]);

        var (best, bestBits) = (0, long.MaxValue);
        for (var candidate = highest; ; candidate--)
        {
            var total = 0L;
            for (var p = 0; p < 1 << candidate; p++)
            {
                var count = (residual.Length >> candidate) - (p == 0 ? order : 0);
                (_parameters[p], var cost) = ChooseParameter(_sums[p], count);
                total += cost + 4;
            }
            if (total < bestBits)
            {
                (best, bestBits) = (candidate, total);
                _parameters.AsSpan(0, 1 << candidate).CopyTo(_bestParameters);
            }
            if (candidate == 0) return (best, bestBits);
            for (var p = 0; p < 1 << (candidate - 1); p++) _sums[p] = _sums[p * 2] + _sums[p * 2 + 1];
        }
    }

    /// <summary>Sum of what Rice codes store: magnitudes doubled, signs below. A frame's fits into 32 bits for each of at least four lanes.</summary>
    private static long SumFolded(ReadOnlySpan<int> residual)
    {
        var lanes = Vector<uint>.Zero;
        var i = 0;
        for (; i <= residual.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var value = new Vector<int>(residual[i..]);
            lanes += Vector.AsVectorUInt32((value << 1) ^ (value >> 31));
        }

        long sum = 0;
        for (var lane = 0; lane < Vector<uint>.Count; lane++) sum += lanes[lane];
        for (; i < residual.Length; i++) sum += FlacBitWriter.Fold(residual[i]);
        return sum;
    }

    private static (int Parameter, long Bits) ChooseParameter(long sum, int count)
    {
        var parameter = 0;
        while (parameter < MaxParameter && (long)count << (parameter + 1) < sum) parameter++;
        var bits = Cost(parameter);
        if (parameter > 0 && Cost(parameter - 1) < bits) return (parameter - 1, Cost(parameter - 1));
        return (parameter, bits);

        long Cost(int k) => (long)count * (k + 1) + (sum >> k);
    }
}
