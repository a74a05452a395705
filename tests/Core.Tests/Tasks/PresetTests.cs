using Core.Tests.Library;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Tasks;

public sealed class PresetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_preset_keeps_the_settings_of_its_form_and_saving_again_replaces_them(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.AddPresetAsync(app.Ben);
        Assert.Equal(id, (await SaveAsync(app, app.Ben, id, "Slower", """{"a":1}""")).Value);
        var preset = Assert.Single(await ListAsync(app, app.Ben));
        Assert.Equal((id, "Slower", """{"a":1}"""), (preset.Belonging.Id, preset.Belonging.Name, preset.Json));
        Assert.Empty((await app.Get<PresetList>().PageAsync(app.Ben, "another form", before: null, take: 10, Token)).Items);
        Assert.Empty(await ListAsync(app, app.Ada));
    }

    [Theory, OnBothDatabases]
    public async Task A_shared_preset_is_used_by_others_and_changed_by_managers(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.AddPresetAsync(app.Ben);
        var team = await app.TeamAsync("Band", (app.Ada, Role.Member), (app.Ben, Role.Member));
        Assert.NotNull((await SaveAsync(app, team, id, "Mine", "{}")).Error);
        await app.ShareAsync<Preset>(app.Ben, id, team.WorkspaceId);
        Assert.Equal(ShareRight.Use, Assert.Single(await ListAsync(app, team)).Belonging.Right);
        Assert.Equal("forbidden", (await SaveAsync(app, team, id, "Mine", "{}")).Error?.Code);
        await app.ShareAsync<Preset>(app.Ben, id, team.WorkspaceId, ShareRight.Manage);
        Assert.Equal(id, (await SaveAsync(app, team, id, "Ours", "{}")).Value);
        Assert.Equal("Ours", Assert.Single(await ListAsync(app, app.Ben)).Belonging.Name);
        Assert.Null((await app.Get<TrashBelonging>().RunAsync<Preset>(team, id, Token)).Error);
        Assert.Empty(await ListAsync(app, app.Ben));
        Assert.Null((await app.Get<RestoreBelonging>().RunAsync<Preset>(app.Ben, id, Token)).Error);
        Assert.Single(await ListAsync(app, team));
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_kept_is_refused(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        Assert.Equal("Name", (await SaveAsync(app, app.Ben, Guid.CreateVersion7(), " ", "{}")).Error?.Field);
        Assert.Equal("bad_preset", (await SaveAsync(app, app.Ben, Guid.CreateVersion7(), "Long", new string('x', Preset.JsonLimit + 1))).Error?.Code);
        Assert.Equal("bad_preset", (await SaveAsync(app, app.Ben, Guid.CreateVersion7(), "Zero", "\0")).Error?.Code);
        Assert.Equal("forbidden", (await SaveAsync(app, app.Ben.At(app.Ada, Role.Viewer), Guid.CreateVersion7(), "Viewer", "{}")).Error?.Code);
        Assert.Empty(await ListAsync(app, app.Ben));
    }

    private static Task<MusicWeb.Core.Result<Guid>> SaveAsync(TestApp app, Actor actor, Guid id, string name, string json) => app.Get<SavePreset>().RunAsync(actor, id, "create", name, json, Token);

    private static async Task<IReadOnlyList<PresetView>> ListAsync(TestApp app, Actor actor) => (await app.Get<PresetList>().PageAsync(actor, "create", before: null, take: 10, Token)).Items;
}
