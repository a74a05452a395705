using Core.Tests.Live;
using Core.Tests.Tasks;
using FakeProviders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;

namespace Core.Tests.Admin;

public sealed class WireTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_an_administrator_corrects_holds_from_the_next_call_on_and_credits_stay_right(DatabaseProvider database)
    {
        await using var host = await FakeHost.StartAsync(ct: Token);
        host.Script.On("POST", "/api/v1/sonic/create", Answer.Json("""{"message":"success","task_id":"t7"}"""));
        host.Script.On("GET", "/api/v9/task/t7", Answer.Json($$"""{"data":[{"clip_id":"c","state":"succeeded","link":"{{host.Address}}song.wav","duration":60}]}"""));
        host.Script.On("GET", "/song.wav", Answer.File("RIFF1234WAVEfmt "u8.ToArray(), "audio/wav"));
        var settings = new Dictionary<string, string?> { ["Vendors:musicapi:Key"] = "the-key", ["Providers:sonic:BaseUrl"] = $"{host.Address}", ["Outbound:AllowedHosts:0"] = host.Address.Authority };
        await using var app = await TestApp.StartAsync(
            database, credits: 150, services => Steps.With(services.AddMusicApi(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), new ScriptedProvider()), settings);
        var id = (await app.Get<EnqueueTask>().RunAsync(app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()), "sonic", new MusicRequest { Op = Ops.Create, Model = "sonic-v5", Description = "rain" }, retryOfId: null, Token)).Value;
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Submitted, available: 135, held: 15);

        // The task is on its way already; the vendor has moved since.
        await CorrectAsync(app, WireKind.Path, "", "api/v1/sonic/task/{id}", "api/v9/task/{id}", provider: "sonic");
        await CorrectAsync(app, WireKind.ReadField, "", "audio_url", "link", provider: "sonic");
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Single(await app.Get<ListTakes>().RunAsync(app.Ben, id, Token));
    }

    [Theory, OnBothDatabases]
    public async Task The_last_word_holds_can_be_taken_back_and_everything_is_remembered(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        using var ear = new Ear(app, PriceList.Topic);
        Assert.Equal("name", (await CorrectAsync(app, WireKind.SentField, "songs", "title", " name ")).Value!.Actual);
        Assert.Equal(LiveKinds.Offer, (await ear.NextAsync()).Kind);
        await CorrectAsync(app, WireKind.SentField, "songs", "title", "heading");
        await CorrectAsync(app, WireKind.SentField, "songs", "title", "heading"); // The same again is nothing new.
        await CorrectAsync(app, WireKind.SentField, "", "title", "name");
        Assert.Equal([("songs", "heading"), ("", "name")], (await InForceAsync(app)).Select(correction => (correction.Path, correction.Actual)));
        Assert.Null((await CorrectAsync(app, WireKind.SentField, "songs", "title", null)).Value!.Actual);
        Assert.Equal([("", "name")], (await InForceAsync(app)).Select(correction => (correction.Path, correction.Actual)));
        Assert.Empty(await app.Get<ReadCorrections>()("another", Token));

        var report = (await app.Get<ReadWire>().RunAsync(app.Ada, before: null, take: 3, Token)).Value!;
        Assert.Equal([null, "name", "heading"], report.History.Items.Select(row => row.Change.Actual));
        var rest = (await app.Get<ReadWire>().RunAsync(app.Ada, report.History.Next, take: 3, Token)).Value!.History;
        Assert.Equal(("name", "ada@example.com", null), (Assert.Single(rest.Items).Change.Actual, rest.Items[0].SetBy, rest.Next));
        Assert.Equal(StillProvider.Default, Assert.Single(report.Providers).Name);
        await using var db = app.OpenDb();
        var audited = await db.AuditEvents.Where(row => row.Action == "wire.corrected").OrderBy(row => row.Id).ToListAsync(Token);
        Assert.Equal([("as documented", "name"), ("name", "heading"), ("as documented", "name"), ("heading", "as documented")], audited.Select(row => (row.Before!, row.After!)));
        Assert.Equal("still songs title", audited[0].Subject);
    }

    [Theory, OnBothDatabases]
    public async Task Corrections_made_at_once_come_one_after_the_other(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var results = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => CorrectAsync(app, WireKind.SentField, "", "title", $"name{number}")));
        Assert.All(results, result => Assert.Null(result.Error));
        await using var db = app.OpenDb();
        Assert.Equal(Enumerable.Range(1, 8), await db.WireChanges.OrderBy(change => change.Number).Select(change => change.Number).ToListAsync(Token));
        Assert.Single(await InForceAsync(app));
    }

    [Fact]
    public async Task Only_an_administrator_corrects_what_goes_over_a_wire_to_something_it_can_be()
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite);
        async Task<string?> RefusedAsync(string code, string documented = "title", string? actual = "name", WireKind kind = WireKind.SentField, string path = "", string provider = StillProvider.Default, string reason = "why", Actor? actor = null)
        {
            var error = (await app.Get<CorrectWire>().RunAsync(actor ?? app.Ada, provider, kind, path, documented, actual, reason, Token)).Error;
            Assert.Equal(code, error?.Code);
            return error?.Field;
        }

        await RefusedAsync("not_found", actor: app.Ben);
        await RefusedAsync("not_found", provider: "nobody");
        await RefusedAsync("bad_reason", reason: " ");
        Assert.Equal("Path", await RefusedAsync("bad_correction", path: "elsewhere"));
        Assert.Equal("Actual", await RefusedAsync("bad_correction", actual: "title"));
        Assert.Equal("Actual", await RefusedAsync("bad_correction", documented: "songs", actual: "https://elsewhere.example/", kind: WireKind.Path));
        Assert.True((await CorrectAsync(app, WireKind.ReadField, "", "link", "url")).IsOk);
        Assert.Equal("Actual", await RefusedAsync("bad_correction", documented: "audio", actual: "url", kind: WireKind.ReadField));
        Assert.Single(await InForceAsync(app));
        Assert.Null((await app.Get<ReadWire>().RunAsync(app.Ben, before: null, take: 5, Token)).Value);
    }

    private static Task<Result<WireInForce>> CorrectAsync(TestApp app, WireKind kind, string path, string documented, string? actual, string provider = StillProvider.Default)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return app.Get<CorrectWire>().RunAsync(app.Ada, provider, kind, path, documented, actual, "their letter", Token);
    }

    private static Task<IReadOnlyList<WireCorrection>> InForceAsync(TestApp app) => app.Get<ReadCorrections>()(StillProvider.Default, Token);
}
