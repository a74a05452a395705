using System.Text;

namespace E2e.Running;

/// <summary>A short sound that a browser can play.</summary>
internal static class TestTone
{
    private const int RateHertz = 8000;
    private const int Samples = 2 * RateHertz;

    /// <summary>Two seconds of a sine as a mono WAV file of 16 bits.</summary>
    public static byte[] Wav(double hertz)
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
        for (var i = 0; i < Samples; i++) writer.Write((short)(Math.Sin(2 * Math.PI * hertz * i / RateHertz) * 8000));
        writer.Flush();
        return bytes.ToArray();
    }
}
