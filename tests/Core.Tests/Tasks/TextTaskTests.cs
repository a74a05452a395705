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
