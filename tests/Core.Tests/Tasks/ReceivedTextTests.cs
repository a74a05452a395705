using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>Whatever a provider writes, the task ends and its credits are settled.</summary>
public sealed class ReceivedTextTests
{
    private static readonly string _garbage = "rain\0\u001b on\r\n\ttin " + "🎸"[..1];

    [Theory, OnBothDatabases]
    public async Task A_song_with_words_that_cannot_be_kept_arrives_without_them(DatabaseProvider database)
    {
        var provider = new ScriptedProvider();
        provider.OnSubmit = (call, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Done(
            [.. ScriptedProvider.Takes(call.TaskId, 2).Select(take => take with { Title = _garbage, Styles = _garbage, Lyrics = _garbage, Note = _garbage, Key = _garbage })]));
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();

        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        var clip = (await app.ClipsAsync(id))[0];
        Assert.All([clip.Title, clip.Styles, clip.Lyrics, clip.Note], text => Assert.Equal("rain on\r\n\ttin \ufffd", text));
    }

    [Theory, OnBothDatabases]
    public async Task A_refusal_with_words_that_cannot_be_kept_returns_the_credits(DatabaseProvider database)
    {
        var provider = new ScriptedProvider { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Refused(_garbage + new string('x', 1984) + "🎸🎸")) };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();

        var task = await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0);
        Assert.StartsWith("rain on\r\n\ttin \ufffdxxx", task.Reason, StringComparison.Ordinal);
        Assert.Equal(1999, task.Reason!.Length); // 2000 would be half a guitar.
        Assert.True(RequestRules.IsReadable(task.Reason));
    }

    [Theory]
    [InlineData(null, null, 5)]
    [InlineData("", "", 5)]
    [InlineData("rain", "rain", 4)]
    [InlineData("rains", "rain", 4)]
    [InlineData("🎸🎸", "🎸", 3)]
    [InlineData("מטר 🎸", "מטר 🎸", 100)]
    public void Text_is_cut_between_characters(string? text, string? kept, int limit) => Assert.Equal(kept, ReceivedText.Fit(text, limit));
}
