using System.Text;

namespace ScriptedProvider;

/// <summary>A short sound that a browser can play.</summary>
internal static class Tone
{
    public const int Seconds = 3;
    private const int RateHertz = 8000;
    private const int SampleBytes = 2;

    /// <summary>A sine as a mono WAV file of 16 bits.</summary>
    public static byte[] Wav(double hertz)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        const int dataBytes = RateHertz * Seconds * SampleBytes;
        writer.Write("RIFF"u8);
        writer.Write(36 + dataBytes);
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(RateHertz);
        writer.Write(RateHertz * SampleBytes);
        writer.Write((short)SampleBytes);
        writer.Write((short)(SampleBytes * 8));
        writer.Write("data"u8);
        writer.Write(dataBytes);
        for (var i = 0; i < RateHertz * Seconds; i++) writer.Write((short)(Math.Sin(2 * Math.PI * hertz * i / RateHertz) * 8000));
        writer.Flush();
        return bytes.ToArray();
    }
}
