using System.Runtime.Intrinsics;

namespace MusicWeb.Engine.Synth;

/// <summary>
/// A voice-like instrument for the melody: a glottis-like source through four formants, with glides, late vibrato and a soft
/// beginning for each syllable. It colours vowels; it does not sing words. Songs from before the guide vocal sound with it.
/// </summary>
internal sealed class VoicePatch(VoiceKind kind) : Patch
{
    private const int Stride = 32;
    private const float ReleaseSeconds = 0.13f;
    private static readonly EnvelopeTimes OpenTimes = new(0.035f, 0.35f, 0.82f, ReleaseSeconds);
    private static readonly EnvelopeTimes HumTimes = new(0.06f, 0.35f, 0.82f, ReleaseSeconds);

    /// <inheritdoc/>
    public override void Render(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        for (var i = 0; i < part.Notes.Count; i++)
        {
            if (i % 8 == 0) ct.ThrowIfCancellationRequested();
            var note = part.Notes[i];
            var gap = i > 0 ? note.Start - (part.Notes[i - 1].Start + part.Notes[i - 1].Length) : int.MaxValue;
            var from = gap < StereoBuffer.SampleRate / 8 ? part.Notes[i - 1].Hertz : note.Hertz * 0.96f;
            var frames = Math.Min(note.Length + (int)(ReleaseSeconds * StereoBuffer.SampleRate), target.Frames - note.Start);
            if (frames > 0 && note.Start + frames > target.First) Sing(note, from, target.Left.Slice(note.Start, frames), new Noise(part.Seed, i));
        }
        target.Left[target.First..].CopyTo(target.Right[target.First..]);
        PartEffects.Chorus(target, 0.45f, 0.35f, 17, ct);
        PartEffects.PingPong(target, 45 / part.Bpm, 0.14f, 0.3f, ct);
    }

    private void Sing(in TimedNote note, float fromHertz, Span<float> sound, Noise random)
    {
        var formants = new Formants(kind, note.Syllable.Vowel, note.Hertz);
        var state = default(FormantState);
        var envelope = new Envelope(note.Syllable.Onset == Onset.Hum ? HumTimes : OpenTimes, note.Length);
        var level = 0.5f * (0.4f + 0.6f * note.Velocity);
        var brightness = 0.22f + 0.2f * note.Velocity;
        var (phase, hertz) = (random.NextUnit() * 0.9f, fromHertz);
        var (vibrato, vibratoStep) = (Sine.Turn(random.NextUnit()), Sine.Step(5.2 + 0.5 * random.Next()) * Stride);
        var (drift, driftGoal) = (0f, 0f);
        var glide = 1 - MathF.Exp(-Stride / (0.022f * StereoBuffer.SampleRate));
        float tilt = 0, breathLow = 0;
        var consonant = note.Syllable.Onset == Onset.Breath ? 0.5f : 0;
        var hiss = new FilterShape(5200, 0.8f);
        StateFilter hissState = default;

        for (var from = 0; from < sound.Length; from += Stride)
        {
            var seconds = (float)from / StereoBuffer.SampleRate;
            hertz += glide * (note.Hertz - hertz);
            if (from % (Stride * 64) == 0) driftGoal = 7 * random.Next();
            drift += 0.03f * (driftGoal - drift);
            vibrato += vibratoStep;
            var depth = 26 * Math.Clamp((seconds - 0.18f) / 0.35f, 0, 1);
            var step = hertz * (1 + 0.00057762f * (drift + depth * Sine.At(vibrato))) / StereoBuffer.SampleRate;
            var inverse = 1 / step;
            var open = note.Syllable.Onset == Onset.Hum ? Math.Clamp(seconds / 0.07f, 0.25f, 1) : 1;
            var to = Math.Min(sound.Length, from + Stride);
            for (var i = from; i < to; i++)
            {
                phase += step;
                if (phase >= 1) phase -= 1;
                var after = Math.Max(0, 1 - phase * inverse);
                var before = Math.Max(0, 1 - (1 - phase) * inverse);
                var source = 2 * phase - 1 + after * after - before * before;
                tilt += brightness * open * (source - tilt);
                var noise = random.Next();
                breathLow += 0.4f * (noise - breathLow);
                var breath = (noise - breathLow) * (0.05f + 0.05f * (1 - phase));
                var voice = state.Next(tilt + breath, formants) + 0.12f * tilt;
                var value = envelope.Next() * level * voice;
                if (consonant > 1e-3f)
                {
                    consonant *= 0.99915f;
                    value += 0.16f * level * consonant * hissState.High(noise, hiss);
                }
                sound[i] += value;
            }
        }
    }

