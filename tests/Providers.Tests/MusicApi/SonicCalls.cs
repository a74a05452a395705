using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;

namespace Providers.Tests.MusicApi;

/// <summary>The orders that the documents give as examples, in our words.</summary>
internal static class SonicCalls
{
    /// <summary>The program's own services, pointed at a vendor on loopback.</summary>
    internal static ServiceProvider Build(FakeHost host, string? publicUrl)
    {
        var settings = new Dictionary<string, string?> { ["Vendors:musicapi:Key"] = "the-key", ["Providers:sonic:BaseUrl"] = host.Address.ToString(), ["Outbound:AllowedHosts:0"] = host.Address.Authority, ["Site:PublicUrl"] = publicUrl };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddMusicApi(configuration).BuildServiceProvider();
    }

    internal static IMusicProvider Find(ServiceProvider services) => services.GetServices<IMusicProvider>().Single(provider => provider.Manifest.Name == "sonic");

    internal static async Task<string> TextOfAsync(ResultFile file)
    {
        using var reader = new StreamReader(await file.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    internal static MusicRequest Ask(string op)
    {
        var bare = new MusicRequest { Op = op, Model = "sonic-v5" };
        var id = Guid.CreateVersion7();
        return op switch
        {
            Ops.Extend => bare with { SourceClipId = id, ContinueAtSeconds = 95, OnlyNewPart = true, Lyrics = "[Bridge]\nNew words" },
            Ops.Cover => bare with { SourceClipId = id, Styles = "bossa nova", Lyrics = "[Verse]\n...", AudioWeight = 0.6 },
            Ops.Concat => bare with { SourceClipIds = [id, Guid.CreateVersion7()] },
            Ops.Persona => bare with { PersonaId = id, Lyrics = "[Verse]\n...", Styles = "soul" },
            Ops.ReplaceSection => bare with { SourceClipId = id, RangeStartSeconds = 30, RangeEndSeconds = 45, Lyrics = "new lines" },
            Ops.StyleBoost => bare with { Styles = "pop, happy" },
            Ops.Lyrics => bare with { Description = "a song about the sky" },
            Ops.AddVocals => bare with { SourceClipId = id, Lyrics = "[Verse]\n..." },
            Ops.AddInstrumental => bare with { SourceClipId = id, Styles = "soul" },
            Ops.Upload => bare with { SourceClipId = id, HasRights = true },
            Ops.PersonaCreate => bare with { SourceClipId = id, Title = "Warm alto", Description = "Soulful, smooth" },
            Ops.UploadExtend => bare with { SourceClipId = id, ContinueAtSeconds = 45, Lyrics = "[Verse]\n...", HasRights = true },
            Ops.UploadCover => bare with { SourceClipId = id, Styles = "bossa nova", Lyrics = "[Verse]\n...", AudioWeight = 0.6, HasRights = true },
            Ops.Sample => bare with { SourceClipId = id, RangeStartSeconds = 4, RangeEndSeconds = 18, Description = "Turn the hum into a pop song" },
            Ops.Mashup => bare with { SourceClipIds = [id, Guid.CreateVersion7()], Description = "Dance mashup" },
            Ops.Vox => bare with { SourceClipId = id, RangeStartSeconds = 10, RangeEndSeconds = 35 },
            Ops.VoiceCreate => bare with { SourceClipId = id, Title = "Warm alto", HasRights = true },
            _ => bare with { SourceClipId = id },
        };
    }

    internal static SourceClip Clip(string? id = "CLIP", string? styles = null, string? lyrics = "full lyrics here") =>
        new() { Id = Guid.CreateVersion7(), Provider = "sonic", ProviderClipId = id, Title = "Night Bus", Styles = styles, Lyrics = lyrics, DurationSeconds = 92, CreatedAt = DateTime.UnixEpoch, Files = [_score, _song] };

    private static readonly SourceFile _score = new("score", "application/json", SizeBytes: 2, _ => throw new InvalidOperationException("Nobody asked for the score."));

    private static readonly SourceFile _song = new("mp3", "audio/mpeg", SizeBytes: 3, _ => ValueTask.FromResult<Stream>(new MemoryStream("ID3"u8.ToArray()))) { PublicAddress = new Uri("https://files.example.com/demo.mp3") };

    private static readonly SourceFile _voice = new("wav", "audio/wav", SizeBytes: 3, _ => throw new InvalidOperationException("Nobody here reads the voice.")) { PublicAddress = new Uri("https://files.example.com/voice.wav") };

    internal static ProviderCall Call(string op) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = Ask(op),
        ScratchDirectory = Path.GetTempPath(),
        Sources = op switch
        {
            Ops.Persona or Ops.Lyrics or Ops.StyleBoost => [],
            Ops.Concat => [Clip(), Clip("EXTENSION_CLIP")],
            Ops.Mashup => [Clip("CLIP_A"), Clip("CLIP_B")],
            Ops.VoiceCreate => [Clip() with { Files = [_voice] }],
            Ops.PersonaCreate => [Clip(styles: "soul, r&b")],
            _ => [Clip()],
        },
        Persona = op == Ops.Persona ? new SourcePersona(Guid.CreateVersion7(), "PERSONA") : null,
        Progress = new Progress<ProviderProgress>(),
    };
}
