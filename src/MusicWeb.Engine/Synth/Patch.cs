namespace MusicWeb.Engine.Synth;

/// <summary>An instrument: turns the notes of a part into sound.</summary>
internal abstract class Patch
{
    /// <summary>Adds the part to a buffer of the song's length. Notes that are over before the buffer's first frame are passed over.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; looked at at least every 16 notes and every second of an effect.</exception>
    public abstract void Render(PartNotes part, StereoBuffer target, CancellationToken ct);
}

/// <summary>An instrument whose notes sound independently of each other.</summary>
/// <param name="releaseSeconds">How long a note may ring after its end.</param>
/// <param name="strumSeconds">How much later each further note of a chord starts; 0 for keys.</param>
internal abstract class NotePatch(float releaseSeconds, float strumSeconds = 0) : Patch
{
    /// <inheritdoc/>
    public sealed override void Render(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        var release = (int)(releaseSeconds * StereoBuffer.SampleRate);
        var (chordStart, strings) = (-1, 0);
        for (var i = 0; i < part.Notes.Count; i++)
        {
            if (i % 8 == 0) ct.ThrowIfCancellationRequested();
            var note = part.Notes[i];
            (chordStart, strings) = (note.Start, note.Start == chordStart ? strings + 1 : 0);
            note = note with { Start = note.Start + (int)(strings * strumSeconds * StereoBuffer.SampleRate) };
            var frames = Math.Min(note.Length + release, target.Frames - note.Start);
            if (frames <= 0 || note.Start + frames <= target.First) continue;
            var random = new Noise(part.Seed, i);
            Play(note, target.Left.Slice(note.Start, frames), target.Right.Slice(note.Start, frames), ref random);
        }
        Finish(part, target, ct);
    }

    /// <summary>Adds one note to the stretch of sound it may fill, release included.</summary>
    protected abstract void Play(in TimedNote note, Span<float> left, Span<float> right, ref Noise random);

    /// <summary>What happens to all notes together: echo, chorus, amplifier.</summary>
    protected virtual void Finish(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
    }
}
