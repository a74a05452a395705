using System.Numerics;
using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>
/// The one gain curve that turns a mix into a master: gentle compression, loudness, and a limiter that sees peaks coming. It is a
/// curve and nothing else, so multiplying every stem by it makes stems that add up to the master.
/// </summary>
internal sealed class MasterCurve
{
    /// <summary>Loudness of every master.</summary>
    public const double TargetLufs = -14;

    /// <summary>Highest true peak; half a decibel under what is promised, because a lossy format adds some.</summary>
    public const double CeilingDb = -1.5;

    /// <summary>Frames that share one point of the curve; 70 of them are exactly 100 ms.</summary>
    public const int BlockFrames = 63;

    private const int BlocksPerStep = 70;
    private const int LookAhead = 4;
    private const int Rounds = 8;

    private readonly float[] _peaks;
    private readonly double[] _energies;
    private readonly double[] _steps;
    private readonly float[] _compressed;
    private readonly float[] _limited;
    private readonly float[] _smooth;

    /// <summary>Finds the curve of a mix.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; looked at ten times per second of sound.</exception>
    public MasterCurve(StereoBuffer mix, CancellationToken ct)
    {
        var blocks = BlocksOf(mix.Frames);
        _peaks = new float[blocks];
        _energies = new double[blocks];
        _steps = new double[blocks / BlocksPerStep];
        _compressed = new float[blocks];
        _limited = new float[blocks];
        _smooth = new float[blocks];
        Measure(mix, ct);
        Solve();
    }

    /// <summary>A curve that was found before.</summary>
    /// <param name="gains">As <see cref="Gains"/> gave them.</param>
    public MasterCurve(float[] gains)
    {
        (_peaks, _energies, _steps, _compressed, _limited) = ([], [], [], [], []);
        _smooth = gains;
    }

    /// <summary>How many points the curve of a sound has.</summary>
    public static int BlocksOf(int frames) => (frames + BlockFrames - 1) / BlockFrames;

    /// <summary>The points that decide over some frames of a sound; the end may be after that of the curve.</summary>
    public static (int First, int End) BlocksOf(int firstFrame, int endFrame) => (Math.Max(0, (firstFrame / BlockFrames) - 1), (endFrame / BlockFrames) + 2);

    /// <summary>Gain at the middle of a block; between two middles it moves in a straight line.</summary>
    public ReadOnlySpan<float> Gains => _smooth;

    /// <summary>Multiplies a stretch of a sound of the mix's length by the curve.</summary>
    /// <param name="at">Its first frame.</param>
    /// <param name="left">Its left channel.</param>
    /// <param name="right">Its right channel, as long.</param>
    public void Apply(int at, Span<float> left, Span<float> right)
    {
        const int Half = BlockFrames / 2;
        // A segment runs from the middle of one block to the middle of the next.
        for (var segment = (at - Half + BlockFrames) / BlockFrames - 1; segment * BlockFrames + Half < at + left.Length; segment++)
        {
            var from = segment * BlockFrames + Half;
            var (gain, next) = (_smooth[Math.Max(0, segment)], _smooth[Math.Min(_smooth.Length - 1, segment + 1)]);
            var slope = (next - gain) / BlockFrames;
            var i = Math.Max(0, from - at);
            var end = Math.Min(left.Length, from + BlockFrames - at);
            for (; i <= end - Vector<float>.Count; i += Vector<float>.Count)
            {
                var here = new Vector<float>(gain) + slope * (Vector<float>.Indices + new Vector<float>(at + i - from));
                (new Vector<float>(left[i..]) * here).CopyTo(left[i..]);
                (new Vector<float>(right[i..]) * here).CopyTo(right[i..]);
            }

            for (; i < end; i++)
            {
                var here = gain + slope * (at + i - from);
                left[i] *= here;
                right[i] *= here;
            }
        }
    }

    private void Measure(StereoBuffer mix, CancellationToken ct)
    {
        var weighting = new KWeighting(StereoBuffer.SampleRate);
        var left = mix.Left;
        var right = mix.Right;
        for (var block = 0; block < _peaks.Length; block++)
        {
            if (block % BlocksPerStep == 0) ct.ThrowIfCancellationRequested();
            var from = block * BlockFrames;
            var to = Math.Min(mix.Frames, from + BlockFrames);
            _peaks[block] = Math.Max(TruePeak.Of(left, from, to), TruePeak.Of(right, from, to));
            var sum = 0.0;
            for (var i = from; i < to; i++) sum += weighting.Energy(left[i], right[i]);
            _energies[block] = sum / BlockFrames;
        }
    }

    private void Solve()
    {
        var lufs = Loudness(gains: null);
        if (double.IsNegativeInfinity(lufs))
        {
            Array.Fill(_smooth, 1);
            return;
        }
        Compress(lufs);
        var gain = TargetLufs - lufs;
        // The limiter takes loudness away, so the gain is raised until both agree.
        for (var round = 0; round < Rounds; round++)
        {
            Limit((float)Math.Pow(10, gain / 20));
            var error = TargetLufs - Loudness(_smooth);
            if (Math.Abs(error) < 0.01) break;
            gain += error;
        }
    }

    /// <summary>Takes a third of what is louder than the song's mean, slowly.</summary>
    private void Compress(double lufs)
    {
        var threshold = Math.Pow(10, (lufs + 1.5 + 0.691) / 10);
        var energy = 0.0;
        for (var i = 0; i < _energies.Length; i++)
        {
            energy += (_energies[i] - energy) * (_energies[i] > energy ? 0.06 : 0.008);
            _compressed[i] = energy <= threshold ? 1 : (float)Math.Pow(energy / threshold, -0.5 / 3);
        }
    }

    private void Limit(float gain)
    {
        var ceiling = (float)Math.Pow(10, CeilingDb / 20);
        var needed = _limited;
        for (var i = 0; i < needed.Length; i++) needed[i] = Math.Min(gain * _compressed[i], ceiling / Math.Max(1e-9f, _peaks[i]));

        // The least gain within the window, released over about 80 ms, then averaged over a window one block narrower on each
        // side: the average can never be above what a block needs, and the straight lines between blocks neither.
        var release = 0.018f;
        var held = float.MaxValue;
        for (var i = 0; i < needed.Length; i++)
        {
            var least = float.MaxValue;
            for (var j = Math.Max(0, i - LookAhead - 1); j <= Math.Min(needed.Length - 1, i + LookAhead + 1); j++) least = Math.Min(least, needed[j]);
            held = least <= held ? least : held + release * (least - held);
            _smooth[i] = held;
        }
        var before = _limited;
        _smooth.CopyTo(before, 0);
        for (var i = 0; i < before.Length; i++)
        {
            var sum = 0f;
            for (var j = i - LookAhead; j <= i + LookAhead; j++) sum += before[Math.Clamp(j, 0, before.Length - 1)];
            _smooth[i] = sum / (2 * LookAhead + 1);
        }
    }

    private double Loudness(float[]? gains)
    {
        for (var step = 0; step < _steps.Length; step++)
        {
            var sum = 0.0;
            for (var i = step * BlocksPerStep; i < (step + 1) * BlocksPerStep; i++) sum += gains is null ? _energies[i] : _energies[i] * gains[i] * gains[i];
            _steps[step] = sum / BlocksPerStep;
        }
        return LoudnessGate.Integrate(_steps);
    }
}
