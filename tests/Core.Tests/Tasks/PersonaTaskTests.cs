using Core.Tests.Credits;
using Core.Tests.Library;
using Core.Tests.Live;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class PersonaTaskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_persona_comes_of_a_song_in_the_write_that_spends_its_price(DatabaseProvider database)
    {
        ProviderCall? call = null;
        string? score = null;
        var provider = new ScriptedProvider
        {
            OnSubmit = async (asked, ct) =>
            {
                if (asked.Request.Op != Ops.PersonaCreate) return ScriptedProvider.Done(asked.TaskId);
                call = asked;
                await using var stream = await asked.Sources[0].FindFile("score")!.OpenAsync(ct);
                score = await new StreamReader(stream).ReadToEndAsync(ct);
                return new SubmitAnswer.MadePersona(new PersonaResult("lofi, 84 bpm", Belongings.Secret));
            },
        };
        await using var app = await Steps.StartAsync(database, provider);
        await app.EnqueueAsync();
        await app.StepAsync();
        var song = (await SongsAsync(app))[0];
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");
        var id = await OrderAsync(app, app.Ben, Making(song.Id));
        await app.AssertAsync(id, TaskState.Queued, available: 134, held: 1);
        await app.StepAsync();

        await app.AssertAsync(id, TaskState.Succeeded, available: 134, held: 0);
        Assert.Equal((song.Id, ScriptedProvider.Name, "Rain on tin"), (call!.Sources[0].Id, call.Sources[0].Provider, call.Sources[0].Title));
        Assert.StartsWith("""{ "take": """, score, StringComparison.Ordinal);
        Assert.Null(call.Persona);
        var persona = await app.Get<PersonaList>().FindAsync(app.Ben, id, Token);
        Assert.Equal(("Night owl", "Hoots.", "lofi, 84 bpm", ScriptedProvider.Name, "Rain on tin", ShareRight.Manage), (persona!.Belonging.Name, persona.Description, persona.Summary, persona.Provider, persona.Source, persona.Belonging.Right));
        Assert.Equal(Belongings.Secret, (await app.Get<ExportPersona>().RunAsync(app.Ben, id, Token)).Value?.Data);
        Assert.Equal(2, (await SongsAsync(app)).Count);
        Assert.Equal(id, (await ear.NextAsync(LiveKinds.Persona)).Id);
    }

    [Theory, OnBothDatabases]
    public async Task A_persona_that_comes_later_is_polled_for(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false)
        {
            OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("vendor-1", TimeSpan.FromSeconds(5))),
            OnPoll = (_, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.MadePersona(new PersonaResult(null, "vendor-persona-7"))),
        };
        await using var app = await Steps.StartAsync(database, provider);
        var song = await SongAsync(app, app.Ben);
        var id = await OrderAsync(app, app.Ben, Making(song));
        await app.StepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 149, held: 0);
        Assert.Equal("vendor-persona-7", (await app.Get<ExportPersona>().RunAsync(app.Ben, id, Token)).Value?.Data);
    }

    [Theory, OnBothDatabases]
    public async Task A_persona_that_cannot_be_kept_costs_nothing(DatabaseProvider database)
    {
        foreach (var data in new[] { "", "\0", new string('x', (64 * 1024) + 1) })
        {
            await using var app = await Steps.StartAsync(database, new ScriptedProvider { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.MadePersona(new PersonaResult("\u0001", data))) });
            var id = await OrderAsync(app, app.Ben, Making(await SongAsync(app, app.Ben)));
            await app.StepAsync();
            Assert.Equal("The provider's persona cannot be kept.", (await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0)).Reason);
            Assert.Empty(await app.PersonaNamesAsync(app.Ben));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_song_is_made_with_the_personas_data_and_counted_for_its_owner(DatabaseProvider database)
    {
        var calls = new List<ProviderCall>();
        await using var app = await Steps.StartAsync(database, new ScriptedProvider
        {
            OnSubmit = (call, _) =>
            {
                calls.Add(call);
                return Task.FromResult(ScriptedProvider.Done(call.TaskId));
            },
        });
        var persona = await app.AddPersonaAsync(app.Ada, provider: ScriptedProvider.Name);
        var team = await app.TeamAsync("Band", (app.Ben, Role.Member), (app.Ada, Role.Owner));
        await GrantAsync(app, team, 100);
        await app.ShareAsync<Persona>(app.Ada, persona.Id, team.WorkspaceId);
        foreach (var _ in new[] { 1, 2 }) await OrderAsync(app, team, Singing(persona.Id));
        while (await app.StepAsync() > 0) { }

        Assert.All(calls, call => Assert.Equal(new SourcePersona(persona.Id, Belongings.Secret), call.Persona));
        var usage = (await app.Get<UsageList>().RunAsync<Persona>(app.Ada, persona.Id, Token)).Value!;
        Assert.Equal((4, 30, 1), (usage.Clips, usage.Credits, usage.People));
        var row = Assert.Single(usage.Rows);
        Assert.Equal(("ben@example.com", "Band", 4, 30, app.Clock.UtcNow), (row.Person, row.Workspace, row.Clips, row.Credits, row.LastUsedAt));
    }

    [Theory, OnBothDatabases]
    public async Task Revoking_stops_the_next_order_and_leaves_what_was_paid_for_and_made(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        var persona = await app.AddPersonaAsync(app.Ada, provider: ScriptedProvider.Name);
        var team = await app.TeamAsync("Band", (app.Ben, Role.Member), (app.Ada, Role.Owner));
        await GrantAsync(app, team, 100);
        await app.ShareAsync<Persona>(app.Ada, persona.Id, team.WorkspaceId);
        var made = await OrderAsync(app, team, Singing(persona.Id));
        await app.StepAsync();
        var queued = await OrderAsync(app, team, Singing(persona.Id));
        await app.RevokeAsync<Persona>(app.Ada, persona.Id, team.WorkspaceId);

        var refused = await EnqueueAsync(app, team, Singing(persona.Id));
        Assert.Equal(("no_persona", "PersonaId"), (refused.Error?.Code, refused.Error?.Field));
        await app.FailAsync(queued);
        Assert.Equal("no_persona", (await app.Get<RetryTask>().RunAsync(team, queued, Guid.CreateVersion7(), Token)).Error?.Code);
        Assert.Equal(2, (await Steps.ClipsAsync(app, made)).Count);
        Assert.Equal(85, (await app.BalanceAsync(team)).Available);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_not_the_actors_to_use_costs_nothing(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (foreign, own) = (await app.AddPersonaAsync(app.Ada), await app.AddPersonaAsync(app.Ben, provider: "sonic"));
        var (foreignSong, otherSong, trashed) = (await app.AddClipAsync(app.Ada), await SongAsync(app, app.Ben, "sonic"), await app.AddClipAsync(app.Ben));
        await app.Get<TrashClip>().RunAsync(app.Ben, trashed.Id, Token);
        async Task RefusedAsync(string code, string sentence, MusicRequest request)
        {
            var error = (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), request)).Error;
            Assert.Equal((code, sentence), (error?.Code, error?.Message));
        }

        var singing = Singing(foreign.Id) with { Model = "still-1" };
        var making = Making(foreignSong.Id) with { Model = "still-1" };
        await RefusedAsync("no_persona", "This persona is no longer yours to use: choose another or none.", singing);
        await RefusedAsync("no_persona", "This persona is no longer yours to use: choose another or none.", singing with { PersonaId = Guid.CreateVersion7() });
        await RefusedAsync("no_persona", "Choose a persona that Still made.", singing with { PersonaId = own.Id });
        await RefusedAsync("no_source", "This song is not there any more: choose another.", making);
        await RefusedAsync("no_source", "This song is not there any more: choose another.", making with { SourceClipId = trashed.Id });
        await RefusedAsync("no_source", "Choose a song that Still made.", making with { SourceClipId = otherSong });
        await RefusedAsync("no_share", "These lyrics are no longer yours to use: write other words.", Orders.Rain with { LyricSheetId = foreign.Id });
        await RefusedAsync("no_share", "This preset is no longer yours to use: choose another or none.", Orders.Rain with { PresetId = foreign.Id });
        await app.AssertUntouchedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Lyrics_and_presets_count_their_use_too(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        var (lyrics, preset) = (await app.AddLyricsAsync(app.Ben), await app.AddPresetAsync(app.Ben));
        await OrderAsync(app, app.Ben, ScriptedProvider.Request() with { LyricSheetId = lyrics, PresetId = preset });
        await app.StepAsync();
        Assert.Equal((2, 15), Sums(await app.Get<UsageList>().RunAsync<LyricSheet>(app.Ben, lyrics, Token)));
        Assert.Equal((2, 15), Sums(await app.Get<UsageList>().RunAsync<Preset>(app.Ben, preset, Token)));
    }

    private static MusicRequest Making(Guid songId) => new() { Op = Ops.PersonaCreate, Model = "script-1", Title = " Night owl ", Description = "Hoots.", SourceClipId = songId };

    private static MusicRequest Singing(Guid personaId) => new() { Op = Ops.Persona, Model = "script-1", Description = "rain on tin", PersonaId = personaId };

    private static (long, long) Sums(Result<Usage> usage) => (usage.Value!.Clips, usage.Value.Credits);

    private static Task<Result<Guid>> EnqueueAsync(TestApp app, Actor actor, MusicRequest request) =>
        app.Get<EnqueueTask>().RunAsync(actor, Guid.CreateVersion7(app.Clock.GetUtcNow()), ScriptedProvider.Name, request, retryOfId: null, Token);

    private static async Task<Guid> OrderAsync(TestApp app, Actor actor, MusicRequest request)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var ordered = await EnqueueAsync(app, actor, request);
        Assert.Null(ordered.Error);
        return ordered.Value;
    }

    private static async Task<Guid> SongAsync(TestApp app, Actor owner, string provider = ScriptedProvider.Name)
    {
        var clip = await app.AddClipAsync(owner);
        await using var db = app.OpenDb();
        await db.Clips.Where(song => song.Id == clip.Id).ExecuteUpdateAsync(set => set.SetProperty(song => song.Provider, provider), Token);
        return clip.Id;
    }

    private static async Task<IReadOnlyList<Clip>> SongsAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.Clips.AsNoTracking().ToListAsync(Token);
    }

    private static Task<Result<bool>> GrantAsync(TestApp app, Actor team, long credits) => app.Writes.RunAsync<bool>(
        async db => await app.Get<MusicWeb.Core.Credits.Ledger>().GrantAsync(db, team.WorkspaceId, credits, "Test", actorId: null, onceKey: null, expiresAt: null, Token),
        Token);
}
