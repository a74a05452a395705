using System.Numerics;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>A hall: four diffusers, then eight delay lines that feed each other. Linear and without movement, so stems keep adding up to the mix.</summary>
internal sealed class Reverb
{
    // Shorter than every line, so that within a block nothing that goes in comes out.
    private const int BlockFrames = 256;
    private const int Lines = 8;
    private static readonly int[] LineFrames = [1327, 1559, 1747, 1949, 2213, 2467, 2797, 3121];
    private static readonly int[] DiffuserFrames = [173, 251, 389, 613];

    private readonly float[] _block = new float[BlockFrames];
    private readonly float[] _ends = new float[BlockFrames * Lines];
    private readonly float[] _damped = new float[BlockFrames * Lines];
    private readonly float[] _low = new float[Lines];
    private readonly float[] _keep = new float[Lines];
    private readonly float _damping;
    private readonly DelayLine _early;
    private readonly DelayLine[] _diffusers = [.. DiffuserFrames.Select(frames => new DelayLine(frames))];
    private readonly DelayLine[] _lines = [.. LineFrames.Select(frames => new DelayLine(frames))];

    /// <summary>A hall of the given length.</summary>
    /// <param name="seconds">Until the sound is 60 dB down.</param>
    /// <param name="damping">Loss of highs, 0 (tiles) to 0.9 (curtains).</param>
    /// <param name="preDelaySeconds">Before the first reflection.</param>
    public Reverb(double seconds, float damping, double preDelaySeconds)
    {
        for (var i = 0; i < Lines; i++) _keep[i] = (float)Math.Exp(-6.9078 * LineFrames[i] / (seconds * StereoBuffer.SampleRate));
        _damping = 1 - damping;
        _early = new DelayLine(Math.Max(1, (int)(preDelaySeconds * StereoBuffer.SampleRate)));
    }

    /// <summary>Adds the hall's answer to a mono sound to both channels, going on from the last call.</summary>
    public void Apply(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        for (var from = 0; from < send.Length; from += BlockFrames)
        {
            var frames = Math.Min(BlockFrames, send.Length - from);
            var block = _block.AsSpan(0, frames);
            send.Slice(from, frames).CopyTo(block);
            _early.Delay(block);
            foreach (var diffuser in _diffusers) diffuser.Diffuse(block);
            Ring(frames, left.Slice(from, frames), right.Slice(from, frames));
        }
    }

    private void Ring(int frames, Span<float> left, Span<float> right)
    {
        for (var line = 0; line < Lines; line++) _lines[line].Read(End(line, frames));
        // The even lines are heard on the left, the odd ones on the right.
        Hear(End(0, frames), End(2, frames), End(4, frames), End(6, frames), left);
        Hear(End(1, frames), End(3, frames), End(5, frames), End(7, frames), right);
        Damp(frames);
        Feed(frames);
        for (var line = 0; line < Lines; line++) _lines[line].Write(End(line, frames));
    }

    private static void Hear(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, Span<float> side)
    {
        var i = 0;
        for (; i <= side.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var heard = new Vector<float>(a[i..]) - new Vector<float>(b[i..]) + new Vector<float>(c[i..]) - new Vector<float>(d[i..]);
            (new Vector<float>(side[i..]) + 0.35f * heard).CopyTo(side[i..]);
        }
        for (; i < side.Length; i++) side[i] += 0.35f * (a[i] - b[i] + c[i] - d[i]);
    }

    /// <summary>Takes highs away at the end of each line: eight filters that wait for themselves, but not for each other.</summary>
    private void Damp(int frames)
    {
        var (a, b, c, d) = (_low[0], _low[1], _low[2], _low[3]);
        var (e, f, g, h) = (_low[4], _low[5], _low[6], _low[7]);
        var damping = _damping;
        var (ends, damped) = (_ends, _damped);
        for (var i = 0; i < frames; i++)
        {
            damped[i] = a += damping * (ends[i] - a);
            damped[i + BlockFrames] = b += damping * (ends[i + BlockFrames] - b);
            damped[i + 2 * BlockFrames] = c += damping * (ends[i + 2 * BlockFrames] - c);
            damped[i + 3 * BlockFrames] = d += damping * (ends[i + 3 * BlockFrames] - d);
            damped[i + 4 * BlockFrames] = e += damping * (ends[i + 4 * BlockFrames] - e);
            damped[i + 5 * BlockFrames] = f += damping * (ends[i + 5 * BlockFrames] - f);
            damped[i + 6 * BlockFrames] = g += damping * (ends[i + 6 * BlockFrames] - g);
            damped[i + 7 * BlockFrames] = h += damping * (ends[i + 7 * BlockFrames] - h);
        }
        (_low[0], _low[1], _low[2], _low[3]) = (a, b, c, d);
        (_low[4], _low[5], _low[6], _low[7]) = (e, f, g, h);
    }

