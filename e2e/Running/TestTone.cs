using System.Text;

namespace E2e.Running;

/// <summary>Short sounds that a browser can play.</summary>
internal static class TestTone
{
    private const int RateHertz = 8000;
    private const int Samples = 2 * RateHertz;
    private const int Mp3Frames = 154, Mp3FrameBytes = 208;

    /// <summary>Two seconds of a sine as a mono WAV file of 16 bits.</summary>
    /// <param name="hertz">Its pitch.</param>
    /// <param name="opening">How loud its first half is, as a part of its second.</param>
    public static byte[] Wav(double hertz, double opening = 1)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * Samples));
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(RateHertz);
        writer.Write(2 * RateHertz);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * Samples);
        for (var i = 0; i < Samples; i++) writer.Write((short)(Math.Sin(2 * Math.PI * hertz * i / RateHertz) * 8000 * (i < Samples / 2 ? opening : 1)));
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Four seconds of a tone as MP3, in its first half a quarter as loud as in its second; made by hand, since nothing here writes MP3.</summary>
    public static byte[] Mp3() => [.. Enumerable.Range(0, Mp3Frames).SelectMany(frame => Mp3Frame(isLoud: frame >= Mp3Frames / 2))];

    // MPEG 1, layer III, 64 kbit/s, 44.1 kHz, mono. Each granule has eleven pairs of spectral lines, all zero but one line: ten times the
    // shortest word of the first code book, then the one for (1, 0) and a sign. How loud that line is says the gain, in steps of 1.5 dB.
    private static byte[] Mp3Frame(bool isLoud)
    {
        const string Pairs = "1111111111" + "01" + "0", Nothing = "000000000", Books = "000010000100001", Regions = "1111111";
        var gain = isLoud ? 198 : 190;
        var granule = $"{Pairs.Length:b12}{11:b9}{gain:b8}00000{Books}{Regions}000";
        var bits = $"{Nothing}{Nothing}{granule}{granule}{Pairs}{Pairs}".PadRight((Mp3FrameBytes - 4) * 8, '0');
        return [0xFF, 0xFB, 0x50, 0xC0, .. bits.Chunk(8).Select(bit => Convert.ToByte(new string(bit), 2))];
    }
}
