namespace MusicWeb.Engine.Codec;

/// <summary>Encodes one frame: chooses how the two channels are stored, predicts each and writes the rest as Rice codes.</summary>
internal sealed class FlacFrame
{
    private const int MaxOrder = 4;
    private const int MaxPartitionOrder = 6;
    private const int MaxParameter = 14;

    private readonly int _sampleRate;
    private readonly int _blockFrames;
    private readonly Channel _left;
    private readonly Channel _right;
    private readonly Channel _mid;
    private readonly Channel _side;
    private readonly long[] _sums = new long[1 << MaxPartitionOrder];
    private readonly int[] _parameters = new int[1 << MaxPartitionOrder];
    private readonly int[] _bestParameters = new int[1 << MaxPartitionOrder];

    /// <summary>An encoder for frames of at most the given length; its buffers are reused.</summary>
    public FlacFrame(int sampleRate, int blockFrames)
    {
        (_sampleRate, _blockFrames) = (sampleRate, blockFrames);
        _left = new Channel(blockFrames, 16);
        _right = new Channel(blockFrames, 16);
        _mid = new Channel(blockFrames, 16);
        _side = new Channel(blockFrames, 17);
    }

    /// <summary>Appends a frame, byte aligned.</summary>
    public void Write(FlacBitWriter bits, int number, ReadOnlySpan<short> interleaved)
    {
        var frames = interleaved.Length / 2;
        for (var i = 0; i < frames; i++)
        {
            int left = interleaved[i * 2], right = interleaved[i * 2 + 1];
            _left.Samples[i] = left;
            _right.Samples[i] = right;
            _mid.Samples[i] = (left + right) >> 1;
            _side.Samples[i] = left - right;
        }
        foreach (var channel in (ReadOnlySpan<Channel>)[_left, _right, _mid, _side]) channel.Predict(frames);

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

    private (uint Assignment, Channel First, Channel Second) ChooseChannels()
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

    private void WriteSubframe(FlacBitWriter bits, Channel channel, int frames)
    {
        if (channel.Constant)
        {
            bits.Write(0, 8);
            bits.WriteSigned(channel.Samples[0], channel.Bits);
            return;
        }
        var order = channel.Order;
        var residual = channel.Residual.AsSpan(0, frames);
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
            var parameter = _bestParameters[p];
            bits.Write((uint)parameter, 4);
            foreach (var value in residual[Math.Max(order, p * size)..((p + 1) * size)]) bits.WriteRice(value, parameter);
        }
    }

    private (int Order, long Bits) ChoosePartitions(ReadOnlySpan<int> residual, int order)
    {
        var highest = MaxPartitionOrder;
        while (highest > 0 && (residual.Length % (1 << highest) != 0 || residual.Length >> highest <= order)) highest--;
        var size = residual.Length >> highest;
        for (var p = 0; p < 1 << highest; p++)
        {
            long sum = 0;
            foreach (var value in residual[Math.Max(order, p * size)..((p + 1) * size)]) sum += (uint)((value << 1) ^ (value >> 31));
            _sums[p] = sum;
        }

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

    private static (int Parameter, long Bits) ChooseParameter(long sum, int count)
    {
        var parameter = 0;
        while (parameter < MaxParameter && (long)count << (parameter + 1) < sum) parameter++;
        var bits = Cost(parameter);
        if (parameter > 0 && Cost(parameter - 1) < bits) return (parameter - 1, Cost(parameter - 1));
        return (parameter, bits);

        long Cost(int k) => (long)count * (k + 1) + (sum >> k);
    }

    /// <summary>One way to see the sound (left, right, mid or side) with its best fixed prediction.</summary>
    private sealed class Channel(int capacity, int bits)
    {
        public int Bits => bits;

        public int[] Samples { get; } = new int[capacity];

        public int[] Residual { get; } = new int[capacity];

        public int Order { get; private set; }

        public bool Constant { get; private set; }

        /// <summary>Sum of the residual's magnitudes: a fair guess at its size.</summary>
        public double Cost { get; private set; }

        public void Predict(int frames)
        {
            Constant = !Samples.AsSpan(0, frames).ContainsAnyExcept(Samples[0]);
            if (Constant)
            {
                Cost = 0;
                return;
            }
            Order = ChooseOrder(frames, out var sum);
            Cost = frames * Math.Log2(1 + (double)sum / frames);
            Fill(frames);
        }

        private int ChooseOrder(int frames, out long least)
        {
            Span<long> sums = stackalloc long[MaxOrder + 1];
            sums.Clear();
            int d0 = 0, d1 = 0, d2 = 0, d3 = 0;
            for (var i = 0; i < frames; i++)
            {
                var e0 = Samples[i];
                var e1 = e0 - d0;
                var e2 = e1 - d1;
                var e3 = e2 - d2;
                var e4 = e3 - d3;
                (d0, d1, d2, d3) = (e0, e1, e2, e3);
                if (i < MaxOrder) continue;
                sums[0] += Math.Abs(e0);
                sums[1] += Math.Abs(e1);
                sums[2] += Math.Abs(e2);
                sums[3] += Math.Abs(e3);
                sums[4] += Math.Abs(e4);
            }
            var best = 0;
            if (frames > MaxOrder)
            {
                for (var order = 1; order <= MaxOrder; order++)
                {
                    if (sums[order] < sums[best]) best = order;
                }
            }
            least = sums[best];
            return best;
        }

        private void Fill(int frames)
        {
            var x = Samples;
            var r = Residual;
            switch (Order)
            {
                case 0: x.AsSpan(0, frames).CopyTo(r); break;
                case 1: for (var i = 1; i < frames; i++) r[i] = x[i] - x[i - 1]; break;
                case 2: for (var i = 2; i < frames; i++) r[i] = x[i] - 2 * x[i - 1] + x[i - 2]; break;
                case 3: for (var i = 3; i < frames; i++) r[i] = x[i] - 3 * x[i - 1] + 3 * x[i - 2] - x[i - 3]; break;
                default: for (var i = 4; i < frames; i++) r[i] = x[i] - 4 * x[i - 1] + 6 * x[i - 2] - 4 * x[i - 3] + x[i - 4]; break;
            }
        }
    }
}
