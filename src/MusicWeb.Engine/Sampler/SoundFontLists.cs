using System.Buffers.Binary;
using System.Text;

namespace MusicWeb.Engine.Sampler;

/// <summary>Everything in a SoundFont 2 file but the samples: its presets with their zones resolved.</summary>
internal sealed class SoundFontLists
{
    private const int PresetBytes = 38;
    private const int InstrumentBytes = 22;
    private const int BagBytes = 4;
    private const int GeneratorBytes = 4;
    private const int SampleBytes = 46;

    private readonly Dictionary<(int Bank, int Program), IReadOnlyList<BankZone>> _presets = [];

    private SoundFontLists(string name, long samplesAt) => (Name, SamplesAt) = (name, samplesAt);

    public string Name { get; }

    /// <summary>Where the samples begin in the file, two bytes a frame.</summary>
    public long SamplesAt { get; }

    /// <summary>The zones of a preset; null where there is none.</summary>
    public IReadOnlyList<BankZone>? Find(int bank, int program) => _presets.GetValueOrDefault((bank, program));

    /// <summary>Reads the lists.</summary>
    /// <exception cref="InvalidDataException">Not such a file, or damaged; the message goes on from "it".</exception>
    public static SoundFontLists Read(Stream file, int maxBytes)
    {
        var chunks = new Dictionary<string, (long Position, long Bytes)>(StringComparer.Ordinal);
        var head = new byte[12];
        file.Position = 0;
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || Text(head.AsSpan(0, 4)) != "RIFF" || Text(head.AsSpan(8, 4)) != "sfbk") throw new InvalidDataException("it is not a SoundFont 2 file.");
        Walk(file, 12, file.Length, chunks, depth: 0);
        if (!chunks.TryGetValue("smpl", out var samples)) throw new InvalidDataException("it holds no samples.");
        var name = chunks.TryGetValue("INAM", out var named) ? Text(Load(file, chunks, "INAM", (int)Math.Min(named.Bytes, 256))) : "";
        var lists = new SoundFontLists(name.Length > 0 ? name : "sound bank", samples.Position);
        byte[] List(string chunk) => Load(file, chunks, chunk, maxBytes);
        var instruments = new Zones(List("inst"), InstrumentBytes, 20, List("ibag"), List("igen"));
        var presets = new Zones(List("phdr"), PresetBytes, 24, List("pbag"), List("pgen"));
        lists.Resolve(presets, instruments, List("shdr"), samples.Bytes / 2);
        return lists;
    }

    private static void Walk(Stream file, long from, long to, Dictionary<string, (long, long)> chunks, int depth)
    {
        var head = new byte[8];
        while (from + 8 <= to)
        {
            file.Position = from;
            file.ReadExactly(head);
            var (id, bytes) = (Text(head.AsSpan(0, 4)), (long)BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)));
            if (from + 8 + bytes > to) throw new InvalidDataException("it ends too early.");
            if (id is "LIST" && depth == 0 && bytes >= 4) Walk(file, from + 12, from + 8 + bytes, chunks, depth + 1);
            else chunks[id] = (from + 8, bytes);
            from += 8 + bytes + (bytes % 2);
        }
    }

    private static byte[] Load(Stream file, Dictionary<string, (long Position, long Bytes)> chunks, string chunk, int maxBytes)
    {
        if (!chunks.TryGetValue(chunk, out var place)) throw new InvalidDataException($"its list {chunk} is missing.");
        if (place.Bytes > maxBytes && chunk is not "INAM") throw new InvalidDataException($"its list {chunk} is too long.");
        var bytes = new byte[Math.Min(place.Bytes, maxBytes)];
        file.Position = place.Position;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }

    private void Resolve(Zones presets, Zones instruments, byte[] samples, long frames)
    {
        // The last entry of each list only says where the one before it ends.
        for (var preset = 0; preset < presets.Count; preset++)
        {
            var zones = new List<BankZone>();
            var shared = new Generators();
            foreach (var (outer, isFirst) in presets.Of(preset))
            {
                if (!outer.Has(Generator.Instrument))
                {
                    if (isFirst) shared = outer;
                    continue;
                }

                var around = shared.With(outer);
                var index = around[Generator.Instrument];
                if (index < 0 || index >= instruments.Count) continue;
                AddInstrument(zones, around, instruments, index, samples, frames);
            }

            var record = presets.Record(preset);
            var (program, bank) = (BinaryPrimitives.ReadUInt16LittleEndian(record[20..]), BinaryPrimitives.ReadUInt16LittleEndian(record[22..]));
            if (zones.Count > 0) _presets.TryAdd((bank, program), zones);
        }
    }

    private static void AddInstrument(List<BankZone> zones, Generators around, Zones instruments, int index, byte[] samples, long frames)
    {
        var shared = new Generators();
        foreach (var (inner, isFirst) in instruments.Of(index))
        {
            if (!inner.Has(Generator.Sample))
            {
                if (isFirst) shared = inner;
                continue;
            }

            var all = shared.With(inner);
            var at = all[Generator.Sample] * SampleBytes;
            if (at < 0 || at + (2 * SampleBytes) > samples.Length) continue;
            if (BankZone.Of(all, around, samples.AsSpan(at, SampleBytes), frames) is { } zone) zones.Add(zone);
        }
    }

    /// <summary>The zones of presets or of instruments.</summary>
    private sealed class Zones(byte[] records, int recordBytes, int bagAt, byte[] bags, byte[] generators)
    {
        public int Count { get; } = Math.Max(0, (records.Length / recordBytes) - 1);

        public ReadOnlySpan<byte> Record(int index) => records.AsSpan(index * recordBytes, recordBytes);

        public IEnumerable<(Generators Zone, bool IsFirst)> Of(int index)
        {
            var (first, end) = (Bag(index), Bag(index + 1));
            for (var bag = first; bag < end; bag++)
            {
                var zone = new Generators();
                var (from, to) = (GeneratorOf(bag), GeneratorOf(bag + 1));
                for (var i = from; i < to; i++)
                {
                    var generator = generators.AsSpan(i * GeneratorBytes, GeneratorBytes);
                    zone[(Generator)BinaryPrimitives.ReadUInt16LittleEndian(generator)] = BinaryPrimitives.ReadInt16LittleEndian(generator[2..]);
                }

                yield return (zone, bag == first);
            }
        }

        private int Bag(int index)
        {
            var bag = BinaryPrimitives.ReadUInt16LittleEndian(records.AsSpan((index * recordBytes) + bagAt));
            return (bag + 1) * BagBytes <= bags.Length ? bag : throw new InvalidDataException("its lists do not fit each other.");
        }

        private int GeneratorOf(int bag)
        {
            var generator = BinaryPrimitives.ReadUInt16LittleEndian(bags.AsSpan(bag * BagBytes));
            return generator * GeneratorBytes <= generators.Length ? generator : throw new InvalidDataException("its lists do not fit each other.");
        }
    }
}
