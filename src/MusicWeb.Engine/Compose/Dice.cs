namespace MusicWeb.Engine.Compose;

/// <summary>
/// The composer's randomness: a splitmix64 generator and keyed noise of our own, so that a seed means the same song on every machine and
/// framework. A key names what is decided ("verse", motif 2), so one decision never shifts another.
/// </summary>
internal sealed class Dice(ulong state)
{
    private ulong state = state;

    /// <summary>A number below 1, from 0.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Unit(Mix(state));
    }

    /// <summary>A whole number below <paramref name="count"/>, from 0.</summary>
    public int Below(int count) => (int)(Next() * count);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>One of the choices.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A generator for one named decision.</summary>
    public static Dice For(ulong key, string name, int index = 0) => new(Key(key, name, index));

    /// <summary>A key for one named decision under another.</summary>
    public static ulong Key(ulong key, string name, int index = 0) => Mix(key ^ Mix(Hash(name) + ((ulong)(uint)index * 0xD1342543DE82EF95)));

    /// <summary>Always the same number below 1, from 0, for the same key and place.</summary>
    public static double Noise(ulong key, int a, int b = 0) =>
        Unit(Mix(key + ((ulong)(uint)a * 0x9E3779B97F4A7C15) + ((ulong)(uint)b * 0xC2B2AE3D27D4EB4F)));

    /// <summary>The FNV-1a hash of a text's UTF-16 units.</summary>
    public static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var unit in text) hash = (hash ^ unit) * 0x100000001B3;
        return hash;
    }

    /// <summary>Spreads the bits of a number.</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>
    /// Consecutive seeds land far apart (a golden-ratio sequence), so that the two takes of one request never share a choice by chance.
    /// </summary>
    public static double Spread(ulong key, long seed) => Unit(Mix(key) + ((ulong)seed * 0x9E3779B97F4A7C15));

    /// <summary>A choice that differs for consecutive seeds wherever there are at least two.</summary>
    public static int Turn(ulong key, long seed, int count) => (int)((Mix(key) + (ulong)seed) % (ulong)count);

    private static double Unit(ulong x) => (x >> 11) * (1.0 / (1UL << 53));
}
