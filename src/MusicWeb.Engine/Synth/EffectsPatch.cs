namespace MusicWeb.Engine.Synth;

/// <summary>Transitions between sections: impact (36), riser (48), downlifter (60), each as long as its note.</summary>
internal sealed class EffectsPatch() : NotePatch(TailSeconds)
{
    private const float TailSeconds = 1.6f;

    /// <inheritdoc/>
    protected override void Play(in TimedNote note, Span<float> left, Span<float> right, ref Noise random)
    {
        if (note.Pitch < 42) Impact(note, left, right, ref random);
        else Sweep(note, left, right, rising: note.Pitch < 54, ref random);
    }

    private static void Impact(in TimedNote note, Span<float> left, Span<float> right, ref Noise random)
    {
        const float Rate = StereoBuffer.SampleRate;
        StateFilter leftState = default, rightState = default;
        var shape = default(FilterShape);
        var phase = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            var t = i / Rate;
            if (i % 32 == 0) shape = new FilterShape(300 + 9000 * MathF.Exp(-t / 0.28f), 0.7f);
            phase += (34 + 40 * MathF.Exp(-t / 0.09f)) / Rate;
            var boom = 0.7f * MathF.Exp(-t / 0.55f) * MathF.Sin((float)(2 * Math.PI * (phase - Math.Floor(phase)))) * Math.Min(1, i / 60f);
            var wash = 0.55f * MathF.Exp(-t / 0.5f);
            left[i] += note.Velocity * (boom + wash * leftState.Low(random.Next(), shape));
            right[i] += note.Velocity * (boom + wash * rightState.Low(random.Next(), shape));
        }
        Close(left, right);
    }

    private static void Sweep(in TimedNote note, Span<float> left, Span<float> right, bool rising, ref Noise random)
    {
        StateFilter leftState = default, rightState = default;
        var shape = default(FilterShape);
        var saws = new UnisonSaw(220, 14, ref random);
        StateFilter sawLeft = default, sawRight = default;
        var frames = Math.Min(left.Length, note.Length);
        for (var i = 0; i < frames; i++)
        {
            var part = (float)i / note.Length;
            var height = rising ? part : 1 - part;
            if (i % 32 == 0)
            {
                shape = new FilterShape(280 * MathF.Pow(32, height), 1.6f);
                saws.Tune(110 * MathF.Pow(4, height), 14);
            }
            var level = note.Velocity * height * height * (rising ? Math.Min(1, (frames - i) / 300f) : Math.Min(1, i / 300f));
            var (a, b) = saws.Next();
            left[i] += level * (0.8f * leftState.Band(random.Next(), shape) + 0.12f * sawLeft.Low(a, shape));
            right[i] += level * (0.8f * rightState.Band(random.Next(), shape) + 0.12f * sawRight.Low(b, shape));
        }
    }

    private static void Close(Span<float> left, Span<float> right)
    {
        var fade = Math.Min(left.Length, 4000);
        for (var i = 0; i < fade; i++)
        {
            left[^(i + 1)] *= (float)i / fade;
            right[^(i + 1)] *= (float)i / fade;
        }
    }
}
