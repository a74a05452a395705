using System.Runtime.Intrinsics;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>A hall: four diffusers, then eight delay lines that feed each other. Linear and without movement, so stems keep adding up to the mix.</summary>
internal sealed class Reverb
{
    private const int RingFrames = 4096;
    private const int BlockFrames = 256;
    private static readonly int[] LineFrames = [1327, 1559, 1747, 1949, 2213, 2467, 2797, 3121];
    private static readonly int[] DiffuserFrames = [173, 251, 389, 613];

    // What goes into a line lies where it will come out: the ends of all eight in one frame are side by side.
    private readonly float[] _ring = new float[RingFrames * 8];
    private readonly float[] _block = new float[BlockFrames];
    private readonly DelayLine _early;
    private readonly DelayLine[] _diffusers = [.. DiffuserFrames.Select(frames => new DelayLine(frames))];
    private readonly Vector256<float> _keep;
    private readonly Vector256<float> _damping;
    private Vector256<float> _low;
    private int _now;

    /// <summary>A hall of the given length.</summary>
    /// <param name="seconds">Until the sound is 60 dB down.</param>
    /// <param name="damping">Loss of highs, 0 (tiles) to 0.9 (curtains).</param>
    /// <param name="preDelaySeconds">Before the first reflection.</param>
    public Reverb(double seconds, float damping, double preDelaySeconds)
    {
        Span<float> keep = stackalloc float[8];
        for (var i = 0; i < 8; i++) keep[i] = (float)Math.Exp(-6.9078 * LineFrames[i] / (seconds * StereoBuffer.SampleRate));
        _keep = Vector256.Create((ReadOnlySpan<float>)keep);
        _damping = Vector256.Create(1 - damping);
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
            Ring(block, left.Slice(from, frames), right.Slice(from, frames));
        }
    }

    private void Ring(ReadOnlySpan<float> fed, Span<float> left, Span<float> right)
    {
        var ring = _ring.AsSpan();
        var (low, now, keep, damping) = (_low, _now, _keep, _damping);
        for (var i = 0; i < fed.Length; i++)
        {
            var lines = Vector256.Create((ReadOnlySpan<float>)ring.Slice((now & (RingFrames - 1)) * 8, 8));
            low += damping * (lines - low);
            // Each line gives a quarter of the sum to every other one: nothing is lost and nothing stays where it was.
            var mixed = low - Vector256.Create(0.25f * Vector256.Sum(low));
            var back = mixed * keep + Vector256.Create(fed[i]);
            ring[Place(now, 0)] = back[0];
            ring[Place(now, 1)] = back[1];
            ring[Place(now, 2)] = back[2];
            ring[Place(now, 3)] = back[3];
            ring[Place(now, 4)] = back[4];
            ring[Place(now, 5)] = back[5];
            ring[Place(now, 6)] = back[6];
            ring[Place(now, 7)] = back[7];
            now++;

            // The even lines are heard on the left, the odd ones on the right.
            var (near, far) = (lines.GetLower(), lines.GetUpper());
            var heard = 0.35f * (near - Vector128.Shuffle(near, Vector128.Create(2, 3, 2, 3)) + far - Vector128.Shuffle(far, Vector128.Create(2, 3, 2, 3)));
            left[i] += heard[0];
            right[i] += heard[1];
        }
        (_low, _now) = (low, now);
    }

    private static int Place(int now, int line) => ((now + LineFrames[line]) & (RingFrames - 1)) * 8 + line;

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
                for (var i = 0; i < line.Length; i++) (line[i], block[i]) = (block[i] + 1e-18f, line[i]);
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
                for (; i <= line.Length - Vector256<float>.Count; i += Vector256<float>.Count)
                {
                    var delayed = Vector256.Create((ReadOnlySpan<float>)line[i..]);
                    var fed = Vector256.Create((ReadOnlySpan<float>)block[i..]) + 0.62f * delayed;
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

        /// <summary>The next stretch without a turn, at most so long.</summary>
        private Span<float> Next(int most)
        {
            var stretch = _line.AsSpan(_at, Math.Min(most, _line.Length - _at));
            _at = (_at + stretch.Length) % _line.Length;
            return stretch;
        }
    }
}
