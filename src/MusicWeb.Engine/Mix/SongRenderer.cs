using System.Numerics;
using System.Runtime.InteropServices;
using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Sampler;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>
/// Turns a score into a mastered song. One part at a time goes through the same buffers, which the next song uses again; an
/// instance therefore renders one song at a time. The same score gives the same bytes.
/// </summary>
/// <param name="bank">Sampled instruments, for the songs that were made with this bank; null where there is none. It stays its owner's.</param>
public sealed class SongRenderer(SoundBank? bank = null)
{
    private const double MaxGainDb = 40;

    // What is cleared is still near when it is added to.
    private const int AddedFrames = StereoBuffer.SampleRate / 10;

    private readonly StereoBuffer _part = new();
    private readonly StereoBuffer _mix = new();
    private readonly Equaliser _equaliser = new();

    /// <summary>Renders a whole song; about 25 ms of CPU per second of song, 55 MB of memory per minute of it.</summary>
    /// <param name="score">The song; without any sounding note it becomes silence.</param>
    /// <param name="progress">Takes the share that is done, 0 to 1, ascending, a few times per part.</param>
    /// <param name="ct">Looked at several times per second of sound.</param>
    /// <exception cref="InvalidOperationException">The song was made with another sound bank: ask <see cref="CanRender"/> first.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RenderedSong Render(SongScore score, IProgress<double>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(score);
        var samples = new short[Frames(score) * 2];
        var master = Master(score, samples, progress, ct);
        Dither.Apply(_mix, master.Curve, (ulong)score.Seed, samples, ct);
        var pcm = new Pcm(StereoBuffer.SampleRate, samples);
        var song = new RenderedSong(pcm, WaveformPeaks.Of(pcm), LoudnessMeter.Measure(pcm, ct)) { Mastering = MasteringNote.Of(score, master) };
        progress?.Report(1);
        return song;
    }

    /// <summary>The score of a new song, marked with this renderer's bank where it is heard.</summary>
    public SongScore Marked(SongScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return bank?.Marked(score) ?? score with { Bank = null };
    }

    /// <summary>Whether a song can sound as it was made: without a bank always.</summary>
    public bool CanRender(SongScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return score.Sounding.All(stretch => stretch.Score.Bank is null || stretch.Score.Bank == bank?.Mark);
    }

    /// <summary>Lets go of the buffers, three quarters of the memory that a song takes; the next song brings its own.</summary>
    public void LetGo()
    {
        _part.LetGo();
        _mix.LetGo();
    }

    /// <summary>Takes the memory for a rendering of a length, and all shorter ones.</summary>
    internal void Reserve(int frames)
    {
        _part.Resize(frames);
        _mix.Resize(frames);
    }

    /// <summary>Mixes a song, which is what is left in <see cref="Mixed"/>, and finds what makes a master of it.</summary>
    /// <param name="score">The song.</param>
    /// <param name="scratch">Two for each frame; what they hold is lost.</param>
    /// <param name="progress">Takes the share of a whole rendering that is done.</param>
    /// <param name="ct">Cancels.</param>
    internal Mastering Master(SongScore score, short[] scratch, IProgress<double>? progress, CancellationToken ct)
    {
        var levels = new double?[Sounding(score).Length];
        Mix(score, _ => true, levels, scratch, first: 0, Frames(score), progress, ct);
        var profile = MixProfile.Of(score);
        var tone = Tone.For(_mix, profile.Brightness, profile.Reach);
        tone.Apply(_equaliser, _mix, isExact: true, ct);
        // The master counts like three parts.
        var weight = 1.0 / (levels.Length + 3);
        progress?.Report(1 - (2 * weight));
        var curve = new MasterCurve(_mix, ct);
        progress?.Report(1 - weight);
        return new Mastering(tone, curve, levels);
    }

    /// <summary>Mixes some parts of what is heard of a song and gives them the tone of the whole; multiplied by the curve of its master, such stems add up to it.</summary>
    internal void Stem(in HeardScore heard, Func<Part, bool> isWanted, Mastering master, short[] scratch, CancellationToken ct)
    {
        var (first, end) = heard.Rendered;
        Mix(heard.Score, isWanted, master.Levels, scratch, first, end, progress: null, ct);
        master.Tone.Apply(_equaliser, _mix, isExact: false, ct);
    }

    /// <summary>What was mixed last.</summary>
    internal StereoBuffer Mixed => _mix;

    /// <summary>Length of a song.</summary>
    internal static int Frames(SongScore score) => Math.Max(1, (int)Math.Round(score.DurationSeconds * StereoBuffer.SampleRate));

    private void Mix(SongScore score, Func<Part, bool> isWanted, double?[] levels, short[] scratch, int first, int end, IProgress<double>? progress, CancellationToken ct)
    {
        var profile = MixProfile.Of(score);
        _mix.Resize(end, first);
        // What the hall shall hear is needed until the mix is complete, the finished samples only afterwards: they share their memory.
        var send = MemoryMarshal.Cast<short, float>(scratch.AsSpan(0, (end - first) * 2));
        var parts = Sounding(score);
        var weight = 1.0 / (parts.Length + 3);
        var kicks = TimedParts.Kicks(score);
        var (isSent, isEmpty) = (false, true);
        for (var i = 0; i < parts.Length; i++)
        {
            if (isWanted(parts[i]) && RenderPart(score, i, parts, profile, kicks, ref levels[i], out var place, ct) is { } gain)
            {
                Add(place, gain, isEmpty, send, ct);
                (isSent, isEmpty) = (isSent || place.Send > 0, false);
            }
            progress?.Report(weight * (i + 1));
        }

        if (isEmpty) _mix.Reset(end, first);
        if (isSent) AddHall(profile, send, ct);
        Fade(_mix, Frames(score));
    }

    /// <summary>The parts that play at all.</summary>
    internal static Part[] Sounding(SongScore score) => [.. score.Parts.Where(part => part.Notes.Count > 0)];

    /// <summary>Renders a part and tells its gain, from its level, which is measured where it is not known; null for silence.</summary>
    private float? RenderPart(SongScore score, int index, Part[] parts, MixProfile profile, IReadOnlyList<int> kicks, ref double? level, out RoleMix place, CancellationToken ct)
    {
        var part = parts[index];
        _part.Reset(_mix.Frames, _mix.First);
        if (score.Voice is not null && VoiceProfile.Sings(part)) Singer.Sing(score, part, index, _part, ct);
        else PatchOf(score, part).Render(TimedParts.Of(score, part, index), _part, ct);

        var sameRole = parts.Count(other => other.Role == part.Role);
        place = profile.For(part.Role, parts.Take(index).Count(other => other.Role == part.Role), sameRole);
        Equalise(place, isExact: level is null, ct);
        if (profile.Duck > 0 && MixProfile.Ducks(part.Role)) SideChain.Apply(_part, kicks, profile.Duck, score.Bpm, ct);
        var lufs = level ??= PartLevel.Of(_part, ct);
        return double.IsNegativeInfinity(lufs) ? null : (float)Math.Pow(10, Math.Min(MaxGainDb, place.Lufs - lufs) / 20);
    }

    private Patch PatchOf(SongScore score, Part part)
    {
        if (score.Bank is { } mark && mark != bank?.Mark) throw new InvalidOperationException($"The song was made with the sound bank {mark.Name}, which is not here.");
        return (score.Bank is null ? null : bank!.PatchFor(part)) ?? PatchCatalog.Create(part.Patch, part.Role);
    }

    private void Equalise(in RoleMix place, bool isExact, CancellationToken ct)
    {
        Biquad[] filters = [.. place.LowCutHertz > 0 ? [Biquad.HighPass(place.LowCutHertz)] : (Biquad[])[], .. place.Presence > 0 ? [Biquad.HighShelf(3200, place.Presence)] : (Biquad[])[]];
        if (isExact) _equaliser.Sweep(filters, _part, ct);
        else _equaliser.SweepHalves(filters, _part, ct);
    }

    /// <summary>Adds the part to the mix and to what the hall hears; the first one overwrites what was there before.</summary>
    private void Add(in RoleMix place, float gain, bool isFirst, Span<float> send, CancellationToken ct)
    {
        var (gainLeft, gainRight) = (gain * Math.Min(1, 1 - place.Pan), gain * Math.Min(1, 1 + place.Pan));
        for (var from = _mix.First; from < _mix.Frames; from += AddedFrames)
        {
            ct.ThrowIfCancellationRequested();
            var frames = Math.Min(AddedFrames, _mix.Frames - from);
            var left = _part.Left.Slice(from, frames);
            var right = _part.Right.Slice(from, frames);
            var mixLeft = _mix.Left.Slice(from, frames);
            var mixRight = _mix.Right.Slice(from, frames);
            var sent = send.Slice(from - _mix.First, frames);
            if (isFirst)
            {
                mixLeft.Clear();
                mixRight.Clear();
                sent.Clear();
            }

            var i = 0;
            for (; i <= frames - Vector<float>.Count; i += Vector<float>.Count)
            {
                var (l, r) = (gainLeft * new Vector<float>(left[i..]), gainRight * new Vector<float>(right[i..]));
                (new Vector<float>(mixLeft[i..]) + l).CopyTo(mixLeft[i..]);
                (new Vector<float>(mixRight[i..]) + r).CopyTo(mixRight[i..]);
                (new Vector<float>(sent[i..]) + place.Send * (l + r)).CopyTo(sent[i..]);
            }

            for (; i < frames; i++)
            {
                var (l, r) = (gainLeft * left[i], gainRight * right[i]);
                mixLeft[i] += l;
                mixRight[i] += r;
                sent[i] += place.Send * (l + r);
            }
        }
    }

    private void AddHall(MixProfile profile, ReadOnlySpan<float> send, CancellationToken ct)
    {
        var hall = new Reverb(profile.HallSeconds, profile.HallDamping, preDelaySeconds: 0.02);
        for (var from = _mix.First; from < _mix.Frames; from += StereoBuffer.SampleRate)
        {
            ct.ThrowIfCancellationRequested();
            var frames = Math.Min(StereoBuffer.SampleRate, _mix.Frames - from);
            hall.Apply(send.Slice(from - _mix.First, frames), _mix.Left.Slice(from, frames), _mix.Right.Slice(from, frames));
        }
    }

    /// <summary>Whatever still rings at the end of the last bar dies away within half a second.</summary>
    private static void Fade(StereoBuffer mix, int songFrames)
    {
        var frames = Math.Min(songFrames, StereoBuffer.SampleRate / 2);
        for (var at = Math.Max(mix.First, songFrames - frames); at < mix.Frames; at++)
        {
            var gain = (float)(songFrames - 1 - at) / frames;
            mix.Left[at] *= gain * gain;
            mix.Right[at] *= gain * gain;
        }
    }
}
