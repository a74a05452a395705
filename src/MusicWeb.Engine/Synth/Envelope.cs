using System.Runtime.CompilerServices;

namespace MusicWeb.Engine.Synth;

/// <summary>Times in seconds of an envelope, and the level it holds.</summary>
/// <param name="Attack">Rise from nothing.</param>
/// <param name="Decay">Time constant of the fall to the sustained level.</param>
/// <param name="Sustain">Level held until release, 0 to 1.</param>
/// <param name="Release">Until it is 60 dB down after release.</param>
internal readonly record struct EnvelopeTimes(float Attack, float Decay, float Sustain, float Release);

/// <summary>Attack, decay, sustain, release, frame by frame.</summary>
internal struct Envelope
{
    private readonly float _rise, _decay, _sustain, _fall;
    private int _untilRelease;
    private float _level;
    private bool _rising;

    /// <summary>An envelope at its start that is released after the given frames; each step stands for <paramref name="stride"/> frames.</summary>
    public Envelope(in EnvelopeTimes times, int releaseAfter, int stride = 1)
    {
        var rate = (float)StereoBuffer.SampleRate / stride;
        _rise = 1 / Math.Max(1, times.Attack * rate);
        _decay = 1 - MathF.Exp(-1 / Math.Max(1, times.Decay * rate));
        _sustain = times.Sustain;
        _fall = MathF.Exp(-6.9f / Math.Max(1, times.Release * rate));
        _untilRelease = releaseAfter / stride;
        _rising = true;
    }

    /// <summary>The next level, 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Next()
    {
        if (--_untilRelease < 0) return _level *= _fall;
        if (_rising)
        {
            _level += _rise;
            if (_level < 1) return _level;
            (_level, _rising) = (1, false);
            return 1;
        }
        return _level += (_sustain - _level) * _decay;
    }

    /// <summary>The next levels.</summary>
    public void Fill(Span<float> levels)
    {
        // A copy stays in registers.
        var envelope = this;
        foreach (ref var level in levels) level = envelope.Next();
        this = envelope;
    }
}
