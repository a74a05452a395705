using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.VidGo;

namespace Providers.Tests.VidGo;

/// <summary>The adapter before a loopback server, with orders as they come from a library.</summary>
internal sealed class VidGoDesk : IAsyncDisposable
{
    public const string Submit = "/api/generate/submit";
    public const string Detail = "/api/generate/detail/music";
    public const string Taken = """{"code":200,"data":{"task_id":"task-unified-1757165031-uyujaw3d","status":"not_started","created_time":"2025-11-12T10:30:00"}}""";
    public const string TaskId = "task-unified-1757165031-uyujaw3d";

    private readonly ServiceProvider _services;

    private VidGoDesk(FakeHost host, ServiceProvider services) => (Host, _services, VidGo, Vendor) = (host, services, services.GetRequiredService<IMusicProvider>(), services.GetRequiredService<Vendor>());

    public FakeHost Host { get; }

    public IMusicProvider VidGo { get; }

    public Vendor Vendor { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<VidGoDesk> OpenAsync(string publicUrl = "https://music.example.org", string? key = "the-key")
    {
        var host = await FakeHost.StartAsync(ct: Token);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Vendors:vidgo:Key"] = key,
            ["Providers:vidgo:BaseUrl"] = host.Address.ToString(),
            ["Outbound:AllowedHosts:0"] = host.Address.Authority,
            ["Site:PublicUrl"] = publicUrl,
        }).Build();
        return new VidGoDesk(host, new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddVidGo(configuration).BuildServiceProvider());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Host.DisposeAsync();
    }

    public async Task<string> SubmitAsync(ProviderCall call)
    {
        Host.Script.On("POST", Submit, Answer.Json(Taken));
        Assert.Null(VidGo.Refuse(call.Request));
        Assert.IsType<SubmitAnswer.Accepted>(await VidGo.SubmitAsync(call, Token));
        return Assert.Single(Host.Script.Asked).Text;
    }

    /// <summary>What comes of a task whose files are these.</summary>
    public Task<ProviderStatus> FinishAsync(string op, string files)
    {
        Host.Script.On("GET", Detail, Answer.Json($$"""{"code":200,"data":{"task_id":"8FDN1I7M7Q68DDG8","status":"finished","files":{{files}},"created_time":"2025-11-25T08:50:13","error_message":null} }"""));
        return VidGo.PollAsync(Call(Ask(op)), TaskId, Token);
    }

    /// <summary>A song of VidGo's own, a minute and a half long.</summary>
    public static SourceClip Own() => new()
    {
        Id = Guid.CreateVersion7(),
        Provider = "vidgo",
        ProviderClipId = "AUDIO",
        ProviderTaskId = "TASK",
        Title = "Harbour",
        Styles = "pop",
        Lyrics = "[Verse]\nold words",
        CreatedAt = DateTime.UnixEpoch,
        DurationSeconds = 90,
        Files = [File("mp3"), File("vocals") with { ProviderTaskId = "SEPARATION_TASK" }],
    };

    /// <summary>A song of another provider, which VidGo knows nothing of.</summary>
    public static SourceClip Foreign() => Own() with { Provider = "sketch", ProviderClipId = null, ProviderTaskId = null, Files = [File("flac"), File("mp3")] };

    /// <summary>An order for an operation that is as short as may be.</summary>
    public static MusicRequest Ask(string op)
    {
        var bare = new MusicRequest { Op = op, Model = "V5" };
        var of = bare with { SourceClipId = Guid.CreateVersion7() };
        return op switch
        {
            Ops.Create => bare with { Description = "Rain" },
            Ops.Persona => bare with { PersonaId = Guid.CreateVersion7(), Lyrics = "[Verse]\n...", Styles = "Pop" },
            Ops.Lyrics => bare with { Description = "A song about growing up in a small town" },
            Ops.StyleBoost => bare with { Styles = "Pop, Mysterious" },
            Ops.Extend => of with { ContinueAtSeconds = 60, Lyrics = "...", Styles = "Pop", Title = "Longer" },
            Ops.Cover => of with { Styles = "EDM", Title = "Remix", Lyrics = "...", HasRights = true },
            Ops.ReplaceSection => of with { RangeStartSeconds = 30.5, RangeEndSeconds = 45, Lyrics = "New chorus words", Styles = "pop", Title = "Take 2" },
            Ops.AddVocals => of with { Model = "V4_5PLUS", Description = "A ballad about home", Title = "Home", Styles = "Pop Ballad", NegativeStyles = "rap", HasRights = true },
            Ops.AddInstrumental => of with { Model = "V4_5PLUS", Title = "Home", Styles = "Soft piano", NegativeStyles = "drums", HasRights = true },
            Ops.PersonaCreate => of with { Title = "Warm alto", Description = "Soul, smooth" },
            _ => of,
        };
    }

    public static ProviderCall Call(MusicRequest request, params IReadOnlyList<SourceClip> sources) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = request,
        Sources = sources.Count > 0 || request.SourceClipId is null ? sources : [Own()],
        Persona = request.PersonaId is { } id ? new SourcePersona(id, "PERSONA") : null,
        ScratchDirectory = Path.GetTempPath(),
        Progress = new Progress<ProviderProgress>(),
    };

    private static SourceFile File(string kind) => new(kind, "audio/mpeg", 3, _ => ValueTask.FromResult<Stream>(new MemoryStream([1, 2, 3]))) { PublicAddress = new Uri($"https://files.example.com/a.{kind}") };
}
