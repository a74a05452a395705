using System.Numerics;

namespace MusicWeb.Engine.Synth;

/// <summary>Adds sounds up, several frames at a time.</summary>
internal static class Adder
{
    /// <summary>Adds a sound, multiplied, to the beginning of one at least as long.</summary>
    public static void Add(ReadOnlySpan<float> sound, float gain, Span<float> target)
    {
        target = target[..sound.Length];
        var i = 0;
        for (; i <= sound.Length - Vector<float>.Count; i += Vector<float>.Count) (new Vector<float>(target[i..]) + gain * new Vector<float>(sound[i..])).CopyTo(target[i..]);
        for (; i < sound.Length; i++) target[i] += gain * sound[i];
    }
}
