using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sampler;

/// <summary>Plays one sample once: bent to its key, looped while it lasts, between the sides.</summary>
internal readonly struct BankVoice
{
    private const int Stride = 32;

    private readonly BankZone _zone;
    private readonly short[] _samples;
    private readonly double _step;

    /// <summary>A sample at a key.</summary>
    public BankVoice(BankZone zone, short[] samples, int key)
    {
        (_zone, _samples) = (zone, samples);
        _step = Math.Clamp(Math.Pow(2, (key - zone.RootKey) * zone.Scale / 12) * zone.SampleRate / StereoBuffer.SampleRate, 0.01, 64);
    }

    /// <summary>Adds it to both sides.</summary>
    public void Mix(in BankEnvelope envelope, float gain, Span<float> left, Span<float> right)
    {
        // Equal power, so that the two halves of a stereo sample are as loud as they were.
        var angle = (_zone.Pan + 1) * MathF.PI / 4;
        var (gainLeft, gainRight) = (gain * MathF.Cos(angle) / 32768, gain * MathF.Sin(angle) / 32768);
        var filter = new StateFilter();
        var shape = new FilterShape(_zone.CutoffHertz ?? 18000, 0.7f);
        var (at, level) = (0.0, envelope.At(0));
        for (var from = 0; from < left.Length; from += Stride)
        {
            var to = Math.Min(left.Length, from + Stride);
            var next = envelope.At(to);
            if (level <= 0 && next <= 0 && from > Stride && envelope.At(to + (StereoBuffer.SampleRate / 2)) <= 0) return;
            var slope = (next - level) / (to - from);
            for (var i = from; i < to; i++)
            {
                if (_zone.Loop is { } loop)
                {
                    while (at >= loop.End) at -= loop.End - loop.Start;
                }
                else if (at >= _samples.Length - 1)
                {
                    return;
                }

                var sample = Between((int)at, (float)(at - Math.Floor(at)));
                if (_zone.CutoffHertz is not null) sample = filter.Low(sample, shape);
                level += slope;
                left[i] += gainLeft * level * sample;
                right[i] += gainRight * level * sample;
                at += _step;
            }

            level = next;
        }
    }

    // A curve through four points.
    private float Between(int at, float part)
    {
        var (before, here, next, after) = (Sample(at - 1), Sample(at), Sample(at + 1), Sample(at + 2));
        var (c1, c2, c3) = (0.5f * (next - before), before - (2.5f * here) + (2 * next) - (0.5f * after), (0.5f * (after - before)) + (1.5f * (here - next)));
        return (((((c3 * part) + c2) * part) + c1) * part) + here;
    }

    private float Sample(int at)
    {
        if (_zone.Loop is { } loop && at >= loop.End) at -= loop.End - loop.Start;
        return at < 0 ? _samples[0] : at < _samples.Length ? _samples[at] : 0;
    }
}
