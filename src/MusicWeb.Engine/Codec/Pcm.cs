namespace MusicWeb.Engine.Codec;

/// <summary>Finished stereo sound, 16 bit: what every file format of a song is written from, so that all decode to the same samples.</summary>
/// <param name="SampleRate">Frames per second.</param>
/// <param name="Samples">Interleaved left and right.</param>
public sealed record Pcm(int SampleRate, short[] Samples)
{
    /// <summary>Number of stereo frames.</summary>
    public int Frames => Samples.Length / 2;

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => (double)Frames / SampleRate;
}
