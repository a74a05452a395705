using System.Text.Json;
using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Engine.Codec;
using MusicWeb.Providers;
using MusicWeb.Providers.AimlApi;
using MusicWeb.Providers.Outbound;
using static Providers.Tests.Json;

namespace Providers.Tests.AimlApi;

/// <summary>The wire of music-01 against texts copied from the vendor's documents, not written by the adapter.</summary>
public sealed class Music01Tests : IAsyncLifetime
{
    private const string Upload = "/v2/generate/audio/minimax/upload";
    private const string Generate = "/v2/generate/audio/minimax/generate";
    private const string Heard = """{"voice_id":"vocal-2025011003141025-d5ZEMxmp","instrumental_id":"instrumental-2025011003141125-Akz9eWnD","base_resp":{"status_code":0,"status_msg":"success"}}""";
    private const string Both = """{"voice_id":"vocal-2025011003141025-d5ZEMxmp","instrumental_id":"instrumental-2025011003141125-Akz9eWnD"}""";

    private readonly string _scratch = Directory.CreateTempSubdirectory("music01-").FullName;
    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _music01 = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        _services = Build(new() { ["Vendors:aimlapi:Key"] = "the-key", ["Providers:music-01:BaseUrl"] = _host.Address.ToString(), ["Outbound:AllowedHosts:0"] = _host.Address.Authority });
        _music01 = _services.GetRequiredService<IMusicProvider>();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
        Directory.Delete(_scratch, recursive: true);
    }

    [Theory]
    [InlineData("song", "mp3", "audio/mpeg"), InlineData("voice", "wav", "audio/wav"), InlineData("instrumental", "mp3", "audio/mpeg")]
    public async Task A_recording_goes_as_a_form_with_its_bytes(string purpose, string kind, string contentType)
    {
        _host.Script.On("POST", Upload, Answer.Json(Heard));
        var made = Assert.IsType<SubmitAnswer.MadePersona>(await _music01.SubmitAsync(Listen(purpose, (kind, "the sound"u8.ToArray())), Token));
        var asked = Assert.Single(_host.Script.Asked);
        var boundary = asked.Header("Content-Type")!.Split("boundary=")[1];
        Assert.Equal($"multipart/form-data; boundary={boundary}", asked.Header("Content-Type"));
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n{purpose}\r\n" +
            $"--{boundary}\r\nContent-Type: {contentType}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"song.{kind}\"\r\n\r\nthe sound\r\n--{boundary}--\r\n",
            asked.Text);
        Assert.Equal($"{asked.Body.Length}", asked.Header("Content-Length"));
        Assert.Equal("Bearer the-key", asked.Header("Authorization"));
        Same(Both, made.Persona.Data);
        Assert.Equal("A voice and what plays to it", made.Persona.Summary);
    }

    [Fact]
    public async Task A_sketch_goes_as_WAV_because_the_vendor_does_not_know_FLAC()
    {
        _host.Script.On("POST", Upload, Answer.Json(Heard));
        using var flac = new MemoryStream();
        FlacEncoder.Encode(new Pcm(44100, [.. Enumerable.Range(0, 8820).Select(i => (short)(Math.Sin(i / 20.0) * 9000))]), flac, ct: Token);
        Assert.IsType<SubmitAnswer.MadePersona>(await _music01.SubmitAsync(Listen("song", ("flac", flac.ToArray())), Token));
        var sent = Assert.Single(_host.Script.Asked).Text;
        Assert.Contains("filename=\"song.wav\"", sent, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nRIFF", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"voice_id":"vocal-1","base_resp":{"status_code":0,"status_msg":"success"},"trace_id":"t"}""", """{"voice_id":"vocal-1"}""", "A voice alone: its songs are sung without music")]
    [InlineData("""{"voice_id":"","instrumental_id":"instrumental-1","base_resp":{"status_code":0}}""", """{"instrumental_id":"instrumental-1"}""", "Music alone: its songs are played to your words")]
    public async Task What_was_heard_is_kept_and_told(string body, string data, string summary)
    {
        _host.Script.On("POST", Upload, Answer.Json(body));
        var made = Assert.IsType<SubmitAnswer.MadePersona>(await _music01.SubmitAsync(Listen(), Token)).Persona;
        Same(data, made.Data);
        Assert.Equal(summary, made.Summary);
    }

    [Theory]
    [InlineData(200, """{"base_resp":{"status_code":2037,"status_msg":"voice duration too short"},"trace_id":"04e3"}""", "voice duration too short (04e3)")]
    [InlineData(400, """{"message":"purpose: Expected 'song' | 'voice' | 'instrumental', received 'speech'","path":"/v2/generate/audio/minimax/upload","requestId":"r-1","statusCode":"400","timestamp":"2025-01-10T03:14:10Z"}""", "purpose: Expected 'song' | 'voice' | 'instrumental', received 'speech' (r-1)")]
    public async Task A_recording_that_is_refused_is_refused_in_the_vendors_words(int status, string body, string text)
    {
        _host.Script.On("POST", Upload, Answer.Json(body, status));
        Assert.Equal(text, Assert.IsType<SubmitAnswer.Refused>(await _music01.SubmitAsync(Listen(), Token)).Reason);
    }

    [Fact]
    public async Task Listening_costs_nothing_and_is_done_again_after_any_accident()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Refusal(503), Answer.Refusal(504), Answer.Garbage(), Answer.Json(Heard).CutAfter(20), Answer.Refusal(429)])
        {
            _host.Script.On("POST", Upload, answer);
            await Assert.ThrowsAsync<RequestNotSentException>(() => _music01.SubmitAsync(Listen(), Token));
        }
    }

    [Fact]
    public async Task An_answer_that_names_nothing_makes_no_persona()
    {
        _host.Script.On("POST", Upload, Answer.Json("""{"voice_id":null,"base_resp":{"status_code":0,"status_msg":"success"}}"""));
        Assert.IsType<SubmitAnswer.Failed>(await _music01.SubmitAsync(Listen(), Token));
        Assert.IsType<SubmitAnswer.Refused>(await _music01.SubmitAsync(Listen() with { Sources = [] }, Token));
        Assert.Single(_host.Script.Asked);
    }

    [Theory]
    [InlineData(Both, "##Side by side\n\nWe always win##", """{"model":"music-01","lyrics":"##Side by side\n\nWe always win##","refer_voice":"vocal-2025011003141025-d5ZEMxmp","refer_instrumental":"instrumental-2025011003141125-Akz9eWnD","audio_setting":{"format":"mp3","sample_rate":44100,"bitrate":256000}}""")]
    [InlineData("""{"voice_id":"vocal-1"}""", "[Verse]\r\nSide by side\r\n\r\n\r\n[Chorus]\nWe [all] win", """{"model":"music-01","lyrics":"Side by side\n\nWe [all] win","refer_voice":"vocal-1","audio_setting":{"format":"mp3","sample_rate":44100,"bitrate":256000}}""")]
    [InlineData("""{"instrumental_id":"instrumental-1"}""", "Side by side\n[Chorus]\nWe win", """{"model":"music-01","lyrics":"##Side by side\n\nWe win##","refer_instrumental":"instrumental-1","audio_setting":{"format":"mp3","sample_rate":44100,"bitrate":256000}}""")]
    public async Task A_song_is_ordered_after_what_the_persona_keeps(string persona, string lyrics, string body)
    {
        _host.Script.On("POST", Generate, Answer.Json(Song("494433")));
        var call = Sing(persona) with { Request = Ask() with { Lyrics = lyrics } };
        Assert.Null(_music01.Refuse(call.Request));
        Assert.IsType<SubmitAnswer.Done>(await _music01.SubmitAsync(call, Token));
        var asked = Assert.Single(_host.Script.Asked);
        Same(body, asked.Text);
        Assert.Equal("application/json; charset=utf-8", asked.Header("Content-Type"));
    }

    [Fact]
    public async Task Words_that_would_get_too_long_are_sent_unmarked()
    {
        _host.Script.On("POST", Generate, Answer.Json(Song("494433")));
        var lyrics = new string('a', 597);
        await _music01.SubmitAsync(Sing() with { Request = Ask() with { Lyrics = lyrics } }, Token);
        Assert.Equal(lyrics, JsonElement.Parse(_host.Script.Asked[0].Text).GetProperty("lyrics").GetString());
    }

    [Fact]
    public async Task The_sound_is_decoded_as_it_comes_and_lies_in_a_file()
    {
        // A few buffers long, so that its parts meet in the middle of everything.
        var sound = new byte[300_000];
        new Random(1).NextBytes(sound);
        _host.Script.On("POST", Generate, Answer.Json(Song(Convert.ToHexStringLower(sound))), Answer.Json(Song(Convert.ToHexString(sound))));
        for (var time = 0; time < 2; time++)
        {
            var song = Assert.Single(Assert.IsType<SubmitAnswer.Done>(await _music01.SubmitAsync(Sing(), Token)).Results);
            Assert.Equal((0, "Harbour", "Side by side", 42.0), (song.Index, song.Title, song.Lyrics, song.DurationSeconds));
            Assert.Equal(sound, await ReadAsync(song));
        }
    }

    [Theory]
    [InlineData(""" {"audio_length":25364} """, 25.364)]
    [InlineData(""" {"music_duration":25364,"music_sample_rate":44100,"music_channel":2,"bitrate":256000,"music_size":813651} """, 25.4266)]
    [InlineData(""" {} """, 0)]
    public async Task The_length_is_read_from_old_and_new_fields(string info, double seconds)
    {
        _host.Script.On("POST", Generate, Answer.Json($$$"""{"data":{"audio":"494433","status":2},"trace_id":"t","extra_info":{{{info}}},"base_resp":{"status_code":0,"status_msg":"success"}}"""));
        Assert.Equal(seconds, Assert.Single(Assert.IsType<SubmitAnswer.Done>(await _music01.SubmitAsync(Sing(), Token)).Results).DurationSeconds, 0.001);
    }

    [Fact]
    public async Task A_sound_that_is_named_instead_is_fetched()
    {
        _host.Script.On("POST", Generate, Answer.Json($$$"""{"data":{"status":2,"audio":"{{{_host.Address.ToString().Replace("/", "\\/", StringComparison.Ordinal)}}}a.mp3"},"base_resp":{"status_code":0,"status_msg":"success"}}"""));
        _host.Script.On("GET", "/a.mp3", Answer.File([1, 2, 3], "audio/mpeg"));
        Assert.Equal([1, 2, 3], await ReadAsync(Assert.Single(Assert.IsType<SubmitAnswer.Done>(await _music01.SubmitAsync(Sing(), Token)).Results)));
    }

    [Fact]
    public async Task A_sound_that_leads_into_a_private_network_is_not_fetched()
    {
        _host.Script.On("POST", Generate, Answer.Json($$$"""{"data":{"status":2,"audio":"{{{_host.Address}}}a.mp3"},"base_resp":{"status_code":0,"status_msg":"success"}}"""));
        _host.Script.On("GET", "/a.mp3", new Answer { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = "https://10.0.0.1/a.mp3" } });
        var song = Assert.Single(Assert.IsType<SubmitAnswer.Done>(await _music01.SubmitAsync(Sing(), Token)).Results);
        await Assert.ThrowsAsync<UnsafeAddressException>(() => ReadAsync(song));
    }

    [Theory]
    [InlineData("""{"data":{"status":1},"trace_id":"04e3","base_resp":{"status_code":0,"status_msg":"success"}}""", "AI/ML API returned no result. (04e3)")]
    [InlineData("""{"data":{"status":2,"audio":""},"base_resp":{"status_code":0,"status_msg":"success"}}""", "AI/ML API returned no result.")]
    [InlineData("""{"data":{"status":2,"audio":null},"base_resp":{"status_code":0}}""", "AI/ML API returned no result.")]
    [InlineData("""{"data":{"status":2,"audio":"4944331"},"trace_id":"04e3","base_resp":{"status_code":0,"status_msg":"success"}}""", "The sound that AI/ML API sent is damaged. (04e3)")]
    [InlineData("""{"data":{"status":2,"audio":"4944zz33"},"base_resp":{"status_code":0,"status_msg":"success"}}""", "The sound that AI/ML API sent is damaged.")]
    [InlineData("""{"data":{},"base_resp":{"status_code":1033,"status_msg":"system error"},"trace_id":"04e3"}""", "system error (04e3)")]
    [InlineData("""{"base_resp":{"status_code":1001,"status_msg":"timeout"}}""", "timeout")]
    public async Task A_whole_answer_without_a_song_is_an_end(string body, string reason)
    {
        _host.Script.On("POST", Generate, Answer.Json(body));
        Assert.Equal(reason, Assert.IsType<SubmitAnswer.Failed>(await _music01.SubmitAsync(Sing(), Token)).Reason);
    }

    [Theory]
    [InlineData(1026, "input new_sensitive")]
    [InlineData(1027, "output new_sensitive")]
    [InlineData(1042, "too many invisible characters")]
    [InlineData(2013, "invalid params")]
    public async Task What_the_author_can_mend_reaches_the_author(int code, string text)
    {
        _host.Script.On("POST", Generate, Answer.Json($$$"""{"base_resp":{"status_code":{{{code}}},"status_msg":"{{{text}}}"}}"""));
        Assert.Equal(text, Assert.IsType<SubmitAnswer.Refused>(await _music01.SubmitAsync(Sing(), Token)).Reason);
    }

    [Theory]
    [InlineData(200, """{"base_resp":{"status_code":1004,"status_msg":"login fail"}}""", "login fail")]
    [InlineData(200, """{"base_resp":{"status_code":"1008","status_msg":"insufficient balance"}}""", "insufficient balance")]
    [InlineData(401, """{"message":"Unauthorized","path":"/v2/generate/audio/minimax/generate","requestId":"r-2","statusCode":401,"timestamp":"2025-01-10T03:14:10Z"}""", "Unauthorized (r-2)")]
    [InlineData(403, """{"message":"You've run out of credits. Please top up your balance or update your payment method to continue: https://aimlapi.com/app/billing/","statusCode":403}""", "You've run out of credits. Please top up your balance or update your payment method to continue: https://aimlapi.com/app/billing/")]
    public async Task Trouble_with_the_key_is_for_its_owner(int status, string body, string text)
    {
        _host.Script.On("POST", Generate, Answer.Json(body, status));
        Assert.Equal(text, Assert.IsType<SubmitAnswer.KeyRefused>(await _music01.SubmitAsync(Sing(), Token)).Text);
    }

    [Theory]
    [InlineData(429, """{"message":"Too many requests"}"""), InlineData(200, """{"base_resp":{"status_code":1002,"status_msg":"rate limit"}}""")]
    [InlineData(200, """{"base_resp":{"status_code":1039,"status_msg":"token limit"}}"""), InlineData(200, """{"base_resp":{"status_code":1041,"status_msg":"conn limit"}}""")]
    public async Task Too_fast_was_certainly_not_made(int status, string body)
    {
        _host.Script.On("POST", Generate, Answer.Json(body, status) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "9" } });
        Assert.Equal(TimeSpan.FromSeconds(9), (await Assert.ThrowsAsync<RequestNotSentException>(() => _music01.SubmitAsync(Sing(), Token))).RetryAfter);
    }

    [Fact]
    public async Task What_became_of_an_order_that_went_wrong_is_not_guessed()
    {
        var song = Song(new string('4', 4000));
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Refusal(502), Answer.Refusal(504), Answer.Garbage(), Answer.Garbage(200_000), Answer.Json(song).CutAfter(2000), Answer.Json(song[..2000])])
        {
            _host.Script.On("POST", Generate, answer);
            var fault = await Record.ExceptionAsync(() => _music01.SubmitAsync(Sing(), Token));
            Assert.True(fault is HttpRequestException or ProviderProtocolException, $"{fault}");
        }

        Assert.Equal(7, _host.Script.Asked.Count);
    }

    [Fact]
    public async Task An_answer_that_promises_gigabytes_is_not_read()
    {
        _host.Script.On("POST", Generate, Answer.Json(Song("494433")).CutAfter(int.MaxValue - 1));
        Assert.Equal("The sound of this song is too long to be one.", Assert.IsType<SubmitAnswer.Failed>(await _music01.SubmitAsync(Sing(), Token)).Reason);
    }

    [Fact]
    public async Task An_answer_that_does_not_say_how_long_it_is_is_left_at_the_limit()
    {
        var path = Path.Combine(_scratch, "long.mp3");
        using var endless = new StreamContent(new Endless("{\"data\":{\"audio\":\""));
        await using var answer = new HexAnswer(path, maxBytes: 1_000_000, "audio");
        await Assert.ThrowsAsync<SoundTooLongException>(() => answer.ReadAsync(endless, Token));
        Assert.InRange(new FileInfo(path).Length, 1, 500_000);
    }

    [Fact]
    public async Task A_key_of_somebodys_own_is_used_for_that_order()
    {
        _host.Script.On("POST", Generate, Answer.Json(Song("494433")));
        await _music01.SubmitAsync(Sing() with { Key = new VendorKey("somebodys-own-key") }, Token);
        Assert.Equal("Bearer somebodys-own-key", _host.Script.Asked[0].Header("Authorization"));
    }

    [Fact]
    public void What_is_ordered_keeps_to_the_limits()
    {
        Assert.Null(_music01.Refuse(Ask()));
        Assert.Null(_music01.Refuse(Ask() with { Lyrics = new string('a', 600) }));
        Assert.Equal("Lyrics", _music01.Refuse(Ask() with { Lyrics = new string('a', 601) })?.Field);
        Assert.Equal("Lyrics", _music01.Refuse(Ask() with { Lyrics = null, Instrumental = true })?.Field);
        Assert.Equal("Lyrics", _music01.Refuse(Ask() with { Lyrics = null, Description = "rain" })?.Field);
        Assert.Equal("Styles", _music01.Refuse(Ask() with { Styles = "pop" })?.Field);
        Assert.Equal("PersonaId", _music01.Refuse(Ask() with { PersonaId = null })?.Field);
        Assert.Equal("Op", _music01.Refuse(Ask() with { Op = Ops.Create })?.Field);
        var listen = Listen().Request;
        Assert.Null(_music01.Refuse(listen));
        Assert.Equal("Purpose", _music01.Refuse(listen with { Purpose = "speech" })?.Field);
        Assert.Equal("HasRights", _music01.Refuse(listen with { HasRights = false })?.Field);
        Assert.Equal("Purpose", _music01.Refuse(Ask() with { Purpose = "song" })?.Field);
    }

    [Fact]
    public async Task A_persona_that_is_not_its_own_is_refused_and_nothing_is_asked_for_twice()
    {
        Assert.IsType<SubmitAnswer.Refused>(await _music01.SubmitAsync(Sing("""{"bpm":120}"""), Token));
        Assert.IsType<SubmitAnswer.Refused>(await _music01.SubmitAsync(Sing("no json"), Token));
        Assert.IsType<ProviderStatus.Failed>(await _music01.PollAsync(Sing(), "an-id", Token));
        Assert.Empty(_host.Script.Asked);
    }

    [Fact]
    public async Task Without_a_key_it_waits_for_somebodys_own_and_switched_off_it_is_not_there()
    {
        await using var without = Build([]);
        await using var off = Build(new() { ["Vendors:aimlapi:Key"] = "the-key", ["Providers:music-01:Enabled"] = "false" });
        Assert.False(without.GetRequiredService<Vendor>().HasKey);
        Assert.IsType<SubmitAnswer.KeyRefused>(await without.GetRequiredService<IMusicProvider>().SubmitAsync(Sing(), Token));
        Assert.Empty(off.GetServices<IMusicProvider>());
        Assert.Throws<InvalidOperationException>(() => Build(new() { ["Vendors:aimlapi:Key"] = "k" }));
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddAimlApi(configuration).BuildServiceProvider();
    }

    private static string Song(string hex) =>
        """{"data":{"status":2,"audio":"HEX"},"extra_info":{"audio_length":42000,"audio_size":1344000,"audio_bitrate":256000,"audio_sample_rate":44100},"trace_id":"04e3","base_resp":{"status_code":0,"status_msg":"success"}}"""
            .Replace("HEX", hex, StringComparison.Ordinal);

    private static MusicRequest Ask() => new() { Op = Ops.Persona, Model = "music-01", Title = "Harbour", Lyrics = "Side by side", PersonaId = Guid.CreateVersion7() };

    private ProviderCall Sing(string persona = Both) => Call(Ask()) with { Persona = new SourcePersona(Guid.CreateVersion7(), persona) };

    private ProviderCall Listen(string purpose = "song", (string Kind, byte[] Bytes)? sound = null)
    {
        var (kind, bytes) = sound ?? ("mp3", [1, 2, 3]);
        var source = new SourceClip
        {
            Id = Guid.CreateVersion7(),
            Provider = "sketch",
            Title = "Harbour",
            CreatedAt = DateTime.UnixEpoch,
            Files = [new SourceFile(kind, $"audio/{kind}", bytes.Length, _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)))],
        };
        return Call(new MusicRequest { Op = Ops.PersonaCreate, Model = "music-01", Title = "Harbour", SourceClipId = source.Id, Purpose = purpose, HasRights = true }) with { Sources = [source] };
    }

    private ProviderCall Call(MusicRequest request) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = request,
        ScratchDirectory = _scratch,
        Progress = new Progress<ProviderProgress>(),
    };

    private static async Task<byte[]> ReadAsync(ProviderResult song)
    {
        await using var file = await Assert.Single(song.Files).OpenAsync(Token);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }

    // A beginning, and then one digit for ever.
    private sealed class Endless(string beginning) : Stream
    {
        private int _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++, _read++) buffer[offset + i] = (byte)(_read < beginning.Length ? beginning[_read] : '4');
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
