namespace MusicWeb.Engine.Sampler;

/// <summary>The parameters of a zone that are heeded, by their numbers in the SoundFont 2 format.</summary>
internal enum Generator
{
    StartOffset = 0,
    EndOffset = 1,
    LoopStartOffset = 2,
    LoopEndOffset = 3,
    StartCoarseOffset = 4,
    FilterCutoff = 8,
    FilterQ = 9,
    EndCoarseOffset = 12,
    Pan = 17,
    Delay = 33,
    Attack = 34,
    Hold = 35,
    Decay = 36,
    Sustain = 37,
    Release = 38,
    KeyToDecay = 40,
    Instrument = 41,
    KeyRange = 43,
    VelocityRange = 44,
    LoopStartCoarseOffset = 45,
    FixedKey = 46,
    FixedVelocity = 47,
    Attenuation = 48,
    LoopEndCoarseOffset = 50,
    CoarseTune = 51,
    FineTune = 52,
    Sample = 53,
    SampleModes = 54,
    ScaleTuning = 56,
    ExclusiveClass = 57,
    RootKey = 58,
}

/// <summary>The parameters that a zone sets.</summary>
internal sealed class Generators
{
    private readonly Dictionary<Generator, int> _values = [];

    /// <summary>The value; where the zone sets none, the format's usual one.</summary>
    public int this[Generator generator]
    {
        get => _values.TryGetValue(generator, out var value) ? value : Usual(generator);
        set => _values[generator] = value;
    }

    public bool Has(Generator generator) => _values.ContainsKey(generator);

    /// <summary>What is set, or nothing: presets add to their instruments.</summary>
    public int Added(Generator generator) => _values.GetValueOrDefault(generator);

    /// <summary>These, with those of a closer zone in their place.</summary>
    public Generators With(Generators closer)
    {
        var both = new Generators();
        foreach (var (generator, value) in _values) both[generator] = value;
        foreach (var (generator, value) in closer._values) both[generator] = value;
        return both;
    }

    /// <summary>Whether a key or velocity lies in a range; without a range all do.</summary>
    public (int Low, int High) Range(Generator generator) =>
        _values.TryGetValue(generator, out var range) ? (range & 0x7F, (range >> 8) & 0x7F) : (0, 127);

    private static int Usual(Generator generator) => generator switch
    {
        Generator.FilterCutoff => 13500,
        Generator.Delay or Generator.Attack or Generator.Hold or Generator.Decay or Generator.Release => -12000,
        Generator.FixedKey or Generator.FixedVelocity or Generator.RootKey or Generator.Instrument or Generator.Sample => -1,
        Generator.ScaleTuning => 100,
        _ => 0,
    };
}
