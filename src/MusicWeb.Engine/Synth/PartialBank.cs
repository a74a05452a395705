using System.Runtime.Intrinsics;

namespace MusicWeb.Engine.Synth;

/// <summary>One ringing partial of a struck thing.</summary>
/// <param name="Hertz">Frequency.</param>
/// <param name="Level">Amplitude at the start.</param>
/// <param name="Seconds">Until it is 60 dB down.</param>
/// <param name="Turn">Phase at the start as part of a turn.</param>
internal readonly record struct Partial(float Hertz, float Level, float Seconds, float Turn = 0);

/// <summary>Adds decaying sines. Eight neighbouring frames turn together, and four partials at a time, so that none waits for itself.</summary>
internal static class PartialBank
{
    private const float Inaudible = 2e-5f;
    private const int BlockFrames = 2048;

    /// <summary>Adds a partial to a sound until it has died away.</summary>
    public static void Add(Span<float> sound, in Partial partial) => Add(sound, [partial], 0, 1);

    /// <summary>Adds every so many-th partial of a list, in order, each until it has died away.</summary>
    /// <param name="sound">What they are added to.</param>
    /// <param name="partials">The list.</param>
    /// <param name="first">The first that is wanted.</param>
    /// <param name="step">From one that is wanted to the next.</param>
    public static void Add(Span<float> sound, IReadOnlyList<Partial> partials, int first, int step)
    {
        Span<Ringing> ringing = stackalloc Ringing[(partials.Count + step - 1) / step];
        var count = 0;
        for (var i = first; i < partials.Count; i += step)
        {
            if (partials[i].Hertz is > 0 and <= 0.46f * StereoBuffer.SampleRate && partials[i].Level >= Inaudible) ringing[count++] = new Ringing(partials[i], sound.Length);
        }

        ringing = ringing[..count];
        for (var from = 0; from < sound.Length;)
        {
            var to = Math.Min(sound.Length, from + BlockFrames);
            count = 0;
            foreach (ref var partial in ringing)
            {
                if (partial.End <= from) continue;
                to = Math.Min(to, partial.End);
                ringing[count++] = partial;
            }

            if (count == 0) return;
            ringing = ringing[..count];
            Add(sound[from..to], ringing);
            from = to;
        }
    }

    private static void Add(Span<float> sound, Span<Ringing> ringing)
    {
        for (; ringing.Length >= 4; ringing = ringing[4..]) AddFour(sound, ref ringing[0], ref ringing[1], ref ringing[2], ref ringing[3]);
        foreach (ref var partial in ringing) AddOne(sound, ref partial);
    }

    private static void AddOne(Span<float> sound, ref Ringing partial)
    {
        var (re, im, turnRe, turnIm) = (partial.Re, partial.Im, partial.TurnRe, partial.TurnIm);
        for (var i = 0; i <= sound.Length - 8; i += 8)
        {
            var frames = sound.Slice(i, 8);
            (Vector256.Create((ReadOnlySpan<float>)frames) + im).CopyTo(frames);
            (re, im) = (re * turnRe - im * turnIm, re * turnIm + im * turnRe);
        }
        (partial.Re, partial.Im) = (re, im);
    }

    private static void AddFour(Span<float> sound, ref Ringing a, ref Ringing b, ref Ringing c, ref Ringing d)
    {
        var (re, im, turnRe, turnIm) = (a.Re, a.Im, a.TurnRe, a.TurnIm);
        var (reB, imB, turnReB, turnImB) = (b.Re, b.Im, b.TurnRe, b.TurnIm);
        var (reC, imC, turnReC, turnImC) = (c.Re, c.Im, c.TurnRe, c.TurnIm);
        var (reD, imD, turnReD, turnImD) = (d.Re, d.Im, d.TurnRe, d.TurnIm);
        for (var i = 0; i <= sound.Length - 8; i += 8)
        {
            var frames = sound.Slice(i, 8);
            // One after the other, as if each were added alone.
            (Vector256.Create((ReadOnlySpan<float>)frames) + im + imB + imC + imD).CopyTo(frames);
            (re, im) = (re * turnRe - im * turnIm, re * turnIm + im * turnRe);
            (reB, imB) = (reB * turnReB - imB * turnImB, reB * turnImB + imB * turnReB);
            (reC, imC) = (reC * turnReC - imC * turnImC, reC * turnImC + imC * turnReC);
            (reD, imD) = (reD * turnReD - imD * turnImD, reD * turnImD + imD * turnReD);
        }
        (a.Re, a.Im, b.Re, b.Im) = (re, im, reB, imB);
        (c.Re, c.Im, d.Re, d.Im) = (reC, imC, reD, imD);
    }

    /// <summary>Eight frames of a partial, and the turn to the next eight.</summary>
    private struct Ringing
    {
        public Vector256<float> Re, Im;
        public readonly Vector256<float> TurnRe, TurnIm;
        public readonly int End;

        public Ringing(in Partial partial, int frames)
        {
            var omega = 2 * Math.PI * partial.Hertz / StereoBuffer.SampleRate;
            var decay = Math.Exp(-6.9078 / (partial.Seconds * StereoBuffer.SampleRate));
            Span<float> firstRe = stackalloc float[8], firstIm = stackalloc float[8];
            for (var i = 0; i < 8; i++)
            {
                var level = partial.Level * Math.Pow(decay, i);
                firstRe[i] = (float)(level * Math.Cos(2 * Math.PI * partial.Turn + omega * i));
                firstIm[i] = (float)(level * Math.Sin(2 * Math.PI * partial.Turn + omega * i));
            }
            Re = Vector256.Create((ReadOnlySpan<float>)firstRe);
            Im = Vector256.Create((ReadOnlySpan<float>)firstIm);
            var eighth = Math.Pow(decay, 8);
            TurnRe = Vector256.Create((float)(eighth * Math.Cos(8 * omega)));
            TurnIm = Vector256.Create((float)(eighth * Math.Sin(8 * omega)));

            var alive = (long)(Math.Log(partial.Level / Inaudible) / -Math.Log(decay)) + 8;
            End = (int)Math.Min(frames, alive) & ~7;
        }
    }
}
