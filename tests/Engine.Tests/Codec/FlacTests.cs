using MusicWeb.Engine.Codec;

namespace Engine.Tests.Codec;

public class FlacTests
{
    public static TheoryData<string> Kinds => ["tone", "wide tone", "noise", "quiet noise", "silence", "one frame", "odd length", "extremes", "half silent"];

    [Theory, MemberData(nameof(Kinds))]
    public void Decoding_gives_back_every_sample(string kind)
    {
        var pcm = Make(kind);
        var decoded = FlacDecoder.Decode(Encode(pcm), TestContext.Current.CancellationToken);
        Assert.Equal(pcm.SampleRate, decoded.SampleRate);
        Assert.True(pcm.Samples.AsSpan().SequenceEqual(decoded.Samples));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_reference_decoder_gives_back_the_wav_s_bytes(string kind)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var pcm = Make(kind);
            var (flac, wav, decoded) = (Path.Combine(folder.FullName, "a.flac"), Path.Combine(folder.FullName, "a.wav"), Path.Combine(folder.FullName, "b.wav"));
            await File.WriteAllBytesAsync(flac, Encode(pcm).ToArray(), TestContext.Current.CancellationToken);
            await using (var file = File.Create(wav)) WavWriter.Write(pcm, file, TestContext.Current.CancellationToken);
            await CommandLine.AskAsync("flac", "-d", "-s", "-w", "-o", decoded, flac);
            Assert.Equal(await File.ReadAllBytesAsync(wav, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(decoded, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_beginning_of_a_file_can_be_read_alone()
    {
        var dice = new MusicWeb.Engine.Compose.Dice(3);
        var sound = new Pcm(44100, [.. Enumerable.Range(0, 40_000).Select(_ => (short)(dice.Below(2000) - 1000))]);
        using var file = new MemoryStream();
        FlacEncoder.Encode(sound, file, ct: TestContext.Current.CancellationToken);
        foreach (var (asked, read) in ((int, int)[])[(5000, 5000), (20_000, 20_000), (90_000, 20_000)])
        {
            file.Position = 0;
            Assert.Equal(sound.Samples[..(read * 2)], FlacDecoder.DecodeBeginning(file, asked, TestContext.Current.CancellationToken).Samples);
        }
    }

    [Fact]
    public void A_file_is_read_block_by_block_as_far_as_somebody_wants_it()
    {
        var dice = new MusicWeb.Engine.Compose.Dice(5);
        var sound = new Pcm(44100, [.. Enumerable.Range(0, 40_000).Select(_ => (short)(dice.Below(2000) - 1000))]);
        using var file = new MemoryStream();
        FlacEncoder.Encode(sound, file, ct: TestContext.Current.CancellationToken);
        var samples = new List<short>();
        Read(int.MaxValue);
        Assert.Equal(sound.Samples, samples);
        samples.Clear();
        Read(6000);
        Assert.InRange(samples.Count, 6000, 20_000);
        file.SetLength(file.Length - 1);
        Assert.Throws<InvalidDataException>(() => Read(int.MaxValue));

        void Read(int most)
        {
            file.Position = 0;
            FlacDecoder.ReadBlocks(file, block =>
            {
                samples.AddRange(block.Samples);
                return samples.Count < most;
            }, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(8)]
    public async Task Another_depth_comes_out_with_sixteen_bit(int bits)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var pcm = Sounds.Noise(9000, seed: 4, amplitude: 40_000);
            var (raw, flac) = (Path.Combine(folder.FullName, "a.raw"), Path.Combine(folder.FullName, "a.flac"));
            await File.WriteAllBytesAsync(raw, [.. pcm.Samples.SelectMany(sample => bits == 24 ? (byte[])[7, (byte)sample, (byte)(sample >> 8)] : [(byte)(sample >> 8)])], TestContext.Current.CancellationToken);
            await CommandLine.AskAsync("flac", "-s", "-8", "--force-raw-format", "--endian=little", "--sign=signed", "--channels=2", $"--bps={bits}", "--sample-rate=44100", "-o", flac, raw);
            await using var file = File.OpenRead(flac);
            var decoded = FlacDecoder.Decode(file, TestContext.Current.CancellationToken);
            Assert.Equal(pcm.Samples.Select(sample => bits == 24 ? sample : (short)(sample & 0xFF00)), decoded.Samples);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Files_of_the_reference_encoder_are_read()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var pcm = Sounds.Tone(1.3, sideways: 0.4);
            var (wav, flac) = (Path.Combine(folder.FullName, "a.wav"), Path.Combine(folder.FullName, "a.flac"));
            await using (var file = File.Create(wav)) WavWriter.Write(pcm, file, TestContext.Current.CancellationToken);
            await CommandLine.AskAsync("flac", "-s", "-8", "-o", flac, wav);
            await using var input = File.OpenRead(flac);
            Assert.True(pcm.Samples.AsSpan().SequenceEqual(FlacDecoder.Decode(input, TestContext.Current.CancellationToken).Samples));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_tone_takes_less_than_half_the_space() =>
        Assert.InRange(Encode(Sounds.Tone(3)).Length, 1, 3 * 44100 * 4 / 2);

    [Fact]
    public void Noise_takes_hardly_more_space_than_its_samples() =>
        Assert.InRange(Encode(Sounds.Noise(44100, seed: 3)).Length, 1, (long)(44100 * 4 * 1.04));

    [Theory, InlineData(200), InlineData(3000), InlineData(60_000)]
    public void A_damaged_byte_is_noticed(int position)
    {
        var bytes = Encode(Sounds.Noise(20_000, seed: 9)).ToArray();
        bytes[position] ^= 0x10;
        Assert.Throws<InvalidDataException>(() => FlacDecoder.Decode(new MemoryStream(bytes), TestContext.Current.CancellationToken));
    }

    [Theory, InlineData(0), InlineData(3), InlineData(41), InlineData(500), InlineData(5000)]
    public void A_file_that_ends_too_early_is_noticed(int length)
    {
        var bytes = Encode(Sounds.Noise(20_000, seed: 9)).ToArray()[..length];
        Assert.Throws<InvalidDataException>(() => FlacDecoder.Decode(new MemoryStream(bytes), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_cancelled_encoding_stops()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => FlacEncoder.Encode(Sounds.Tone(1), new MemoryStream(), ct: cancel.Token));
    }

    [Fact]
    public void A_note_is_kept_beside_the_sound_and_changes_nothing_of_it()
    {
        var sound = Sounds.Tone(1);
        var note = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();
        using var file = new MemoryStream();
        FlacEncoder.Encode(sound, file, note, ct: TestContext.Current.CancellationToken);
        file.Position = 0;
        Assert.Equal(note, FlacDecoder.ReadNote(file));
        file.Position = 0;
        Assert.Equal(sound.Samples, FlacDecoder.Decode(file, TestContext.Current.CancellationToken).Samples);
        Assert.Empty(FlacDecoder.ReadNote(Encode(sound)));
        foreach (var other in (byte[][])[[], "fLa"u8.ToArray(), "RIFF and more"u8.ToArray(), file.ToArray()[..300]]) Assert.Empty(FlacDecoder.ReadNote(new MemoryStream(other)));
        Assert.Throws<ArgumentException>(() => FlacEncoder.Encode(sound, new MemoryStream(), new byte[1 << 24], ct: TestContext.Current.CancellationToken));
    }

    private static MemoryStream Encode(Pcm pcm)
    {
        var stream = new MemoryStream();
        FlacEncoder.Encode(pcm, stream, ct: TestContext.Current.CancellationToken);
        stream.Position = 0;
        return stream;
    }

    private static Pcm Make(string kind) => kind switch
    {
        "tone" => Sounds.Tone(2),
        "wide tone" => Sounds.Tone(2, hertz: 3000, level: 0.99, sideways: 2),
        "noise" => Sounds.Noise(30_000, seed: 1),
        "quiet noise" => Sounds.Noise(30_000, seed: 2, amplitude: 9),
        "silence" => Sounds.Silence(10_000),
        "one frame" => Sounds.Noise(1, seed: 5),
        "odd length" => Sounds.Noise(4096 * 3 + 17, seed: 6, amplitude: 3000),
        "extremes" => Sounds.Extremes(9_000),
        _ => new Pcm(44100, [.. new short[9_000], .. Sounds.Noise(5_000, seed: 7).Samples]),
    };
}
