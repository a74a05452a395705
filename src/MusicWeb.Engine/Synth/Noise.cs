namespace MusicWeb.Engine.Synth;

/// <summary>White noise and small random choices, the same for the same seed everywhere.</summary>
internal struct Noise
{
    private uint _state;

    /// <summary>Noise of a seed and a number within it.</summary>
    public Noise(ulong seed, int index)
    {
        // SplitMix64's finish spreads neighbouring seeds over the whole range.
        var z = seed + 0x9E3779B97F4A7C15UL * (ulong)(index + 1);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        _state = (uint)(z ^ (z >> 31)) | 1;
    }

    /// <summary>The next value, -1 to 1.</summary>
    public float Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)_state * (1f / 2147483648f);
    }

    /// <summary>Leaves out some values.</summary>
    public void Skip(int count)
    {
        for (; count > 0; count--) Next();
    }

    /// <summary>The next value, 0 to 1.</summary>
    public float NextUnit() => 0.5f + 0.5f * Next();
}
