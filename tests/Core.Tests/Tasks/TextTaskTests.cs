using Core.Tests.Accounts;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class TextTaskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Words_are_kept_with_their_task_in_the_write_that_spends_their_price(DatabaseProvider database)
    {
        var provider = new ScriptedProvider { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.MadeText("[Verse]\nRain on tin")) };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Equal("[Verse]\nRain on tin", (await app.Get<FindTask>().RunAsync(app.Ben, id, Token))!.Text);
        Assert.Null(await app.Get<FindTask>().RunAsync(app.Ada, id, Token));
    }

    [Theory, OnBothDatabases]
    public async Task Words_are_found_again_for_a_week_by_who_ordered_them_alone(DatabaseProvider database)
    {
        var provider = new ScriptedProvider { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.MadeText("[Verse]\nRain on tin")) };
        await using var app = await Steps.StartAsync(database, provider);
        var (team, first) = (await app.CreateTeamAsync(app.Ben), await app.EnqueueAsync());
        app.Clock.Advance(TimeSpan.FromDays(1));
        var second = await app.EnqueueAsync();
        await app.StepAsync();
        Assert.Equal([(second, "rain on tin", "[Verse]\nRain on tin"), (first, "rain on tin", "[Verse]\nRain on tin")], await FindAsync(app.Ben));
        Assert.Empty(await FindAsync(app.Ada));
        Assert.Empty(await FindAsync(team));
        Assert.Empty(await app.Get<WrittenTexts>().RunAsync(app.Ben, Ops.StyleBoost, Token));
        app.Clock.Advance(TimeSpan.FromDays(6.5));
        Assert.Equal(second, Assert.Single(await FindAsync(app.Ben)).Item1);

        async Task<IEnumerable<(Guid, string, string)>> FindAsync(Actor actor) => (await app.Get<WrittenTexts>().RunAsync(actor, Ops.Create, Token)).Select(one => (one.TaskId, one.About, one.Text));
    }

    [Theory, OnBothDatabases]
    public async Task Words_that_cannot_be_kept_cost_nothing(DatabaseProvider database)
    {
        var text = "";
        var provider = new ScriptedProvider { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.MadeText(text)) };
        await using var app = await Steps.StartAsync(database, provider);
        foreach (var bad in new[] { " ", "a\0b", new string('x', 10_001) })
        {
            text = bad;
            var id = await app.EnqueueAsync();
            await app.StepAsync();
            await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0);
        }
    }
}
