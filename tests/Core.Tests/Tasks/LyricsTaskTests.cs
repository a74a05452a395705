using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class LyricsTaskTests
{
    private static readonly MusicRequest _writing = new() { Op = Ops.Lyrics, Model = "script-1", Description = "a song about the sky" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Words_that_were_written_lie_among_the_lyrics_of_whoever_paid_for_them(DatabaseProvider database)
    {
        await using var app = await StartAsync(database, new LyricsResult(" Whisper ", "[Verse]\nblue\n"), new LyricsResult("", "[Verse]\ngrey"), new LyricsResult("Nothing", " "));
        var id = await SourceTaskTests.OrderAsync(app, _writing);
        await app.AssertAsync(id, TaskState.Queued, available: 148, held: 2);
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 148, held: 0);
        var sheets = (await app.Get<LyricsList>().PageAsync(app.Ben, trashed: false, before: null, take: 10, Token)).Items;
        Assert.Equal([("Whisper", "[Verse]\nblue", 1), ("a song about the sky", "[Verse]\ngrey", 1)], sheets.Select(sheet => (sheet.Belonging.Name, sheet.Text, sheet.Version)).OrderBy(sheet => sheet.Text));
        Assert.All(sheets, sheet => Assert.Equal(ShareRight.Manage, sheet.Belonging.Right));
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_without_words_costs_nothing(DatabaseProvider database)
    {
        await using var app = await StartAsync(database, new LyricsResult("Nothing", "\u0001 "));
        var id = await SourceTaskTests.OrderAsync(app, _writing);
        await app.StepAsync();
        Assert.Equal("The provider answered without words.", (await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0)).Reason);
    }

    private static Task<TestApp> StartAsync(DatabaseProvider database, params IReadOnlyList<LyricsResult> lyrics) =>
        Steps.StartAsync(database, new ScriptedProvider { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.MadeLyrics(lyrics)) });
}
