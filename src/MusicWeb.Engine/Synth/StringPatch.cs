namespace MusicWeb.Engine.Synth;

/// <summary>What makes one plucked string differ from another.</summary>
internal sealed record StringSettings
{
    /// <summary>Seconds until an open low string is 60 dB down.</summary>
    public required float Ring { get; init; }

    /// <summary>Loss of highs each time round, 0 (steel) to 0.5 (nylon, finger).</summary>
    public required float Softness { get; init; }

    /// <summary>Brightness of the pluck, 0 to 1.</summary>
    public required float Attack { get; init; }

    /// <summary>Where it is plucked, as a part of its length.</summary>
    public float PluckAt { get; init; } = 0.13f;

    /// <summary>Octaves above or below the written pitch.</summary>
    public int Octave { get; init; }

    /// <summary>Two slightly different strings, one on each side.</summary>
    public bool Doubled { get; init; }

    /// <summary>Level of a pure tone at the pitch, the weight of a bass.</summary>
    public float Body { get; init; }

    /// <summary>Seconds between the strings of a chord.</summary>
    public float Strum { get; init; }

    /// <summary>Level of the chorus, 0 for none.</summary>
    public float Chorus { get; init; }

    /// <summary>Gain into the amplifier, 0 for none.</summary>
    public float Drive { get; init; }
}

/// <summary>Plucked strings (Karplus and Strong, with a tuned delay): guitars and basses.</summary>
internal sealed class StringPatch(StringSettings settings) : NotePatch(ReleaseSeconds, settings.Strum)
{
    private const float ReleaseSeconds = 0.22f;
    private readonly float[] _line = new float[4096];
    private float[] _note = [];

    /// <inheritdoc/>
    protected override void Play(in TimedNote note, Span<float> left, Span<float> right, ref Noise random)
    {
        var hertz = note.Hertz * MathF.Pow(2, settings.Octave);
        if (_note.Length < left.Length) _note = new float[left.Length];
        var sound = _note.AsSpan(0, left.Length);
        if (!settings.Doubled)
        {
            Pluck(note, hertz, sound, ref random);
            Adder.Add(sound, 1, left);
            Adder.Add(sound, 1, right);
            return;
        }
        Pluck(note, hertz * Tuning.Cents(-2.5), sound, ref random);
        Adder.Add(sound, 1, left);
        Pluck(note, hertz * Tuning.Cents(2.5), sound, ref random);
        var late = (int)((0.007f + 0.006f * random.NextUnit()) * StereoBuffer.SampleRate);
        if (late < sound.Length) Adder.Add(sound[..^late], 1, right[late..]);
    }

    /// <inheritdoc/>
    protected override void Finish(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        if (settings.Drive > 0) Amplifier.Play(target, settings.Drive, ct);
        if (settings.Chorus > 0) PartEffects.Chorus(target, settings.Chorus, 0.7f, 8, ct);
    }

    private void Pluck(in TimedNote note, float hertz, Span<float> sound, ref Noise random)
    {
        var softness = Math.Clamp(settings.Softness * (1.25f - 0.5f * note.Velocity), 0.02f, 0.5f);
        // The loop's low-pass delays by its softness; what is left of the period beyond whole frames goes to the all-pass.
        var period = StereoBuffer.SampleRate / hertz - softness;
        var whole = Math.Clamp((int)(period - 0.2f), 2, _line.Length - 1);
        var part = period - whole;
        var allPass = (1 - part) / (1 + part);
        Excite(whole, note.Velocity, ref random);

        var ring = settings.Ring * MathF.Pow(82f / Math.Max(60, hertz), 0.45f);
        var keep = MathF.Exp(-6.9f / (ring * hertz));
        var damped = MathF.Exp(-6.9f / (ReleaseSeconds * 0.8f * hertz));
        var (bodyPhase, bodyStep, body) = (0u, Sine.Step(hertz), settings.Body * note.Velocity);
        var bodyKeep = MathF.Exp(-2.2f / (ring * 0.5f * StereoBuffer.SampleRate));
        float low = 0, memoryIn = 0, memoryOut = 0;
        var at = 0;
        for (var i = 0; i < sound.Length; i++)
        {
            if (i == note.Length) (keep, bodyKeep) = (damped, MathF.Exp(-6.9f / (ReleaseSeconds * 0.8f * StereoBuffer.SampleRate)));
            var x = _line[at];
            var smooth = x + softness * (low - x);
            low = x;
            var tuned = allPass * (smooth - memoryOut) + memoryIn;
            (memoryIn, memoryOut) = (smooth, tuned);
            _line[at] = keep * tuned;
            if (++at == whole) at = 0;
            bodyPhase += bodyStep;
            body *= bodyKeep;
            sound[i] = x + body * Sine.At(bodyPhase);
        }
        var fade = Math.Min(400, sound.Length);
        for (var i = 0; i < fade; i++) sound[^(i + 1)] *= (float)i / fade;
    }

    /// <summary>Fills the string with a burst of noise, combed by the place of the pluck and as bright as the touch.</summary>
    private void Excite(int whole, float velocity, ref Noise random)
    {
        var line = _line.AsSpan(0, whole);
        var brightness = Math.Clamp(settings.Attack * (0.45f + 0.75f * velocity), 0.03f, 1);
        float smooth = 0, mean = 0;
        for (var i = 0; i < whole; i++)
        {
            smooth += brightness * (random.Next() - smooth);
            line[i] = smooth;
        }
        var comb = Math.Max(1, (int)(whole * settings.PluckAt));
        for (var i = whole - 1; i >= comb; i--) line[i] -= 0.85f * line[i - comb];
        foreach (var value in line) mean += value / whole;
        var energy = 1e-6f;
        foreach (ref var value in line)
        {
            value -= mean;
            energy += value * value / whole;
        }
        var gain = 0.22f * (0.3f + 0.7f * velocity) / MathF.Sqrt(energy);
        foreach (ref var value in line) value *= gain;
    }
}