    /// <summary>Makes of what came out of the lines what goes into them. Each gives a quarter of the sum to every other one: nothing is lost and nothing stays where it was.</summary>
    private void Feed(int frames)
    {
        for (var i = 0; i < frames; i += Vector<float>.Count)
        {
            // Whole vectors, also at the end: the scratch is as long as a whole block.
            var quarter = 0.25f * ((Damped(0, i) + Damped(1, i) + (Damped(2, i) + Damped(3, i))) + (Damped(4, i) + Damped(5, i) + (Damped(6, i) + Damped(7, i))));
            var x = new Vector<float>(_block, i);
            for (var line = 0; line < Lines; line++) ((Damped(line, i) - quarter) * _keep[line] + x).CopyTo(_ends, line * BlockFrames + i);
        }
    }

    private Vector<float> Damped(int line, int frame) => new(_damped, line * BlockFrames + frame);

    private Span<float> End(int line, int frames) => _ends.AsSpan(line * BlockFrames, frames);

    /// <summary>A delay, worked on in blocks.</summary>
    private sealed class DelayLine(int frames)
    {
        private readonly float[] _line = new float[frames];
        private int _at;

        /// <summary>Exchanges what comes in for what came in before.</summary>
        public void Delay(Span<float> block)
        {
            while (block.Length > 0)
            {
                var line = Next(block.Length);
                var i = 0;
                for (; i <= line.Length - Vector<float>.Count; i += Vector<float>.Count)
                {
                    var fed = new Vector<float>(block[i..]) + new Vector<float>(1e-18f);
                    new Vector<float>(line[i..]).CopyTo(block[i..]);
                    fed.CopyTo(line[i..]);
                }
                for (; i < line.Length; i++) (line[i], block[i]) = (block[i] + 1e-18f, line[i]);
                block = block[line.Length..];
            }
        }

        /// <summary>Smears a sound over time without colouring it.</summary>
        public void Diffuse(Span<float> block)
        {
            while (block.Length > 0)
            {
                var line = Next(block.Length);
                var i = 0;
                for (; i <= line.Length - Vector<float>.Count; i += Vector<float>.Count)
                {
                    var delayed = new Vector<float>(line[i..]);
                    var fed = new Vector<float>(block[i..]) + 0.62f * delayed;
                    (delayed - 0.62f * fed).CopyTo(block[i..]);
                    fed.CopyTo(line[i..]);
                }

                for (; i < line.Length; i++)
                {
                    var delayed = line[i];
                    line[i] = block[i] + 0.62f * delayed;
                    block[i] = delayed - 0.62f * line[i];
                }
                block = block[line.Length..];
            }
        }

        /// <summary>Tells what comes out next.</summary>
        public void Read(Span<float> block)
        {
            var first = Math.Min(block.Length, _line.Length - _at);
            _line.AsSpan(_at, first).CopyTo(block);
            _line.AsSpan(0, block.Length - first).CopyTo(block[first..]);
        }

        /// <summary>Takes what goes in for what came out.</summary>
        public void Write(ReadOnlySpan<float> block)
        {
            while (block.Length > 0)
            {
                var line = Next(block.Length);
                block[..line.Length].CopyTo(line);
                block = block[line.Length..];
            }
        }

        /// <summary>The next stretch without a turn, at most so long.</summary>
        private Span<float> Next(int most)
        {
            var stretch = _line.AsSpan(_at, Math.Min(most, _line.Length - _at));
            _at = (_at + stretch.Length) % _line.Length;
            return stretch;
        }
    }
}
