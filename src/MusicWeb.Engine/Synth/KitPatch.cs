namespace MusicWeb.Engine.Synth;

/// <summary>A drum kit: every stroke is made once in three variants and mixed in where it is played.</summary>
internal sealed class KitPatch(KitSettings settings) : Patch
{
    private const int Variants = 3;
    private const int ChokeFrames = 500;

    /// <inheritdoc/>
    public override void Render(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        var maker = new DrumMaker(settings);
        var strokes = new Dictionary<(int Key, int Variant), DrumSound>();
        for (var i = 0; i < part.Notes.Count; i++)
        {
            if (i % 16 == 0) ct.ThrowIfCancellationRequested();
            var note = part.Notes[i];
            var which = (note.Pitch, i % Variants);
            if (!strokes.TryGetValue(which, out var stroke))
            {
                stroke = maker.Make(note.Pitch, new Noise(part.Seed, note.Pitch * Variants + which.Item2));
                strokes.Add(which, stroke);
            }
            Mix(target, stroke, note, until: note.Pitch == 46 ? NextHat(part.Notes, i) : int.MaxValue);
        }
        if (settings.Crackle > 0) Crackle(part, target, ct);
        if (settings.Ceiling < 18000) Dull(target, ct);
        PartEffects.Warm(target, settings.Warmth, ct);
    }

    private static void Mix(StereoBuffer target, DrumSound stroke, in TimedNote note, int until)
    {
        var frames = Math.Min(stroke.Left.Length, target.Frames - note.Start);
        if (until - note.Start < frames) frames = Math.Max(0, until - note.Start + ChokeFrames);
        frames = Math.Min(frames, Math.Min(stroke.Left.Length, target.Frames - note.Start));
        if (frames <= 0 || note.Start + frames <= target.First) return;
        var gain = MathF.Pow(note.Velocity, 1.6f);
        var left = target.Left.Slice(note.Start, frames);
        var right = target.Right.Slice(note.Start, frames);
        var open = Math.Clamp(until - note.Start, 0, frames);
        Adder.Add(stroke.Left.AsSpan(0, open), gain, left);
        Adder.Add(stroke.Right.AsSpan(0, open), gain, right);
        for (var i = open; i < frames; i++)
        {
            // An open hat is choked by the next closed one.
            var beyond = note.Start + i - until;
            var here = beyond > 0 ? gain * Math.Max(0, 1 - (float)beyond / ChokeFrames) : gain;
            left[i] += here * stroke.Left[i];
            right[i] += here * stroke.Right[i];
        }
    }

    private static int NextHat(IReadOnlyList<TimedNote> notes, int from)
    {
        for (var i = from + 1; i < notes.Count; i++)
        {
            if (notes[i].Pitch is 42 or 44 or 46 && notes[i].Start > notes[from].Start) return notes[i].Start;
        }
        return int.MaxValue;
    }

    /// <summary>Dust on a record: rare clicks over a whisper of hiss.</summary>
    private void Crackle(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        var random = new Noise(part.Seed, 99_991);
        random.Skip(2 * target.First);
        var body = new FilterShape(2600, 1.4f);
        StateFilter leftState = default, rightState = default;
        var left = target.Left;
        var right = target.Right;
        for (var i = target.First; i < left.Length; i++)
        {
            if (i % StereoBuffer.SampleRate == 0) ct.ThrowIfCancellationRequested();
            var (a, b) = (random.Next(), random.Next());
            var clickLeft = a > 0.99985f ? 14 * b : 0;
            var clickRight = a < -0.99985f ? 14 * b : 0;
            left[i] += settings.Crackle * leftState.Band(clickLeft + 0.03f * a, body);
            right[i] += settings.Crackle * rightState.Band(clickRight + 0.03f * b, body);
        }
    }

    private void Dull(StereoBuffer target, CancellationToken ct)
    {
        var shape = new FilterShape(settings.Ceiling, 0.7f);
        StateFilter leftState = default, rightState = default;
        var left = target.Left;
        var right = target.Right;
        for (var i = target.First; i < left.Length; i++)
        {
            if (i % StereoBuffer.SampleRate == 0) ct.ThrowIfCancellationRequested();
            left[i] = leftState.Low(left[i], shape);
            right[i] = rightState.Low(right[i], shape);
        }
    }
}
