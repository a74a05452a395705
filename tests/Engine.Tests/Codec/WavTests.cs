using MusicWeb.Engine.Codec;

namespace Engine.Tests.Codec;

public class WavTests
{
    [Fact]
    public void Reading_gives_back_every_sample()
    {
        var pcm = Sounds.Noise(50_001, seed: 4);
        var stream = new MemoryStream();
        WavWriter.Write(pcm, stream, TestContext.Current.CancellationToken);
        Assert.Equal(44 + pcm.Samples.Length * 2, stream.Length);
        stream.Position = 0;
        var read = WavReader.Read(stream);
        Assert.Equal(pcm.SampleRate, read.SampleRate);
        Assert.True(pcm.Samples.AsSpan().SequenceEqual(read.Samples));
    }

    [Theory, InlineData(0), InlineData(11), InlineData(30), InlineData(60)]
    public void A_file_that_ends_too_early_is_noticed(int length)
    {
        var stream = new MemoryStream();
        WavWriter.Write(Sounds.Tone(0.1), stream, TestContext.Current.CancellationToken);
        Assert.Throws<InvalidDataException>(() => WavReader.Read(new MemoryStream(stream.ToArray()[..length])));
    }

    [Fact]
    public void Something_else_is_not_taken_for_wav() =>
        Assert.Throws<InvalidDataException>(() => WavReader.Read(new MemoryStream("<html>no sound here, sorry</html>"u8.ToArray())));
}
