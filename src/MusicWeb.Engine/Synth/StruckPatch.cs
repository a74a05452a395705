using System.Numerics;

namespace MusicWeb.Engine.Synth;

/// <summary>What makes one struck instrument differ from another.</summary>
internal sealed record StruckSettings
{
    /// <summary>The partials of a note at a frequency (hertz), a velocity (0 to 1) and a source of small differences.</summary>
    public required PartialsOf Partials { get; init; }

    /// <summary>Loudness over the partials' own decay.</summary>
    public required EnvelopeTimes Loudness { get; init; }

    /// <summary>Level of the hammer's knock.</summary>
    public float Knock { get; init; }

    /// <summary>How far low notes sit to the left and high ones to the right, 0 to 1.</summary>
    public float Spread { get; init; } = 0.35f;

    /// <summary>Speed of the sway in hertz, 0 for none.</summary>
    public float SwayHertz { get; init; }

    /// <summary>Depth of the sway, 0 to 0.5.</summary>
    public float SwayDepth { get; init; }

    /// <summary>Level of the chorus, 0 for none.</summary>
    public float Chorus { get; init; }

    /// <summary>Gain into a soft limit, 0 for none.</summary>
    public float Warmth { get; init; }

    /// <summary>Echo time in beats, 0 for none.</summary>
    public double EchoBeats { get; init; }

    /// <summary>Level of the first echo.</summary>
    public float EchoLevel { get; init; }
}

/// <summary>Adds the partials of a note to a list.</summary>
internal delegate void PartialsOf(float hertz, float velocity, ref Noise random, List<Partial> partials);

/// <summary>Instruments that are struck and ring: pianos, bells, vibraphone, glass.</summary>
internal sealed class StruckPatch(StruckSettings settings) : NotePatch(settings.Loudness.Release)
{
    private const int LevelFrames = 512;
    private readonly List<Partial> _partials = [];
    private float[] _odd = [];
    private float[] _even = [];

    /// <inheritdoc/>
    protected override void Play(in TimedNote note, Span<float> left, Span<float> right, ref Noise random)
    {
        var whole = (left.Length + 7) & ~7;
        if (_odd.Length < whole) (_odd, _even) = (new float[whole], new float[whole]);
        var odd = _odd.AsSpan(0, whole);
        var even = _even.AsSpan(0, whole);
        odd.Clear();
        even.Clear();
        _partials.Clear();
        settings.Partials(note.Hertz, note.Velocity, ref random, _partials);
        PartialBank.Add(odd, _partials, first: 0, step: 2);
        PartialBank.Add(even, _partials, first: 1, step: 2);
        if (settings.Knock > 0) AddKnock(odd, note, ref random);

        // Every other partial leans to the other side: a soundboard is wide.
        var side = settings.Spread * Math.Clamp((note.Pitch - 62) / 30f, -1, 1);
        var (gainLeft, gainRight) = (MathF.Sqrt(0.5f - 0.5f * side), MathF.Sqrt(0.5f + 0.5f * side));
        const float Near = 1.2f, Far = 0.75f;
        var loudness = new Envelope(settings.Loudness, note.Length);
        Span<float> levels = stackalloc float[LevelFrames];
        for (var from = 0; from < left.Length; from += LevelFrames)
        {
            var frames = Math.Min(LevelFrames, left.Length - from);
            loudness.Fill(levels[..frames]);
            Add(levels[..frames], gainLeft, Near, odd[from..], Far, even[from..], left[from..]);
            Add(levels[..frames], gainRight, Far, odd[from..], Near, even[from..], right[from..]);
        }
    }

    private static void Add(ReadOnlySpan<float> levels, float gain, float oddShare, ReadOnlySpan<float> odd, float evenShare, ReadOnlySpan<float> even, Span<float> side)
    {
        var i = 0;
        for (; i <= levels.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var heard = new Vector<float>(levels[i..]) * gain * (oddShare * new Vector<float>(odd[i..]) + evenShare * new Vector<float>(even[i..]));
            (new Vector<float>(side[i..]) + heard).CopyTo(side[i..]);
        }
        for (; i < levels.Length; i++) side[i] += levels[i] * gain * (oddShare * odd[i] + evenShare * even[i]);
    }

    /// <inheritdoc/>
    protected override void Finish(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        if (settings.Warmth > 0) PartEffects.Warm(target, settings.Warmth, ct);
        if (settings.SwayHertz > 0) PartEffects.Sway(target, settings.SwayHertz, settings.SwayDepth, opposite: true, ct);
        if (settings.Chorus > 0) PartEffects.Chorus(target, settings.Chorus, 0.45f, 11, ct);
        if (settings.EchoBeats > 0) PartEffects.PingPong(target, settings.EchoBeats * 60 / part.Bpm, settings.EchoLevel, 0.4f, ct);
    }

    private void AddKnock(Span<float> sound, in TimedNote note, ref Noise random)
    {
        var shape = new FilterShape(900 + 2600 * note.Velocity, 0.9f);
        StateFilter filter = default;
        var frames = Math.Min(sound.Length, StereoBuffer.SampleRate / 20);
        var level = settings.Knock * note.Velocity;
        for (var i = 0; i < frames; i++)
        {
            sound[i] += filter.Band(random.Next(), shape) * level;
            level *= 0.9965f;
        }
    }
}
