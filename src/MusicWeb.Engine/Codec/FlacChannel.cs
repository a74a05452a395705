using System.Numerics;

namespace MusicWeb.Engine.Codec;

/// <summary>One way to see the sound of a frame (left, right, mid or side) with its best fixed prediction.</summary>
/// <param name="capacity">Most frames, at most 4096, so that the sums of a lane fit into 32 bits.</param>
/// <param name="bits">Of a sample, at most 17.</param>
internal sealed class FlacChannel(int capacity, int bits)
{
    private const int MaxOrder = 4;

    private readonly int[] _residual = new int[capacity];

    /// <summary>Bits of a sample.</summary>
    public int Bits => bits;

    /// <summary>To be filled before <see cref="Predict"/>.</summary>
    public int[] Samples { get; } = new int[capacity];

    /// <summary>How many samples before a sample predict it.</summary>
    public int Order { get; private set; }

    /// <summary>Whether all samples are the same.</summary>
    public bool Constant { get; private set; }

    /// <summary>Sum of the residual's magnitudes as bits: a fair guess at its size.</summary>
    public double Cost { get; private set; }

    /// <summary>Finds the best order for the first frames.</summary>
    public void Predict(int frames)
    {
        Constant = !Samples.AsSpan(0, frames).ContainsAnyExcept(Samples[0]);
        if (Constant)
        {
            Cost = 0;
            return;
        }
        Order = ChooseOrder(Samples.AsSpan(0, frames), out var sum);
        Cost = frames * Math.Log2(1 + (double)sum / frames);
    }

    /// <summary>What the prediction leaves; the first samples, as many as <see cref="Order"/>, are not part of it.</summary>
    public ReadOnlySpan<int> Residual(int frames)
    {
        var x = Samples.AsSpan(0, frames);
        var r = _residual.AsSpan(0, frames);
        if (Order == 0)
        {
            x.CopyTo(r);
            return r;
        }

        var i = Order;
        for (; i <= frames - Vector<int>.Count; i += Vector<int>.Count)
        {
            var (now, last) = (new Vector<int>(x[i..]), new Vector<int>(x[(i - 1)..]));
            var left = Order switch
            {
                1 => now - last,
                2 => now - (last << 1) + new Vector<int>(x[(i - 2)..]),
                3 => now - 3 * (last - new Vector<int>(x[(i - 2)..])) - new Vector<int>(x[(i - 3)..]),
                _ => now - ((last + new Vector<int>(x[(i - 3)..])) << 2) + 6 * new Vector<int>(x[(i - 2)..]) + new Vector<int>(x[(i - 4)..]),
            };
            left.CopyTo(r[i..]);
        }

        for (; i < frames; i++)
        {
            r[i] = Order switch
            {
                1 => x[i] - x[i - 1],
                2 => x[i] - 2 * x[i - 1] + x[i - 2],
                3 => x[i] - 3 * x[i - 1] + 3 * x[i - 2] - x[i - 3],
                _ => x[i] - 4 * x[i - 1] + 6 * x[i - 2] - 4 * x[i - 3] + x[i - 4],
            };
        }
        return r;
    }

    private static int ChooseOrder(ReadOnlySpan<int> x, out long least)
    {
        Span<long> sums = stackalloc long[MaxOrder + 1];
        sums.Clear();
        AddMagnitudes(x, sums);
        var best = 0;
        for (var order = 1; order <= MaxOrder; order++)
        {
            if (sums[order] < sums[best]) best = order;
        }
        least = sums[best];
        return best;
    }

    /// <summary>Adds up what each order leaves of the samples that all orders predict.</summary>
    private static void AddMagnitudes(ReadOnlySpan<int> x, Span<long> sums)
    {
        Vector<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        var i = MaxOrder;
        for (; i <= x.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var (a, b, c, d, e) = (new Vector<int>(x[i..]), new Vector<int>(x[(i - 1)..]), new Vector<int>(x[(i - 2)..]), new Vector<int>(x[(i - 3)..]), new Vector<int>(x[(i - 4)..]));
            // Differences of differences: each order is one step down.
            var (ab, bc, cd, de) = (a - b, b - c, c - d, d - e);
            var (ac, bd, ce) = (ab - bc, bc - cd, cd - de);
            var (ad, be) = (ac - bd, bd - ce);
            s0 += Vector.Abs(a);
            s1 += Vector.Abs(ab);
            s2 += Vector.Abs(ac);
            s3 += Vector.Abs(ad);
            s4 += Vector.Abs(ad - be);
        }

        for (var lane = 0; lane < Vector<int>.Count; lane++)
        {
            sums[0] += s0[lane];
            sums[1] += s1[lane];
            sums[2] += s2[lane];
            sums[3] += s3[lane];
            sums[4] += s4[lane];
        }

        for (; i < x.Length; i++)
        {
            var (first, second) = (x[i] - x[i - 1], x[i] - 2 * x[i - 1] + x[i - 2]);
            var third = x[i] - 3 * x[i - 1] + 3 * x[i - 2] - x[i - 3];
            sums[0] += Math.Abs(x[i]);
            sums[1] += Math.Abs(first);
            sums[2] += Math.Abs(second);
            sums[3] += Math.Abs(third);
            sums[4] += Math.Abs(x[i] - 4 * x[i - 1] + 6 * x[i - 2] - 4 * x[i - 3] + x[i - 4]);
        }
    }
}
