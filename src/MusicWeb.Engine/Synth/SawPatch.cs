using System.Runtime.Intrinsics;

namespace MusicWeb.Engine.Synth;

/// <summary>What makes one subtractive synth differ from another.</summary>
internal sealed record SawSettings
{
    /// <summary>Spread of the eight saws in cents.</summary>
    public float Detune { get; init; } = 8;

    /// <summary>Octaves above (or below) the written pitch.</summary>
    public int Octave { get; init; }

    /// <summary>Filter frequency in hertz before the envelope, at middle C.</summary>
    public required float Cutoff { get; init; }

    /// <summary>How far the filter follows the pitch, 0 to 1.</summary>
    public float Tracking { get; init; } = 0.4f;

    /// <summary>Octaves that the filter's envelope adds at full velocity.</summary>
    public float Sweep { get; init; }

    /// <summary>Quality of the filter, 0.5 to 12.</summary>
    public float Quality { get; init; } = 0.8f;

    /// <summary>Loudness over time.</summary>
    public required EnvelopeTimes Loudness { get; init; }

    /// <summary>Filter over time.</summary>
    public EnvelopeTimes Filter { get; init; } = new(0.005f, 0.2f, 0, 0.3f);

    /// <summary>Level of a pure tone an octave below.</summary>
    public float Sub { get; init; }

    /// <summary>Vibrato in cents.</summary>
    public float Vibrato { get; init; }

    /// <summary>Width: 1 as rendered, 0 both sides equal.</summary>
    public float Width { get; init; } = 1;

    /// <summary>Level of the chorus, 0 for none.</summary>
    public float Chorus { get; init; }

    /// <summary>Echo time in beats, 0 for none.</summary>
    public double EchoBeats { get; init; }

    /// <summary>Level of the first echo.</summary>
    public float EchoLevel { get; init; }
}

/// <summary>Detuned saws through a moving low-pass: pads, strings, stabs, plucks, leads, basses.</summary>
internal sealed class SawPatch(SawSettings settings) : NotePatch(settings.Loudness.Release)
{
    private const int Stride = 16;

    /// <inheritdoc/>
    protected override void Play(in TimedNote note, Span<float> left, Span<float> right, ref Noise random)
    {
        var hertz = note.Hertz * MathF.Pow(2, settings.Octave);
        var saws = new UnisonSaw(hertz, settings.Detune, ref random);
        var loudness = new Envelope(settings.Loudness, note.Length);
        var filter = new Envelope(settings.Filter, note.Length, Stride);
        // As in StateFilter, for both sides at once.
        Vector256<float> ic1 = default, ic2 = default;
        var (subPhase, subStep) = (0u, Sine.Step(hertz / 2));
        var (wobble, wobbleStep) = (Sine.Turn(random.NextUnit()), Sine.Step(5.1) * Stride);
        var level = 0.25f * (0.35f + 0.65f * note.Velocity);
        var open = settings.Cutoff * MathF.Pow(hertz / 261.63f, settings.Tracking) * (0.7f + 0.3f * note.Velocity);
        var (direct, cross) = (Vector256.Create(0.5f + 0.5f * settings.Width), Vector256.Create(0.5f - 0.5f * settings.Width));

        for (var from = 0; from < left.Length; from += Stride)
        {
            var shape = new FilterShape(Math.Min(16000, open * MathF.Pow(2, settings.Sweep * filter.Next() * (0.4f + 0.6f * note.Velocity))), settings.Quality);
            if (settings.Vibrato > 0)
            {
                wobble += wobbleStep;
                var grown = Math.Min(1, from / (0.5f * StereoBuffer.SampleRate));
                saws.Tune(hertz * (1 + settings.Vibrato * grown * 0.00057762f * Sine.At(wobble)), settings.Detune);
            }
            var to = Math.Min(left.Length, from + Stride);
            var (a1, a2, a3) = (Vector256.Create(shape.A1), Vector256.Create(shape.A2), Vector256.Create(shape.A3));
            var volume = 0f;
            for (var i = from; i < to; i++)
            {
                var x = saws.NextSides() - ic2;
                var band = a1 * ic1 + a2 * x;
                var low = ic2 + a2 * ic1 + a3 * x;
                ic1 = 2 * band - ic1;
                ic2 = 2 * low - ic2;
                volume = level * loudness.Next();
                if (settings.Sub > 0)
                {
                    subPhase += subStep;
                    low += Vector256.Create(settings.Sub * Sine.At(subPhase));
                }
                var heard = volume * (direct * low + cross * Vector256.Create(low.GetUpper(), low.GetLower()));
                left[i] += heard[0];
                right[i] += heard[4];
            }
            if (from > note.Length && volume < 1e-5f) break;
        }
    }

    /// <inheritdoc/>
    protected override void Finish(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        if (settings.Chorus > 0) PartEffects.Chorus(target, settings.Chorus, 0.6f, 9, ct);
        if (settings.EchoBeats > 0) PartEffects.PingPong(target, settings.EchoBeats * 60 / part.Bpm, settings.EchoLevel, 0.42f, ct);
    }
}
