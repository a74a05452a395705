using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sampler;

/// <summary>An instrument of a sound bank. It holds at most <see cref="MaxHeldBytes"/> of samples while it plays, and reads others again when they are needed.</summary>
/// <param name="bank">The bank.</param>
/// <param name="zones">Its samples by key and velocity.</param>
/// <param name="isKit">Strokes sound to their end, whatever the length of their note.</param>
/// <param name="strumSeconds">How much later each further note of a chord starts; 0 for keys.</param>
internal sealed class SampledPatch(SoundBank bank, IReadOnlyList<BankZone> zones, bool isKit, float strumSeconds) : Patch
{
    private const int MaxHeldBytes = 12 << 20;
    private const float Loudness = 0.35f;
    private const float ShortestReleaseSeconds = 0.03f;
    private const float LongestReleaseSeconds = 2.5f;
    private const float ChokeSeconds = 0.02f;
    private const float KitSeconds = 6;

    private readonly Dictionary<BankZone, short[]> _held = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<BankZone> _order = new();
    private long _heldBytes;

    /// <inheritdoc/>
    public override void Render(PartNotes part, StereoBuffer target, CancellationToken ct)
    {
        var (chordStart, strings) = (-1, 0);
        for (var i = 0; i < part.Notes.Count; i++)
        {
            if (i % 8 == 0) ct.ThrowIfCancellationRequested();
            var note = part.Notes[i];
            (chordStart, strings) = (note.Start, note.Start == chordStart ? strings + 1 : 0);
            note = note with { Start = note.Start + (int)(strings * strumSeconds * StereoBuffer.SampleRate) };
            var velocity = Math.Clamp((int)MathF.Round(note.Velocity * 127), 1, 127);
            foreach (var zone in At(note.Pitch, velocity)) Play(zone, note, part.Notes, i, target);
        }
    }

    // A bank may have a gap between its layers: then whatever serves the key.
    private IEnumerable<BankZone> At(int key, int velocity)
    {
        var playing = zones.Where(zone => zone.Plays(key, velocity)).ToList();
        return playing.Count > 0 ? playing : zones.Where(zone => key >= zone.Keys.Low && key <= zone.Keys.High).Take(1);
    }

    private void Play(BankZone zone, TimedNote note, IReadOnlyList<TimedNote> notes, int index, StereoBuffer target)
    {
        var held = isKit ? KitSeconds : (float)note.Length / StereoBuffer.SampleRate;
        var release = Math.Clamp(zone.ReleaseSeconds, ShortestReleaseSeconds, LongestReleaseSeconds);
        if (zone.ExclusiveClass > 0 && Choke(zone, notes, index) is { } until)
        {
            (held, release) = (Math.Min(held, (float)(until - note.Start) / StereoBuffer.SampleRate), ChokeSeconds);
        }

        var frames = Math.Min((int)((held + release) * StereoBuffer.SampleRate), target.Frames - note.Start);
        if (frames <= 0 || note.Start + frames <= target.First) return;
        var gain = Loudness * zone.Gain * MathF.Pow(note.Velocity, 1.8f);
        var envelope = new BankEnvelope(zone, note.Pitch, held, release);
        var voice = new BankVoice(zone, Samples(zone), note.Pitch);
        voice.Mix(envelope, gain, target.Left.Slice(note.Start, frames), target.Right.Slice(note.Start, frames));
    }

    // Where the next stroke cuts this one: an open hat by a closed one.
    private int? Choke(BankZone zone, IReadOnlyList<TimedNote> notes, int index)
    {
        for (var i = index + 1; i < notes.Count && notes[i].Start - notes[index].Start < KitSeconds * StereoBuffer.SampleRate; i++)
        {
            if (notes[i].Start > notes[index].Start && zones.Any(other => other.ExclusiveClass == zone.ExclusiveClass && notes[i].Pitch >= other.Keys.Low && notes[i].Pitch <= other.Keys.High)) return notes[i].Start;
        }

        return null;
    }

    private short[] Samples(BankZone zone)
    {
        if (_held.TryGetValue(zone, out var samples)) return samples;
        samples = bank.Read(zone.Start, zone.Frames);
        while (_order.Count > 0 && _heldBytes + (samples.Length * 2L) > MaxHeldBytes)
        {
            var oldest = _order.Dequeue();
            _heldBytes -= _held[oldest].Length * 2L;
            _held.Remove(oldest);
        }

        _held[zone] = samples;
        _order.Enqueue(zone);
        _heldBytes += samples.Length * 2L;
        return samples;
    }
}
