using Engine.Tests.Codec;
using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;

namespace Engine.Tests.Analyze;

public class LoudnessMeterTests
{
    // EBU Tech 3341, cases 1 and 2: a stereo 1 kHz tone reads as its level in dBFS.
    [Theory, InlineData(-23), InlineData(-33)]
    public void A_stereo_kilohertz_reads_as_its_level(double decibels)
    {
        var pcm = Sounds.Tone(20, hertz: 1000, level: Math.Pow(10, decibels / 20));
        Assert.Equal(decibels, LoudnessMeter.Measure(pcm, TestContext.Current.CancellationToken).IntegratedLufs, 0.1);
    }

    // EBU Tech 3341, case 3: quieter stretches fall under the gate.
    [Fact]
    public void Quiet_stretches_do_not_count()
    {
        var quiet = Sounds.Tone(10, hertz: 1000, level: Math.Pow(10, -36 / 20.0));
        var loud = Sounds.Tone(60, hertz: 1000, level: Math.Pow(10, -23 / 20.0));
        var pcm = new Pcm(44100, [.. quiet.Samples, .. loud.Samples, .. quiet.Samples]);
        Assert.Equal(-23, LoudnessMeter.Measure(pcm, TestContext.Current.CancellationToken).IntegratedLufs, 0.1);
    }

    // A tone at a quarter of the sample rate, an eighth of a turn off, hides 3 dB between its samples.
    [Fact]
    public void A_peak_between_samples_is_found()
    {
        var samples = new short[44100];
        for (var i = 0; i < samples.Length / 2; i++) samples[i * 2] = samples[i * 2 + 1] = (short)Math.Round(16384 * Math.Sin(Math.PI / 2 * i + Math.PI / 4));
        var peak = LoudnessMeter.Measure(new Pcm(44100, samples), TestContext.Current.CancellationToken).TruePeakDb;
        Assert.Equal(-6.02, peak, 0.2);
    }

    [Fact]
    public void Silence_has_no_loudness()
    {
        var loudness = LoudnessMeter.Measure(Sounds.Silence(44100), TestContext.Current.CancellationToken);
        Assert.Equal((double.NegativeInfinity, double.NegativeInfinity), (loudness.IntegratedLufs, loudness.TruePeakDb));
    }
}