    /// <summary>Shapes of four formants side by side.</summary>
    private readonly struct Formants
    {
        public readonly Vector128<float> K, A1, A2, A3, Gain;

        public Formants(VoiceKind kind, Vowel vowel, float hertz)
        {
            var (frequencies, gains) = VoiceKinds.Of(kind, vowel);
            Span<float> k = stackalloc float[4], a1 = stackalloc float[4], a2 = stackalloc float[4], a3 = stackalloc float[4], gain = stackalloc float[4];
            ReadOnlySpan<float> qualities = [5, 8, 11, 12];
            for (var i = 0; i < 4; i++)
            {
                // Singers lift the first formant to the tone when the tone passes it.
                var f = i == 0 ? Math.Max(frequencies[0], hertz * 1.05f) : frequencies[i];
                var shape = new FilterShape(f, qualities[i]);
                (k[i], a1[i], a2[i], a3[i], gain[i]) = (shape.K, shape.A1, shape.A2, shape.A3, gains[i] * shape.K);
            }
            K = Vector128.Create((ReadOnlySpan<float>)k);
            A1 = Vector128.Create((ReadOnlySpan<float>)a1);
            A2 = Vector128.Create((ReadOnlySpan<float>)a2);
            A3 = Vector128.Create((ReadOnlySpan<float>)a3);
            Gain = Vector128.Create((ReadOnlySpan<float>)gain);
        }
    }

    /// <summary>The four filters' memory.</summary>
    private struct FormantState
    {
        private Vector128<float> _ic1, _ic2;

        public float Next(float x, in Formants shape)
        {
            var v3 = Vector128.Create(x) - _ic2;
            var band = shape.A1 * _ic1 + shape.A2 * v3;
            var low = _ic2 + shape.A2 * _ic1 + shape.A3 * v3;
            _ic1 = band + band - _ic1;
            _ic2 = low + low - _ic2;
            return Vector128.Sum(band * shape.Gain);
        }
    }
}

/// <summary>Whose throat a voice has.</summary>
internal enum VoiceKind
{
    /// <summary>Shorter: higher formants.</summary>
    Female,

    /// <summary>Longer: lower formants.</summary>
    Male,
}

/// <summary>Formants of the vowels.</summary>
internal static class VoiceKinds
{
    /// <summary>Frequencies in hertz and levels of the first four formants.</summary>
    public static (float[] Hertz, float[] Levels) Of(VoiceKind kind, Vowel vowel) => (kind, vowel) switch
    {
        (VoiceKind.Female, Vowel.Ah) => ([850, 1250, 2850, 3900], [1, 0.85f, 0.9f, 0.8f]),
        (VoiceKind.Female, Vowel.Eh) => ([600, 2000, 2900, 4000], [1, 0.65f, 0.9f, 0.8f]),
        (VoiceKind.Female, Vowel.Ee) => ([380, 2500, 3300, 4200], [1, 0.6f, 0.9f, 0.8f]),
        (VoiceKind.Female, Vowel.Oh) => ([540, 980, 2800, 3900], [1, 0.7f, 0.6f, 0.56f]),
        (VoiceKind.Female, _) => ([420, 880, 2700, 3800], [1, 0.55f, 0.525f, 0.48f]),
        (VoiceKind.Male, Vowel.Ah) => ([700, 1150, 2550, 3400], [1, 0.85f, 0.975f, 0.8f]),
        (VoiceKind.Male, Vowel.Eh) => ([520, 1780, 2500, 3400], [1, 0.65f, 0.975f, 0.8f]),
        (VoiceKind.Male, Vowel.Ee) => ([300, 2150, 2850, 3500], [1, 0.6f, 0.975f, 0.8f]),
        (VoiceKind.Male, Vowel.Oh) => ([450, 850, 2450, 3300], [1, 0.7f, 0.675f, 0.56f]),
        _ => ([340, 760, 2350, 3250], [1, 0.55f, 0.6f, 0.48f]),
    };
}
