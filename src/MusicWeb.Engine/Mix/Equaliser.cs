using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>Both channels of a stretch of sound.</summary>
internal readonly ref struct Sides(Span<float> left, Span<float> right)
{
    /// <summary>The left channel.</summary>
    public Span<float> Left { get; } = left;

    /// <summary>The right channel, as long.</summary>
    public Span<float> Right { get; } = right;

    /// <summary>Whether there is nothing in it.</summary>
    public bool AreSilent => !Left.ContainsAnyExcept(0) && !Right.ContainsAnyExcept(0);

    /// <summary>A stretch of a sound.</summary>
    public static Sides Of(StereoBuffer sound, int from, int frames) => new(sound.Left.Slice(from, frames), sound.Right.Slice(from, frames));

    /// <summary>The first frames.</summary>
    public Sides First(int frames) => new(Left[..frames], Right[..frames]);
}

/// <summary>Runs filters over a whole sound.</summary>
internal sealed class Equaliser
{
    private const int BlockFrames = StereoBuffer.SampleRate;

    // After so long the deepest filter in use has forgotten what was before, as far as a double can tell.
    private const int MemoryFrames = StereoBuffer.SampleRate / 2;

    // Beside a sound that is alone; filters leave it as it is.
    private readonly float[] _silence = new float[BlockFrames];
    private readonly float[] _silenceToo = new float[BlockFrames];
    private readonly float[] _left = new float[MemoryFrames];
    private readonly float[] _right = new float[MemoryFrames];

    /// <summary>Filters a sound in place.</summary>
    /// <param name="filters">Fresh filters.</param>
    /// <param name="sound">The sound.</param>
    /// <param name="ct">Looked at for every second of sound.</param>
    public void Sweep(ReadOnlySpan<Biquad> filters, StereoBuffer sound, CancellationToken ct)
    {
        var silence = new Sides(_silence, _silenceToo);
        for (var from = sound.First; from < sound.Frames; from += BlockFrames)
        {
            ct.ThrowIfCancellationRequested();
            var frames = Math.Min(BlockFrames, sound.Frames - from);
            Biquad.Apply(filters, Sides.Of(sound, from, frames), silence.First(frames));
        }
    }

    /// <summary>Filters both halves of a sound side by side, in half the time; the second half may differ from what <see cref="Sweep"/> makes of it in the last bit of a float.</summary>
    /// <param name="filters">Fresh filters.</param>
    /// <param name="sound">The sound.</param>
    /// <param name="ct">Looked at for every second of sound.</param>
    public void SweepHalves(ReadOnlySpan<Biquad> filters, StereoBuffer sound, CancellationToken ct)
    {
        var silence = new Sides(_silence, _silenceToo);
        var half = (sound.Frames - sound.First) / 2;
        var middle = sound.First + half;
        // The second half finds the filters as the first will leave them.
        var before = Math.Max(sound.First, middle - MemoryFrames);
        var memory = new Sides(_left, _right);
        sound.Left[before..middle].CopyTo(memory.Left);
        sound.Right[before..middle].CopyTo(memory.Right);
        Biquad.Apply(filters, silence.First(middle - before), memory.First(middle - before));
        for (var from = sound.First; from < middle; from += BlockFrames)
        {
            ct.ThrowIfCancellationRequested();
            var frames = Math.Min(BlockFrames, middle - from);
            Biquad.Apply(filters, Sides.Of(sound, from, frames), Sides.Of(sound, half + from, frames));
        }

        // Of an odd number of frames one is left. What still rings in the first half goes where nobody listens.
        Biquad.Apply(filters, memory.First(sound.Frames - middle - half), Sides.Of(sound, middle + half, sound.Frames - middle - half));
    }
}
