using System.Buffers.Binary;

namespace MusicWeb.Engine.Sampler;

/// <summary>A sample with the keys it serves and how it is played there.</summary>
internal sealed record BankZone
{
    // Eight seconds at the usual rate: no note of ours rings longer, and many samples must fit into memory at once.
    private const int MaxFrames = 8 * 48000;
    private const int LeastFrames = 32;

    public required (int Low, int High) Keys { get; init; }

    public required (int Low, int High) Velocities { get; init; }

    /// <summary>First frame in the bank.</summary>
    public required long Start { get; init; }

    public required int Frames { get; init; }

    /// <summary>Where the loop begins and ends, from the sample's start; null for a sample that is played once.</summary>
    public required (int Start, int End)? Loop { get; init; }

    public required int SampleRate { get; init; }

    /// <summary>The key at which the sample sounds as recorded, with fractions.</summary>
    public required double RootKey { get; init; }

    /// <summary>Semitones a key.</summary>
    public required double Scale { get; init; }

    /// <summary>Factor on its level.</summary>
    public required float Gain { get; init; }

    /// <summary>-1 (left) to 1 (right).</summary>
    public required float Pan { get; init; }

    public required float DelaySeconds { get; init; }

    public required float AttackSeconds { get; init; }

    public required float HoldSeconds { get; init; }

    /// <summary>Time in which it falls by 100 dB, at middle C.</summary>
    public required float DecaySeconds { get; init; }

    /// <summary>By how much the logarithm of it (base 2) changes a key below middle C.</summary>
    public required float DecayPerKey { get; init; }

    /// <summary>Decibels below the top at which it holds.</summary>
    public required float SustainDb { get; init; }

    /// <summary>Time in which it falls by 100 dB once the key is up.</summary>
    public required float ReleaseSeconds { get; init; }

    /// <summary>Low-pass in hertz; null for none.</summary>
    public required float? CutoffHertz { get; init; }

    /// <summary>A stroke of the same class cuts it; 0 for none.</summary>
    public required int ExclusiveClass { get; init; }

    public bool Plays(int key, int velocity) => key >= Keys.Low && key <= Keys.High && velocity >= Velocities.Low && velocity <= Velocities.High;

    /// <summary>Puts a zone of an instrument, the preset around it and the sample's own record together; null for one that cannot sound.</summary>
    /// <param name="inner">Of the instrument.</param>
    /// <param name="outer">Of the preset: added to it.</param>
    /// <param name="sample">The sample's record.</param>
    /// <param name="bankFrames">Frames in the bank.</param>
    public static BankZone? Of(Generators inner, Generators outer, ReadOnlySpan<byte> sample, long bankFrames)
    {
        int Sum(Generator generator) => inner[generator] + outer.Added(generator);
        long U32(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt32LittleEndian(at);
        var (start, end, loopStart, loopEnd) = (
            U32(sample[20..]) + inner[Generator.StartOffset] + (32768L * inner[Generator.StartCoarseOffset]),
            U32(sample[24..]) + inner[Generator.EndOffset] + (32768L * inner[Generator.EndCoarseOffset]),
            U32(sample[28..]) + inner[Generator.LoopStartOffset] + (32768L * inner[Generator.LoopStartCoarseOffset]),
            U32(sample[32..]) + inner[Generator.LoopEndOffset] + (32768L * inner[Generator.LoopEndCoarseOffset]));
        var rate = (int)Math.Min(U32(sample[36..]), 192000);
        // The high bit marks samples in the memory of a machine that nobody has.
        var isRom = (BinaryPrimitives.ReadUInt16LittleEndian(sample[44..]) & 0x8000) != 0;
        if (isRom || rate < 400 || start < 0 || end > bankFrames || end - start < LeastFrames) return null;
        var keys = Both(inner.Range(Generator.KeyRange), outer.Range(Generator.KeyRange));
        var velocities = Both(inner.Range(Generator.VelocityRange), outer.Range(Generator.VelocityRange));
        if (keys.Low > keys.High || velocities.Low > velocities.High) return null;
        var frames = (int)Math.Min(end - start, MaxFrames);
        var loops = inner[Generator.SampleModes] is 1 or 3 && loopStart >= start && loopEnd - loopStart >= 8 && loopEnd - start <= frames;
        var root = inner[Generator.RootKey] is >= 0 and <= 127 and var own ? own : sample[40] <= 127 ? sample[40] : 60;
        var cents = (100 * Sum(Generator.CoarseTune)) + Sum(Generator.FineTune) + (sbyte)sample[41];
        var cutoff = Sum(Generator.FilterCutoff);
        return new BankZone
        {
            Keys = keys,
            Velocities = velocities,
            Start = start,
            Frames = frames,
            Loop = loops ? ((int)(loopStart - start), (int)(loopEnd - start)) : null,
            SampleRate = rate,
            RootKey = root - (cents / 100.0),
            Scale = Math.Clamp(Sum(Generator.ScaleTuning), 0, 1200) / 100.0,
            // The machine the format was made for takes two fifths of what is written, and banks are made for its ear.
            Gain = (float)Math.Pow(10, -Math.Clamp(Sum(Generator.Attenuation), 0, 1440) * 0.4 / 200),
            Pan = Math.Clamp(Sum(Generator.Pan) / 500f, -1, 1),
            DelaySeconds = Seconds(Sum(Generator.Delay)),
            AttackSeconds = Seconds(Sum(Generator.Attack)),
            HoldSeconds = Seconds(Sum(Generator.Hold)),
            DecaySeconds = Seconds(Sum(Generator.Decay)),
            DecayPerKey = Sum(Generator.KeyToDecay) / 1200f,
            SustainDb = Math.Clamp(Sum(Generator.Sustain), 0, 1000) / 10f,
            ReleaseSeconds = Seconds(Sum(Generator.Release)),
            CutoffHertz = cutoff < 13500 ? (float)Math.Clamp(8.176 * Math.Pow(2, cutoff / 1200.0), 60, 18000) : null,
            ExclusiveClass = inner[Generator.ExclusiveClass],
        };
    }

    private static (int Low, int High) Both((int Low, int High) one, (int Low, int High) other) => (Math.Max(one.Low, other.Low), Math.Min(one.High, other.High));

    private static float Seconds(int timecents) => (float)Math.Pow(2, Math.Clamp(timecents, -12000, 6000) / 1200.0);
}
