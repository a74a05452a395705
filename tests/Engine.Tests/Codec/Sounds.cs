using MusicWeb.Engine.Codec;

namespace Engine.Tests.Codec;

/// <summary>Sounds that are hard in different ways.</summary>
internal static class Sounds
{
    public static Pcm Tone(double seconds, double hertz = 440, double level = 0.5, double sideways = 0)
    {
        var samples = new short[(int)(seconds * 44100) * 2];
        for (var i = 0; i < samples.Length / 2; i++)
        {
            samples[i * 2] = (short)Math.Round(32767 * level * Math.Sin(2 * Math.PI * hertz * i / 44100));
            samples[i * 2 + 1] = (short)Math.Round(32767 * level * Math.Sin(2 * Math.PI * hertz * i / 44100 + sideways));
        }
        return new Pcm(44100, samples);
    }

    public static Pcm Noise(int frames, int seed, int amplitude = 65536)
    {
        var state = (uint)seed * 2654435761 + 1;
        var samples = new short[frames * 2];
        for (var i = 0; i < samples.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            samples[i] = (short)((int)(state % (uint)amplitude) - amplitude / 2);
        }
        return new Pcm(44100, samples);
    }

    public static Pcm Silence(int frames) => new(44100, new short[frames * 2]);

    /// <summary>Full scale, alternating each frame and opposite on the sides: the largest differences there are.</summary>
    public static Pcm Extremes(int frames)
    {
        var samples = new short[frames * 2];
        for (var i = 0; i < frames; i++) (samples[i * 2], samples[i * 2 + 1]) = i % 2 == 0 ? (short.MaxValue, short.MinValue) : (short.MinValue, short.MaxValue);
        return new Pcm(44100, samples);
    }
}
