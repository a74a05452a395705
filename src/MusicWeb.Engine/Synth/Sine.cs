namespace MusicWeb.Engine.Synth;

/// <summary>Sine by table. The phase is an unsigned number that wraps by itself, so no rounding can leave the table.</summary>
internal static class Sine
{
    private const int Bits = 11;
    private const int Shift = 32 - Bits;
    private const float Fraction = 1f / (1u << Shift);
    private static readonly float[] Table = MakeTable();

    /// <summary>Sine of a phase where 2^32 is a whole turn.</summary>
    public static float At(uint phase)
    {
        var index = (int)(phase >> Shift);
        var low = Table[index];
        return low + (Table[index + 1] - low) * ((phase & ((1u << Shift) - 1)) * Fraction);
    }

    /// <summary>Phase step per frame of a frequency.</summary>
    public static uint Step(double hertz) => (uint)(long)(hertz / StereoBuffer.SampleRate * 4294967296.0);

    /// <summary>Phase of a part of a turn.</summary>
    public static uint Turn(double turns) => (uint)(long)((turns - Math.Floor(turns)) * 4294967295.0);

    private static float[] MakeTable()
    {
        var table = new float[(1 << Bits) + 1];
        for (var i = 0; i < table.Length; i++) table[i] = (float)Math.Sin(2 * Math.PI * i / (1 << Bits));
        return table;
    }
}
