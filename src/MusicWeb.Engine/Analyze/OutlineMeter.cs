namespace MusicWeb.Engine.Analyze;

/// <summary>The outline of a sound that comes piece by piece and is not kept; the same picture as <see cref="WaveformPeaks"/>, whose grain it has.</summary>
public sealed class OutlineMeter
{
    // Some 20 ms at usual rates: fine enough for 800 levels of a song of 20 s, and 60,000 of them are twenty minutes.
    private const int FramesPerGrain = 1024;

    private readonly List<(double Energy, int Peak, int Samples)> _grains = [];
    private double _energy;
    private int _peak;
    private int _samples;

    /// <summary>Stereo frames so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Takes the next piece.</summary>
    /// <param name="samples">Interleaved left and right.</param>
    public void Add(ReadOnlySpan<short> samples)
    {
        Frames += samples.Length / 2;
        foreach (int sample in samples)
        {
            _energy += (double)sample * sample;
            _peak = Math.Max(_peak, Math.Abs(sample));
            if (++_samples == FramesPerGrain * 2) EndGrain();
        }
    }

    /// <summary>Evenly spaced levels, 0 to 255, the loudest being 255: <see cref="WaveformPeaks.Points"/> of them, fewer for a short sound.</summary>
    public byte[] Finish()
    {
        if (_samples > 0) EndGrain();
        var levels = new double[Math.Clamp(_grains.Count, 1, WaveformPeaks.Points)];
        for (var p = 0; p < levels.Length; p++)
        {
            var (energy, peak, samples) = (0.0, 0, 0);
            for (var g = (int)((long)_grains.Count * p / levels.Length); g < (int)((long)_grains.Count * (p + 1) / levels.Length); g++)
            {
                energy += _grains[g].Energy;
                peak = Math.Max(peak, _grains[g].Peak);
                samples += _grains[g].Samples;
            }

            levels[p] = WaveformPeaks.Level(energy, peak, samples);
        }

        return WaveformPeaks.Outline(levels);
    }

    private void EndGrain()
    {
        _grains.Add((_energy, _peak, _samples));
        (_energy, _peak, _samples) = (0, 0, 0);
    }
}
