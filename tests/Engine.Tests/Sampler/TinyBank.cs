using System.Text;

namespace Engine.Tests.Sampler;

/// <summary>A SoundFont 2 file made by hand: a looped tone as piano and bass, its two sides as strings, clicks as a drum kit.</summary>
internal static class TinyBank
{
    public const int Rate = 22050;

    /// <summary>A whole number of waves, so that the loop has no seam; 245 Hz lies between B3 (59) and B flat.</summary>
    public const int Wave = 90;

    private const int ToneFrames = Wave * 40;
    private const int ClickFrames = 4000;
    private const int Guard = 46;

    public static byte[] Make()
    {
        var samples = new List<short>();
        for (var i = 0; i < ToneFrames; i++) samples.Add((short)(12000 * (Math.Sin(2 * Math.PI * i / Wave) + (0.4 * Math.Sin(4 * Math.PI * i / Wave)))));
        samples.AddRange(new short[Guard]);
        var clickStart = samples.Count;
        for (var i = 0; i < ClickFrames; i++) samples.Add((short)(15000 * Math.Exp(-i / 500.0) * (((i * 7919) % 101 / 50.0) - 1)));
        samples.AddRange(new short[Guard]);

        var font = new Lists();
        // Instruments: the tone over all keys, twice for both sides, a kit of one click a key.
        font.Instrument("tone", [(54, 1), (58, 59), (38, -3600), (53, 0)]);
        font.Instrument("sides", [(17, -500), (54, 1), (58, 59), (38, -2400), (53, 0)], [(17, 500), (54, 1), (58, 59), (38, -2400), (53, 0)]);
        font.Instrument("kit", [(43, Range(35, 40)), (58, 60), (53, 1)], [(43, Range(42, 46)), (57, 1), (58, 60), (53, 1)], [(43, Range(41, 41)), (58, 60), (53, 1)], [(43, Range(47, 81)), (58, 60), (53, 1)]);
        font.Preset("Piano", 0, 0, 0);
        font.Preset("Bass", 0, 33, 0);
        font.Preset("Strings", 0, 48, 1);
        font.Preset("Kit", 128, 0, 2);
        font.Sample("tone", 0, ToneFrames, Wave * 2, Wave * 38, Rate, 59);
        font.Sample("click", clickStart, clickStart + ClickFrames, clickStart, clickStart + 8, Rate, 60);
        return Riff("RIFF", "sfbk", Riff("LIST", "INFO", Chunk("INAM", Encoding.ASCII.GetBytes("Tiny bank\0\0\0"))), Riff("LIST", "sdta", Chunk("smpl", [.. samples.SelectMany(BitConverter.GetBytes)])), font.ToChunk());
    }

    private static int Range(int low, int high) => low | (high << 8);

    private static byte[] Riff(string id, string kind, params byte[][] chunks) => Chunk(id, [.. Encoding.ASCII.GetBytes(kind), .. chunks.SelectMany(chunk => chunk)]);

    private static byte[] Chunk(string id, byte[] body) => [.. Encoding.ASCII.GetBytes(id), .. BitConverter.GetBytes(body.Length), .. body, .. new byte[body.Length % 2]];

    private sealed class Lists
    {
        private readonly List<byte> _presets = [], _presetBags = [], _presetGenerators = [], _instruments = [], _instrumentBags = [], _instrumentGenerators = [], _samples = [];

        public void Instrument(string name, params (int Generator, int Value)[][] zones)
        {
            _instruments.AddRange([.. Name(name), .. U16(_instrumentBags.Count / 4)]);
            foreach (var zone in zones)
            {
                _instrumentBags.AddRange([.. U16(_instrumentGenerators.Count / 4), 0, 0]);
                foreach (var (generator, value) in zone) _instrumentGenerators.AddRange([.. U16(generator), .. U16(value)]);
            }
        }

        public void Preset(string name, int bank, int program, int instrument)
        {
            _presets.AddRange([.. Name(name), .. U16(program), .. U16(bank), .. U16(_presetBags.Count / 4), .. new byte[12]]);
            _presetBags.AddRange([.. U16(_presetGenerators.Count / 4), 0, 0]);
            _presetGenerators.AddRange([.. U16(41), .. U16(instrument)]);
        }

        public void Sample(string name, int start, int end, int loopStart, int loopEnd, int rate, int root) =>
            _samples.AddRange([.. Name(name), .. U32(start), .. U32(end), .. U32(loopStart), .. U32(loopEnd), .. U32(rate), (byte)root, 0, 0, 0, 1, 0]);

        public byte[] ToChunk()
        {
            // Each list ends with an entry that says where the one before it ends.
            _instruments.AddRange([.. Name("EOI"), .. U16(_instrumentBags.Count / 4)]);
            _instrumentBags.AddRange([.. U16(_instrumentGenerators.Count / 4), 0, 0]);
            _presets.AddRange([.. Name("EOP"), .. new byte[4], .. U16(_presetBags.Count / 4), .. new byte[12]]);
            _presetBags.AddRange([.. U16(_presetGenerators.Count / 4), 0, 0]);
            _samples.AddRange([.. Name("EOS"), .. new byte[26]]);
            return Riff("LIST", "pdta", Chunk("phdr", [.. _presets]), Chunk("pbag", [.. _presetBags]), Chunk("pmod", new byte[10]), Chunk("pgen", [.. _presetGenerators, 0, 0, 0, 0]),
                Chunk("inst", [.. _instruments]), Chunk("ibag", [.. _instrumentBags]), Chunk("imod", new byte[10]), Chunk("igen", [.. _instrumentGenerators, 0, 0, 0, 0]), Chunk("shdr", [.. _samples]));
        }

        private static byte[] Name(string name) => [.. Encoding.ASCII.GetBytes(name.PadRight(20, '\0'))];

        private static byte[] U16(int value) => BitConverter.GetBytes(unchecked((short)value));

        private static byte[] U32(int value) => BitConverter.GetBytes(value);
    }
}
