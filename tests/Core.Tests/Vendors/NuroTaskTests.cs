using Core.Tests.Tasks;
using FakeProviders;
using Microsoft.Extensions.Configuration;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;

namespace Core.Tests.Vendors;

/// <summary>Money and switches of a product that may be gone: the real adapter against a vendor on the loopback.</summary>
public sealed class NuroTaskTests : IAsyncLifetime
{
    private FakeHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await FakeHost.StartAsync(ct: Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory, OnBothDatabases]
    public async Task It_is_ordered_once_it_is_switched_on_and_gives_the_credits_back_when_it_is_gone(DatabaseProvider database)
    {
        _host.Script.On("POST", "/api/v1/nuro/create", Answer.Json("""{"message":"success","task_id":"b1eac403"}"""), Answer.Json("""{"message":"gone"}""", 410));
        _host.Script.On("GET", "/api/v1/nuro/task/b1eac403", Answer.Json($$"""{"task_id":"b1eac403","status":"succeeded","progress":100,"audio_url":"{{_host.Address}}song.wav","lyrics":"la","duration":118.5,"genre":"Pop"}"""));
        _host.Script.On("GET", "/song.wav", Answer.File("RIFF1234WAVEfmt "u8.ToArray(), "audio/wav"));
        var settings = new Dictionary<string, string?> { ["Vendors:musicapi:Key"] = "the-key", ["Providers:sonic:BaseUrl"] = _host.Address.ToString(), ["Outbound:AllowedHosts:0"] = _host.Address.Authority };
        await using var app = await TestApp.StartAsync(
            database, credits: 150, services => Steps.With(services.AddMusicApi(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), new ScriptedProvider()), settings);
        Assert.Equal("not_offered", (await EnqueueAsync(app)).Error?.Code);
        await SwitchOnAsync(app, OfferKind.Operation, Ops.Create);
        await SwitchOnAsync(app, OfferKind.Model, "nuro-vocal");

        var id = (await EnqueueAsync(app)).Value;
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Submitted, available: 140, held: 10);
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 140, held: 0);
        var take = Assert.Single(await app.Get<ListTakes>().RunAsync(app.Ben, id, Token));
        Assert.Equal(("nuro", "wav", 118.5, "Pop"), (take.Provider, Assert.Single(take.Files).Kind, take.DurationSeconds, take.Styles));

        var gone = (await EnqueueAsync(app)).Value;
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await app.StepAsync();
        var failed = await app.AssertAsync(gone, TaskState.Failed, available: 140, held: 0);
        Assert.Contains("MusicAPI has retired Nuro", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("MusicAPI has retired Nuro", (await EnqueueAsync(app)).Error?.Message, StringComparison.Ordinal);
        await app.AssertAsync(gone, TaskState.Failed, available: 140, held: 0);
    }

    private static async Task SwitchOnAsync(TestApp app, OfferKind kind, string name) =>
        Assert.True((await app.Get<SetOffer>().RunAsync(app.Ada, "nuro", kind, name, new OfferTerms(OfferState.On), "seen to work", Token)).IsOk);

    private static Task<Result<Guid>> EnqueueAsync(TestApp app) => app.Get<EnqueueTask>().RunAsync(
        app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()), "nuro", new MusicRequest { Op = Ops.Create, Model = "nuro-vocal", Lyrics = "la", Styles = "Pop" }, retryOfId: null, Token);
}
