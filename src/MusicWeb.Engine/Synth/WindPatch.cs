namespace MusicWeb.Engine.Synth;

/// <summary>What makes one blown or soft tone differ from another.</summary>
/// <param name="Harmonics">Levels of the tone and its overtones.</param>
/// <param name="Breath">Level of the breath.</param>
/// <param name="Loudness">Loudness over time.</param>
/// <param name="Vibrato">Vibrato in cents once it has grown.</param>
/// <param name="GlideSeconds">How long the pitch slides from the note before.</param>
/// <param name="EchoLevel">Level of the echo after three quarters of a beat.</param>
internal sealed record WindSettings(float[] Harmonics, float Breath, EnvelopeTimes Loudness, float Vibrato, float GlideSeconds, float EchoLevel);

/// <summary>A single line of pure harmonics with breath: flute, whistle-like leads, and deep sine basses.</summary>
internal sealed class WindPatch(WindSettings settings) : Patch
{
    private const int Stride = 32;

    /// <inheritdoc/>
    public override void Render(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        for (var i = 0; i < part.Notes.Count; i++)
        {
            if (i % 8 == 0) ct.ThrowIfCancellationRequested();
            var note = part.Notes[i];
            var gap = i > 0 ? note.Start - (part.Notes[i - 1].Start + part.Notes[i - 1].Length) : int.MaxValue;
            var from = gap < StereoBuffer.SampleRate / 12 ? part.Notes[i - 1].Hertz : note.Hertz;
            var frames = Math.Min(note.Length + (int)(settings.Loudness.Release * StereoBuffer.SampleRate), target.Frames - note.Start);
            if (frames > 0 && note.Start + frames > target.First) Blow(note, from, target.Left.Slice(note.Start, frames), new Noise(part.Seed, i));
        }
        target.Left[target.First..].CopyTo(target.Right[target.First..]);
        if (settings.EchoLevel <= 0) return;
        PartEffects.Chorus(target, 0.3f, 0.4f, 14, ct);
        PartEffects.PingPong(target, 45 / part.Bpm, settings.EchoLevel, 0.35f, ct);
    }

    private void Blow(in TimedNote note, float fromHertz, Span<float> sound, Noise random)
    {
        var envelope = new Envelope(settings.Loudness, note.Length);
        var level = 0.4f * (0.35f + 0.65f * note.Velocity);
        var hertz = fromHertz;
        var glide = 1 - MathF.Exp(-Stride / (Math.Max(0.002f, settings.GlideSeconds) * StereoBuffer.SampleRate));
        var (vibrato, vibratoStep) = (Sine.Turn(random.NextUnit()), Sine.Step(4.9 + 0.4 * random.Next()) * Stride);
        var air = new FilterShape(Math.Min(9000, note.Hertz * 3), 1.2f);
        StateFilter airState = default;
        var phase = 0u;
        var harmonics = settings.Harmonics;
        // Overtones that would pass half the sample rate stay silent.
        var count = (uint)Math.Clamp((int)(0.45f * StereoBuffer.SampleRate / note.Hertz), 1, harmonics.Length);

        for (var from = 0; from < sound.Length; from += Stride)
        {
            hertz += glide * (note.Hertz - hertz);
            vibrato += vibratoStep;
            var grown = Math.Clamp((float)from / StereoBuffer.SampleRate / 0.4f - 0.4f, 0, 1);
            var sway = grown * Sine.At(vibrato);
            var step = Sine.Step(hertz * (1 + 0.00057762f * settings.Vibrato * sway));
            var swell = level * (1 + 0.12f * sway * Math.Sign(settings.Vibrato));
            var to = Math.Min(sound.Length, from + Stride);
            for (var i = from; i < to; i++)
            {
                phase += step;
                var tone = harmonics[0] * Sine.At(phase);
                for (var h = 1u; h < count; h++) tone += harmonics[h] * Sine.At(phase * (h + 1));
                if (settings.Breath > 0) tone += settings.Breath * airState.Band(random.Next(), air);
                sound[i] += envelope.Next() * swell * tone;
            }
        }
    }
}
