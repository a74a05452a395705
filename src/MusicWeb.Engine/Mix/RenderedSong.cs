using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;

namespace MusicWeb.Engine.Mix;

/// <summary>A finished song.</summary>
/// <param name="Sound">44.1 kHz, 16 bit, mastered.</param>
/// <param name="Peaks">Outline for a waveform, see <see cref="WaveformPeaks"/>.</param>
/// <param name="Loudness">Measured on the finished samples.</param>
public sealed record RenderedSong(Pcm Sound, byte[] Peaks, Loudness Loudness)
{
    /// <summary>What its stems need to know of its mastering, to be kept with its sound and given to <see cref="StemRenderer"/> and to its edits; empty for an edit of songs with which nothing was kept.</summary>
    public ReadOnlyMemory<byte> Mastering { get; init; }
}
