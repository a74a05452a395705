using System.Buffers.Binary;
using System.Text;
using MusicWeb.Providers.Recordings;

namespace Providers.Tests.Recordings;

public sealed class RecordingReaderTests
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 16, 1)]
    [InlineData(2, 16, 1)]
    [InlineData(2, 8, 1)]
    [InlineData(1, 24, 1)]
    [InlineData(6, 32, 1)]
    [InlineData(2, 32, 3)]
    [InlineData(1, 64, 3)]
    public void Wav_of_every_depth_has_its_length_and_the_same_outline(int channels, int bits, ushort format)
    {
        // Loud in its second half alone.
        var facts = Read("wav", Bytes.Wav(2.5, channels, bits, format: format, level: frame => frame < 10_000 ? 0.1 : 0.8));

        Assert.Equal(2.5, facts.DurationSeconds, 3);
        Assert.InRange(facts.Peaks![0], 28, 36);
        Assert.Equal(255, facts.Peaks[^1]);
    }

    [Fact]
    public void Wav_may_have_other_chunks_and_be_written_to_a_pipe()
    {
        var plain = Bytes.Wav(2);
        byte[] format = plain[12..36], sound = plain[44..];
        byte[] odd = [.. plain[..12], .. Bytes.Chunk("LIST", [1, 2, 3]), 0, .. format, .. Bytes.Chunk("fact", new byte[4]), .. "data"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. sound];
        byte[] more = [.. plain, .. Bytes.Chunk("id3 ", new byte[50])];

        Assert.Equal(2, Read("wav", odd).DurationSeconds, 3);
        Assert.Equal(2, Read("wav", more).DurationSeconds, 3);
    }

    [Fact]
    public void Wav_that_ends_early_or_lies_is_broken()
    {
        var whole = Bytes.Wav(2);
        Assert.Equal(RecordingFault.Broken, Fault("wav", whole[..^1000]));
        Assert.Equal(RecordingFault.Broken, Fault("wav", whole[..30]));
        Assert.Equal(RecordingFault.Broken, Fault("wav", whole[..36]));
        Assert.Equal(RecordingFault.Broken, Fault("wav", [.. whole[..12], .. Bytes.Chunk("data", new byte[100])]));
        // A chunk of four gigabytes, a thousand empty ones, and bytes that are none.
        Assert.Equal(RecordingFault.Broken, Fault("wav", [.. whole[..12], .. "junk"u8, 0xFE, 0xFF, 0xFF, 0xFF, .. new byte[100]]));
        Assert.Equal(RecordingFault.Broken, Fault("wav", [.. whole[..12], .. Enumerable.Repeat(Bytes.Chunk("junk", []), 5000).SelectMany(chunk => chunk)]));
        Assert.Equal(RecordingFault.NoSound, Fault("wav", [.. whole[..40], 0, 0, 0, 0]));
        Assert.Equal(RecordingFault.NoSound, Fault("wav", "RIFF"u8.ToArray()));
    }

    [Theory]
    [InlineData(2, 16, 8000, 2)] // ADPCM
    [InlineData(2, 16, 8000, 85)] // MP3 in a WAV
    [InlineData(2, 12, 8000, 1)]
    [InlineData(0, 16, 8000, 1)]
    [InlineData(9, 16, 8000, 1)]
    [InlineData(2, 16, 0, 1)]
    [InlineData(2, 16, -1, 1)]
    public void Wav_of_a_form_that_is_not_read_says_so(int channels, int bits, int rate, ushort format)
    {
        var plain = Bytes.Wav(2);
        Assert.Equal(RecordingFault.Unsupported, Fault("wav", [.. plain[..12], .. Bytes.Chunk("fmt ", Bytes.FormatOf(channels, bits, rate, format)), .. plain[36..]]));
    }

    [Fact]
    public void Wav_of_numbers_that_are_none_is_silent()
    {
        var facts = Read("wav", Bytes.Wav(1, bits: 32, format: 3, level: frame => frame % 2 == 0 ? double.NaN : double.PositiveInfinity));
        Assert.All(facts.Peaks!, level => Assert.Equal(0, level));
    }

    [Fact]
    public void Flac_is_decoded_for_its_length_and_outline()
    {
        var facts = Read("flac", Bytes.Flac(3));
        Assert.Equal(3, facts.DurationSeconds, 3);
        Assert.Contains(facts.Peaks!, level => level == 255);
    }

    [Fact]
    public void Flac_with_a_missing_end_or_a_bent_byte_is_broken()
    {
        var whole = Bytes.Flac(3);
        var bent = whole.ToArray();
        bent[whole.Length / 2] ^= 0x10;

        Assert.Equal(RecordingFault.Broken, Fault("flac", whole[..^2000]));
        Assert.Equal(RecordingFault.Broken, Fault("flac", whole[..^1]));
        Assert.Equal(RecordingFault.Broken, Fault("flac", whole[..20]));
        Assert.Equal(RecordingFault.Broken, Fault("flac", bent));
    }

    [Fact]
    public void Flac_of_more_channels_or_bits_than_are_read_says_so()
    {
        Assert.Equal(RecordingFault.Unsupported, Fault("flac", Headed(Bytes.Flac(1), channels: 6, bits: 16)));
        Assert.Equal(RecordingFault.Unsupported, Fault("flac", Headed(Bytes.Flac(1), channels: 2, bits: 32)));
    }

    [Fact]
    public void What_is_longer_than_asked_for_is_not_read_to_its_end()
    {
        // The file promises nothing, so only its frames tell.
        var endless = Headed(Bytes.Flac(4), channels: 2, bits: 16, frames: 0);
        foreach (var (kind, bytes) in new[] { ("flac", endless), ("wav", Bytes.Wav(4)), ("mp3", Bytes.Mp3(200)), ("m4a", Bytes.M4a(4, 4000)) })
        {
            using var file = new MemoryStream(bytes);
            var refused = Assert.Throws<RecordingException>(() => RecordingReader.Read(file, kind, TimeSpan.FromSeconds(2), Ct));
            Assert.Equal(RecordingFault.TooLong, refused.Fault);
        }
    }

    [Fact]
    public void Mp3_is_as_long_as_its_frames_whatever_stands_around_them()
    {
        const int Frames = 120;
        var tags = Bytes.Tag(3000).Concat(Bytes.Tag(200)).ToArray();
        byte[] stray = [.. Enumerable.Repeat((byte)0xFF, 700), .. new byte[300]];
        var lastTag = "TAG"u8.ToArray().Concat(new byte[125]).ToArray();

        foreach (var bytes in new[] { Bytes.Mp3(Frames), Bytes.Mp3(Frames, before: tags, after: lastTag), Bytes.Mp3(Frames, before: stray), Bytes.Mp3(Frames, promised: Frames), Bytes.Mp3(Frames, after: Bytes.Frame()[..200]) })
            Assert.Equal(Frames * Bytes.SecondsOfFrame, Read("mp3", bytes).DurationSeconds, 3);
        byte[] middle = [.. Bytes.Mp3(60), .. stray, .. Bytes.Mp3(60)];
        Assert.Equal(Frames * Bytes.SecondsOfFrame, Read("mp3", middle).DurationSeconds, 3);
        Assert.Null(Read("mp3", Bytes.Mp3(Frames)).Peaks);
    }

    [Fact]
    public void Mp3_with_fewer_frames_than_its_encoder_noted_is_broken()
    {
        Assert.Equal(RecordingFault.Broken, Fault("mp3", Bytes.Mp3(50, promised: 120)));
        Assert.Equal(118 * Bytes.SecondsOfFrame, Read("mp3", Bytes.Mp3(118, promised: 120)).DurationSeconds, 3);
    }

    [Fact]
    public void Mp3_without_frames_has_no_sound()
    {
        Assert.Equal(RecordingFault.NoSound, Fault("mp3", Bytes.Tag(5000)));
        Assert.Equal(RecordingFault.NoSound, Fault("mp3", [.. Bytes.Tag(10), .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("la la la ", 500)))]));
        Assert.Equal(RecordingFault.NoSound, Fault("mp3", [.. "ID3"u8, 4, 0, 0, 127, 127, 127, 127]));
        Assert.Equal(RecordingFault.NoSound, Fault("mp3", [0xFF, 0xFB]));
        Assert.Equal(RecordingFault.NoSound, Fault("mp3", Enumerable.Repeat((byte)0xFF, 2_000_000).ToArray()));
        // Looks like frames everywhere and is none anywhere.
        Assert.Equal(RecordingFault.NoSound, Fault("mp3", Enumerable.Range(0, 1_000_000).Select(i => (byte)(i % 3 == 0 ? 0xFF : 0xFB)).ToArray()));
        // Alone in the middle of nothing.
        Assert.Equal(RecordingFault.NoSound, Fault("mp3", [.. Bytes.Frame(), .. new byte[5000]]));
    }

    [Fact]
    public void M4a_is_as_long_as_its_track_of_sound()
    {
        Assert.Equal(12.5, Read("m4a", Bytes.M4a(12.5, 50_000)).DurationSeconds, 3);
        Assert.Equal(12.5, Read("m4a", Bytes.M4a(12.5, 50_000, coder: "Opus")).DurationSeconds, 3);
        Assert.Equal(12.5, Read("m4a", [.. Bytes.M4a(12.5, 50_000), .. new byte[5]]).DurationSeconds, 3);
    }

    [Fact]
    public void M4a_that_ends_early_or_lies_is_broken()
    {
        var whole = Bytes.M4a(12.5, 50_000);
        Assert.Equal(RecordingFault.Broken, Fault("m4a", whole[..^10]));
        Assert.Equal(RecordingFault.Broken, Fault("m4a", whole[..20_000]));
        Assert.Equal(RecordingFault.Broken, Fault("m4a", whole[..24]));
        Assert.Equal(RecordingFault.Broken, Fault("m4a", Bytes.M4a(600, soundBytes: 100)));
        Assert.Equal(RecordingFault.NoSound, Fault("m4a", Bytes.M4a(0, 50_000)));
        Assert.Equal(RecordingFault.Broken, Fault("m4a", Bent(whole, "mdhd", 16, [0, 0, 0, 0])));
        Assert.Equal(RecordingFault.Broken, Fault("m4a", Bent(whole, "trak", -4, [0xFF, 0xFF, 0xFF, 0xFF])));
        Assert.Equal(RecordingFault.Broken, Fault("m4a", Bent(whole, "trak", -4, [0, 0, 0, 1])));
        Assert.Equal(RecordingFault.Broken, Fault("m4a", Bent(whole, "mdia", -4, [0, 0, 0, 7])));
        Assert.Equal(RecordingFault.Broken, Fault("m4a", [.. Enumerable.Repeat(Bytes.Box("free", []), 100_000).SelectMany(box => box)]));
    }

    [Fact]
    public void M4a_that_is_a_film_or_cannot_be_played_says_so()
    {
        Assert.Equal(RecordingFault.Film, Fault("m4a", Bytes.M4a(12.5, 50_000, handler: "vide")));
        Assert.Equal(RecordingFault.Unsupported, Fault("m4a", Bytes.M4a(12.5, 50_000, coder: "alac")));
        Assert.Equal(RecordingFault.Unsupported, Fault("m4a", Bytes.M4a(12.5, 50_000, more: Bytes.Box("moof", []))));
        Assert.Equal(RecordingFault.NoSound, Fault("m4a", Bytes.M4a(12.5, 50_000, handler: "text")));
    }

    [Fact]
    public void No_bytes_whatever_keep_a_reader_from_ending()
    {
        // The same dice each time: what fails once fails again.
        var dice = new Random(41);
        (string Kind, byte[] Whole)[] seeds = [("wav", Bytes.Wav(1)), ("flac", Bytes.Flac(1)), ("mp3", Bytes.Mp3(40, Bytes.Tag(30), promised: 40)), ("m4a", Bytes.M4a(1, 4000))];
        foreach (var (kind, whole) in seeds)
        {
            for (var round = 0; round < 150; round++)
            {
                var bytes = whole[..dice.Next(1, whole.Length + 1)];
                for (var bend = dice.Next(6); bend >= 0; bend--) bytes[dice.Next(Math.Min(bytes.Length, 400))] = (byte)dice.Next(256);
                using var file = new MemoryStream(bytes);
                if (Record.Exception(() => RecordingReader.Read(file, kind, _longest, Ct)) is { } fault) Assert.IsType<RecordingException>(fault);
            }
        }
    }

    [Fact]
    public async Task Reading_a_file_can_be_cancelled()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Bytes.Wav(2), Ct);
            Assert.Equal(2, (await RecordingReader.ReadAsync(path, "wav", _longest, Ct)).DurationSeconds, 3);
            using var cancelled = new CancellationTokenSource();
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RecordingReader.ReadAsync(path, "wav", _longest, cancelled.Token));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static RecordingFacts Read(string kind, byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return RecordingReader.Read(file, kind, _longest, Ct);
    }

    private static RecordingFault Fault(string kind, byte[] bytes) => Assert.Throws<RecordingException>(() => Read(kind, bytes)).Fault;

    // With another form in its stream information.
    private static byte[] Headed(byte[] flac, int channels, int bits, long? frames = null)
    {
        var packed = BinaryPrimitives.ReadUInt64BigEndian(flac.AsSpan(18));
        packed = (packed & ~(0xFFUL << 36)) | ((ulong)(channels - 1) << 41) | ((ulong)(bits - 1) << 36);
        if (frames is { } count) packed = (packed & ~0xFFFFFFFFFUL) | (ulong)count;
        BinaryPrimitives.WriteUInt64BigEndian(flac.AsSpan(18), packed);
        return flac;
    }

    // With other bytes at a distance behind a box's name.
    private static byte[] Bent(byte[] whole, string box, int distance, byte[] bytes)
    {
        var bent = whole.ToArray();
        var at = bent.AsSpan().IndexOf(Encoding.ASCII.GetBytes(box));
        bytes.CopyTo(bent, at + distance);
        return bent;
    }
}
