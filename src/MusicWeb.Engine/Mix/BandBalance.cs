using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>Power of a sound in the four bands that decide whether it is boomy, full, clear or airy; in decibels, only differences mean something.</summary>
/// <param name="Low">40 to 160 Hz.</param>
/// <param name="Middle">600 to 2500 Hz.</param>
/// <param name="High">2.5 to 8 kHz.</param>
/// <param name="Air">8 to 16 kHz.</param>
internal readonly record struct BandBalance(double Low, double Middle, double High, double Air)
{
    private const int Window = 4096;
    private const int MaxWindows = 240;

    /// <summary>Measures up to 240 windows spread over the sound.</summary>
    public static BandBalance Of(StereoBuffer sound)
    {
        var fft = new Fft(Window);
        var hann = Fft.Hann(Window);
        var re = new float[Window];
        var im = new float[Window];
        var sums = new double[4];
        var windows = Math.Clamp(sound.Frames / Window, 0, MaxWindows);
        for (var w = 0; w < windows; w++)
        {
            var from = (int)((long)(sound.Frames - Window) * w / Math.Max(1, windows - 1));
            for (var i = 0; i < Window; i++)
            {
                re[i] = hann[i] * sound.Left[from + i];
                im[i] = hann[i] * sound.Right[from + i];
            }
            fft.Forward(re, im);
            for (var bin = 1; bin < Window / 2; bin++)
            {
                var hertz = (double)bin * StereoBuffer.SampleRate / Window;
                var band = hertz switch { >= 40 and < 160 => 0, >= 600 and < 2500 => 1, >= 2500 and < 8000 => 2, >= 8000 and < 16000 => 3, _ => -1 };
                if (band < 0) continue;
                var mirror = Window - bin;
                sums[band] += (double)re[bin] * re[bin] + im[bin] * im[bin] + re[mirror] * re[mirror] + im[mirror] * im[mirror];
            }
        }
        return new BandBalance(Decibels(sums[0]), Decibels(sums[1]), Decibels(sums[2]), Decibels(sums[3]));
    }

    private static double Decibels(double power) => 10 * Math.Log10(power + 1e-12);
}
