using System.Numerics;

namespace MusicWeb.Engine.Synth;

/// <summary>Effects on a part, in place, from its first frame that counts. They sway and wander as if all of it were there.</summary>
internal static class PartEffects
{
    private const int Block = StereoBuffer.SampleRate / 2;

    /// <summary>Chorus: each side gains a copy of the sound whose delay wanders.</summary>
    /// <param name="buffer">The part.</param>
    /// <param name="depth">Level of the copy, 0 to 1.</param>
    /// <param name="hertz">Speed of the wandering.</param>
    /// <param name="milliseconds">Mean delay.</param>
    /// <param name="ct">Looked at twice per second of sound.</param>
    public static void Chorus(StereoBuffer buffer, float depth, float hertz, float milliseconds, CancellationToken ct)
    {
        const int Size = 2048;
        const int Stride = StereoBuffer.FirstStep;
        var (lineLeft, lineRight) = (new float[Size], new float[Size]);
        var mean = milliseconds * StereoBuffer.SampleRate / 1000;
        var swing = Math.Min(mean * 0.45f, 130);
        var step = Sine.Step(hertz) * Stride;
        uint phase = 0;
        var left = buffer.Left;
        var right = buffer.Right;
        var keep = 1 / MathF.Sqrt(1 + depth * depth);
        var (delayLeft, delayRight) = (mean, mean);
        for (var from = 0; from < left.Length; from += Stride)
        {
            if (from % Block < Stride) ct.ThrowIfCancellationRequested();
            phase += step;
            var slopeLeft = (mean + swing * Sine.At(phase) - delayLeft) / Stride;
            var slopeRight = (mean + swing * Sine.At(phase + 0x55555555) - delayRight) / Stride;
            var to = Math.Min(left.Length, from + Stride);
            if (to <= buffer.First)
            {
                // Step by step, because what rounding leaves is heard.
                for (var i = from; i < to; i++)
                {
                    delayLeft += slopeLeft;
                    delayRight += slopeRight;
                }

                continue;
            }

            for (var i = from; i < to; i++)
            {
                lineLeft[i & (Size - 1)] = left[i];
                lineRight[i & (Size - 1)] = right[i];
                delayLeft += slopeLeft;
                delayRight += slopeRight;
                left[i] = keep * (left[i] + depth * Tap(lineLeft, i, delayLeft));
                right[i] = keep * (right[i] + depth * Tap(lineRight, i, delayRight));
            }
        }
    }

    /// <summary>Echo that jumps from side to side, darker each time.</summary>
    /// <param name="buffer">The part.</param>
    /// <param name="seconds">Time to the first echo.</param>
    /// <param name="level">Level of the first echo.</param>
    /// <param name="feedback">What each echo keeps of the one before.</param>
    /// <param name="ct">Looked at twice per second of sound.</param>
    public static void PingPong(StereoBuffer buffer, double seconds, float level, float feedback, CancellationToken ct)
    {
        var size = Math.Max(1, (int)(seconds * StereoBuffer.SampleRate));
        var (lineLeft, lineRight) = (new float[size], new float[size]);
        var left = buffer.Left;
        var right = buffer.Right;
        float darkLeft = 0, darkRight = 0;
        var at = 0;
        for (var i = buffer.First; i < left.Length; i++)
        {
            if (i % Block == 0) ct.ThrowIfCancellationRequested();
            var (echoLeft, echoRight) = (lineLeft[at], lineRight[at]);
            darkLeft += 0.45f * (echoLeft - darkLeft);
            darkRight += 0.45f * (echoRight - darkRight);
            lineLeft[at] = 0.5f * (left[i] + right[i]) + feedback * darkRight;
            lineRight[at] = feedback * darkLeft + 1e-20f;
            left[i] += level * darkLeft;
            right[i] += level * darkRight;
            if (++at == size) at = 0;
        }
    }

    /// <summary>Loudness that sways, opposite on the two sides for a rotating feel.</summary>
    public static void Sway(StereoBuffer buffer, float hertz, float depth, bool opposite, CancellationToken ct)
    {
        var step = Sine.Step(hertz);
        var phase = (uint)buffer.First * step;
        var left = buffer.Left;
        var right = buffer.Right;
        for (var i = buffer.First; i < left.Length; i++)
        {
            if (i % Block == 0) ct.ThrowIfCancellationRequested();
            phase += step;
            var sway = depth * Sine.At(phase);
            left[i] *= 1 - depth + sway;
            right[i] *= 1 - depth + (opposite ? -sway : sway);
        }
    }

    /// <summary>A soft limit that adds warmth: straight for small values, never beyond 1.</summary>
    public static float Soften(float x)
    {
        x = Math.Clamp(x, -3f, 3f);
        var square = x * x;
        return x * (27 + square) / (27 + 9 * square);
    }

    /// <summary>Softens both channels after a gain, and takes the gain back.</summary>
    public static void Warm(StereoBuffer buffer, float gain, CancellationToken ct)
    {
        var left = buffer.Left;
        var right = buffer.Right;
        var back = 1 / MathF.Sqrt(gain);
        for (var from = buffer.First; from < left.Length; from += Block)
        {
            ct.ThrowIfCancellationRequested();
            var frames = Math.Min(Block, left.Length - from);
            Warm(left.Slice(from, frames), gain, back);
            Warm(right.Slice(from, frames), gain, back);
        }
    }

    private static void Warm(Span<float> side, float gain, float back)
    {
        var i = 0;
        for (; i <= side.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            // As in Soften.
            var x = Vector.Clamp(new Vector<float>(side[i..]) * gain, new Vector<float>(-3), new Vector<float>(3));
            var square = x * x;
            (back * (x * (new Vector<float>(27) + square) / (new Vector<float>(27) + 9 * square))).CopyTo(side[i..]);
        }
        for (; i < side.Length; i++) side[i] = back * Soften(side[i] * gain);
    }

    private static float Tap(float[] line, int now, float delay)
    {
        var whole = (int)delay;
        var part = delay - whole;
        var near = line[(now - whole) & (line.Length - 1)];
        var far = line[(now - whole - 1) & (line.Length - 1)];
        return near + part * (far - near);
    }
}
