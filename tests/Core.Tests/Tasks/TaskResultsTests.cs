using Core.Tests.Library;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class TaskResultsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_first_take_of_a_song_stands_above_the_second(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        for (var song = 0; song < 6; song++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.EnqueueAsync();
            await app.StepAsync();
        }

        var page = await app.Get<SongList>().PageAsync(app.Ben, new SongFilter(Op: null, Status: null, Trashed: false), before: null, take: 50, Token);
        Assert.Equal(Enumerable.Range(0, 12).Select(row => row % 2), page.Items.Select(row => row.Clip!.Index));
    }

    [Theory, OnBothDatabases]
    public async Task Markup_emoji_and_right_to_left_words_are_kept_as_they_came(DatabaseProvider database)
    {
        const string Words = "<script>alert('x')</script> 👩‍👩‍👧‍👦 שיר של גשם \u202e {0} %s";
        var clip = await MakeAsync(database, result => result with { Title = Words, Lyrics = $"{Words}\n\n{Words}", Styles = Words, Note = Words });
        Assert.Equal((Words, $"{Words}\n\n{Words}", Words, Words), (clip.Title, clip.Lyrics, clip.Styles, clip.Note));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\0 ")]
    public async Task A_song_without_a_title_is_called_after_its_order(string title) =>
        Assert.Equal("rain on tin", (await MakeAsync(DatabaseProvider.Sqlite, result => result with { Title = title })).Title);

    // A number no column takes stands for whatever a provider may think of.
    [Theory, OnBothDatabases]
    public async Task Results_that_cannot_be_saved_cost_an_attempt_each_and_nothing_in_the_end(DatabaseProvider database)
    {
        var provider = new ScriptedProvider { OnSubmit = (call, _) => Done(call, result => result with { DurationSeconds = double.NaN }) };
        await using var app = await Steps.StartAsync(database, provider);
        // PostgreSQL has a place for what is not a number, so the limit of a column does it there.
        await using var db = app.OpenDb();
        if (database is DatabaseProvider.Postgres) await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Clips\" ADD CONSTRAINT \"CK_Test\" CHECK (\"DurationSeconds\" < 1000)", Token);
        var id = await app.EnqueueAsync();
        for (var attempt = 1; attempt < 8; attempt++)
        {
            Assert.Equal(1, await app.StepAsync());
            Assert.Equal(attempt, (await app.AssertAsync(id, TaskState.Queued, available: 135, held: 15)).Attempt);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await app.StepAsync();
        Assert.Equal("The files could not be stored. Try again later.", (await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0)).Reason);
        Assert.Empty(await app.ClipsAsync(id));
        Assert.Equal(8, provider.Submits.Count);
    }

    [Theory]
    [InlineData("fLaC", "flac")]
    [InlineData("RIFF0000WAVE", "wav")]
    [InlineData("ID3", "mp3")]
    [InlineData("\0\0\0\u0020ftypM4A ", "m4a")]
    public async Task A_song_of_unnamed_format_is_what_its_bytes_say(string head, string kind)
    {
        byte[] bytes = [.. head.Select(letter => (byte)letter), .. new byte[100_000]];
        await using var app = await Steps.StartAsync(DatabaseProvider.Sqlite, new ScriptedProvider { OnSubmit = (call, _) => Done(call, result => result with { Files = [Sound(bytes)] }) });
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        await using var db = app.OpenDb();
        Assert.All(await db.ClipFiles.ToListAsync(Token), file => Assert.Equal((kind, bytes.Length), (file.Kind, file.SizeBytes)));
    }

    [Theory]
    [InlineData("<html><body>404</body></html>")]
    [InlineData("")]
    public async Task What_is_no_sound_is_no_song_and_costs_nothing(string body)
    {
        byte[] bytes = [.. body.Select(letter => (byte)letter)];
        await using var app = await Steps.StartAsync(DatabaseProvider.Sqlite, new ScriptedProvider { OnSubmit = (call, _) => Done(call, result => result with { Files = [Sound(bytes)] }) });
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0);
    }

    [Theory, OnBothDatabases]
    public async Task A_song_that_comes_without_an_outline_gets_one_where_its_sound_can_be_read(DatabaseProvider database)
    {
        byte[] wav = Recordings.Wav(20), mp3 = [.. "ID3"u8, .. new byte[1000]], brought = [1, 2, 3];
        var provider = new ScriptedProvider();
        await using var app = await Steps.StartAsync(database, provider);
        var measured = (await app.ClipAsync((await app.AddRecordingAsync(app.Ben, bytes: wav)).Value)).Peaks;
        Assert.NotEmpty(measured!);
        foreach (var (files, own, expected) in new (ResultFile[] Files, byte[]? Own, byte[]? Expected)[]
        {
            ([Sound(wav)], null, measured),
            ([Sound(mp3), Sound(wav) with { Kind = "wav" }], null, measured),
            ([Sound(wav)], brought, brought),
            ([Sound(mp3)], null, null),
            ([Sound(mp3), Sound(wav) with { Kind = "vocals" }], null, null),
            ([Sound([.. "RIFF0000WAVE"u8, .. new byte[1000]])], null, null),
            ([Sound(Recordings.Wav((20 * 60) + 1))], null, null),
        })
        {
            provider.OnSubmit = (call, _) => Done(call, result => result with { Files = files, Peaks = own });
            var id = await app.EnqueueAsync();
            await app.StepAsync();
            Assert.Equal(TaskState.Succeeded, (await app.FindAsync(id)).State);
            Assert.All(await Steps.ClipsAsync(app, id), clip => Assert.Equal(expected, clip.Peaks));
        }
    }

    private static ResultFile Sound(byte[] bytes) => new(ResultFile.Audio, "audio/mpeg", _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)));

    private static async Task<Clip> MakeAsync(DatabaseProvider database, Func<ProviderResult, ProviderResult> change)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider { OnSubmit = (call, _) => Done(call, change) });
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        return (await app.ClipsAsync(id))[0];
    }

    private static Task<SubmitAnswer> Done(ProviderCall call, Func<ProviderResult, ProviderResult> change) =>
        Task.FromResult<SubmitAnswer>(new SubmitAnswer.Done([.. ScriptedProvider.Takes(call.TaskId, 2).Select(change)]));
}
