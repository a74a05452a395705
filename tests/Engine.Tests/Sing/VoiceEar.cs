using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Engine.Synth;

namespace Engine.Tests.Sing;

/// <summary>Hears what a voice does, from nothing but its samples.</summary>
internal static class VoiceEar
{
    private const int Rate = StereoBuffer.SampleRate;

    /// <summary>The bare voice of a song's first part.</summary>
    public static (float[] Sound, Singing Singing) Sing(SongScore score, ulong seed = 1)
    {
        var singing = SyllableClock.Of(score, score.Parts[0]);
        var sound = new float[(int)(score.DurationSeconds * Rate)];
        Singer.SingDry(singing, score.Voice!, seed, sound, TestContext.Current.CancellationToken);
        Assert.All(sound, value => Assert.True(float.IsFinite(value)));
        return (sound, singing);
    }

    /// <summary>Mean level in decibels.</summary>
    public static double Level(ReadOnlySpan<float> sound)
    {
        var sum = 0.0;
        foreach (var value in sound) sum += value * value;
        return 10 * Math.Log10((sum / Math.Max(1, sound.Length)) + 1e-12);
    }

    /// <summary>How the pitch lies to a frequency, in cents, by the best of the lags within a third around it; and how regular the sound is, 0 to 1.</summary>
    public static (double Cents, double Regularity) Pitch(ReadOnlySpan<float> sound, double hertz)
    {
        var (best, bestLag) = (-1.0, 0.0);
        var around = Rate / hertz;
        var values = new double[(int)(around * 1.3) + 3];
        var from = (int)(around * 0.77);
        for (var lag = from; lag < values.Length; lag++) values[lag] = Likeness(sound, lag);
        for (var lag = from + 1; lag < values.Length - 1; lag++)
        {
            if (values[lag] <= best) continue;
            best = values[lag];
            var bend = values[lag - 1] - (2 * values[lag]) + values[lag + 1];
            bestLag = lag + (bend == 0 ? 0 : Math.Clamp(0.5 * (values[lag - 1] - values[lag + 1]) / bend, -0.5, 0.5));
        }
        return (1200 * Math.Log2(around / bestLag), best);
    }

    /// <summary>Power between two frequencies against the whole, in decibels.</summary>
    public static double Band(ReadOnlySpan<float> sound, double fromHertz, double toHertz)
    {
        var spectrum = Spectrum(sound, out var hertzPerBin);
        var (band, all) = (0.0, 1e-20);
        for (var bin = 1; bin < spectrum.Length; bin++)
        {
            all += spectrum[bin];
            if (bin * hertzPerBin >= fromHertz && bin * hertzPerBin < toHertz) band += spectrum[bin];
        }
        return 10 * Math.Log10((band / all) + 1e-12);
    }

    /// <summary>The strongest place of a spectrum between two frequencies, levelled over a harmonic to each side, and lifted by 6 dB an octave against the fall of the source.</summary>
    public static double Peak(ReadOnlySpan<float> sound, double fromHertz, double toHertz, double tone)
    {
        var spectrum = Spectrum(sound, out var hertzPerBin);
        var reach = (int)Math.Ceiling(tone / hertzPerBin);
        var (best, at) = (0.0, 0);
        for (var bin = (int)(fromHertz / hertzPerBin); bin <= toHertz / hertzPerBin; bin++)
        {
            var sum = 0.0;
            for (var i = -reach; i <= reach; i++) sum += spectrum[Math.Max(0, bin + i)] * Math.Pow(bin + i, 2) * 0.5 * (1 + Math.Cos(Math.PI * i / (reach + 1)));
            if (sum > best) (best, at) = (sum, bin);
        }
        return at * hertzPerBin;
    }

    private static double[] Spectrum(ReadOnlySpan<float> sound, out double hertzPerBin)
    {
        var size = 256;
        while (size * 2 <= sound.Length) size *= 2;
        var (real, imaginary, window) = (new float[size], new float[size], Fft.Hann(size));
        for (var i = 0; i < size; i++) real[i] = sound[((sound.Length - size) / 2) + i] * window[i];
        new Fft(size).Forward(real, imaginary);
        hertzPerBin = (double)Rate / size;
        return [.. Enumerable.Range(0, size / 2).Select(bin => ((double)real[bin] * real[bin]) + ((double)imaginary[bin] * imaginary[bin]))];
    }

    private static double Likeness(ReadOnlySpan<float> sound, int lag)
    {
        var (both, a, b) = (0.0, 1e-20, 1e-20);
        for (var i = 0; i + lag < sound.Length; i++)
        {
            both += sound[i] * sound[i + lag];
            a += sound[i] * sound[i];
            b += sound[i + lag] * sound[i + lag];
        }
        return both / Math.Sqrt(a * b);
    }
}
