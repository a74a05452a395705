using Core.Tests.Credits;
using Core.Tests.Live;
using Core.Tests.Tasks;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace Core.Tests.Library;

public sealed class ClipVerbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_clip_is_found_with_its_facts_and_files(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben, files: ["wav", "flac"]);
        var view = await FindAsync(app, app.Ben, clip.Id);
        Assert.NotNull(view);
        Assert.Equal(("Rain on tin", "ambient", "drip drop", 90.5, 120, "A minor"), (view.Title, view.Styles, view.Lyrics, view.DurationSeconds, view.Bpm, view.Key));
        Assert.Equal([0, 128, 255], view.Peaks!);
        Assert.Equal((DateTimeKind.Utc, app.Clock.UtcNow), (view.CreatedAt.Kind, view.CreatedAt));
        Assert.Equal(["flac", "wav"], view.Files.Select(file => file.Kind));
        Assert.Equal("audio/flac", view.Playable?.ContentType);
    }

    [Theory]
    [InlineData("flac", "wav", "mp3", "flac")]
    [InlineData("mp3", "wav", "mp3", "midi")]
    [InlineData("wav", "score", "midi", "wav")]
    [InlineData(null, "score", "midi")]
    [InlineData(null)]
    public void A_browser_plays_flac_before_mp3_before_wav(string? played, params string[] kinds)
    {
        var files = kinds.Select(kind => new ClipFileView(Guid.CreateVersion7(), kind, $"audio/{kind}", SizeBytes: 1)).ToArray();
        var clip = new ClipView(
            Guid.CreateVersion7(), Guid.CreateVersion7(), Index: 0, "Rain", Styles: null, Lyrics: null, "create", "still", "still-1", DurationSeconds: 90, Bpm: null,
            Key: null, Peaks: null, Note: null, DateTime.UnixEpoch, TrashedAt: null, files);
        Assert.Equal(played, clip.Playable?.Kind);
    }

    [Theory, OnBothDatabases]
    public async Task A_clip_gets_the_title_it_is_given_without_blanks_at_its_ends(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben);
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");
        foreach (var title in new[] { "Tin", "<script>alert(1)</script>", "👩‍🎤 \u202eמטר על פח\u202c", "{0} %s '; --", new string('x', RenameClip.TitleLimit) })
        {
            Assert.Equal(title, (await RenameAsync(app, app.Ben, clip.Id, $" \n{title}\t ")).Value);
            Assert.Equal(title, (await FindAsync(app, app.Ben, clip.Id))!.Title);
            Assert.Equal(new Announcement($"workspace:{app.Ben.WorkspaceId}", LiveKinds.Clip, clip.Id), await ear.NextAsync());
            Assert.Equal(LiveKinds.Activity, (await ear.NextAsync()).Kind);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_bad_title_is_refused_with_what_to_do_and_the_old_one_stays(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben);
        foreach (var (title, sentence) in new[]
        {
            ("", "Enter a title."),
            (" \n ", "Enter a title."),
            (new string('x', 81), "Shorten the title: 81 of 80 characters."),
            ("rain\non tin", "Keep the title on one line."),
            ("rain\ton tin", "Keep the title on one line."),
            ("rain\0", "Delete the control characters from the title."),
            ("🎸"[..1], "Delete the control characters from the title."),
        })
        {
            var error = (await RenameAsync(app, app.Ben, clip.Id, title)).Error;
            Assert.Equal(("bad_title", "Title", sentence), (error?.Code, error?.Field, error?.Message));
        }

        Assert.Equal((clip.Title, clip.Revision), ((await app.ClipAsync(clip.Id)).Title, (await app.ClipAsync(clip.Id)).Revision));
    }

    [Theory, OnBothDatabases]
    public async Task Renaming_from_two_tabs_at_once_keeps_one_of_the_titles(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => RenameAsync(app, app.Ben, clip.Id, $"Tin {i}")));
        Assert.Equal(["Tin 0", "Tin 1", "Tin 2", "Tin 3"], results.Select(result => result.Value));
        Assert.Contains((await app.ClipAsync(clip.Id)).Title, results.Select(result => result.Value));
    }

    [Theory, OnBothDatabases]
    public async Task Trashing_twice_keeps_the_first_moment_and_restoring_twice_changes_nothing(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben, files: "flac");
        var trashedAt = app.Clock.UtcNow;
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(clip.Id, (await TrashAsync(app, app.Ben, clip.Id)).Value);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(trashedAt, (await FindAsync(app, app.Ben, clip.Id))!.TrashedAt);
        for (var i = 0; i < 2; i++) Assert.Equal(clip.Id, (await RestoreAsync(app, app.Ben, clip.Id)).Value);
        var kept = await FindAsync(app, app.Ben, clip.Id);
        Assert.Equal((null, clip.CreatedAt, 1), (kept!.TrashedAt, kept.CreatedAt, kept.Files.Count));
    }

    [Theory, OnBothDatabases]
    public async Task Throwing_clips_away_leaves_task_and_books_alone(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.OrderAsync(app.Ben);
        await app.SucceedAsync(id);
        var (task, transfers, balance) = (await app.TaskAsync(id), await app.TransfersAsync(app.Ben.WorkspaceId), await app.BalanceAsync(app.Ben));
        foreach (var clip in await app.ClipsAsync(id)) await TrashAsync(app, app.Ben, clip.Id);
        Assert.Equal(task.Revision, (await app.TaskAsync(id)).Revision);
        Assert.Equal(transfers.Select(transfer => transfer.Id), (await app.TransfersAsync(app.Ben.WorkspaceId)).Select(transfer => transfer.Id));
        Assert.Equal(balance, await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Strangers_find_no_clip_and_viewers_change_none(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben);
        var viewer = app.Ada.At(app.Ben, Role.Viewer);
        Assert.Null(await FindAsync(app, app.Ada, clip.Id));
        Assert.NotNull(await FindAsync(app, viewer, clip.Id));
        foreach (var (actor, error) in new[] { (app.Ada, Error.NotFound), (viewer, Error.Forbidden) })
        {
            Assert.Equal(error, (await RenameAsync(app, actor, clip.Id, "Mine")).Error);
            Assert.Equal(error, (await TrashAsync(app, actor, clip.Id)).Error);
            Assert.Equal(error, (await RestoreAsync(app, actor, clip.Id)).Error);
        }

        var kept = await app.ClipAsync(clip.Id);
        Assert.Equal((clip.Title, null), (kept.Title, kept.TrashedAt));
        Assert.Equal("Ours", (await RenameAsync(app, app.Ada.At(app.Ben, Role.Member), clip.Id, "Ours")).Value);
    }

    private static Task<ClipView?> FindAsync(TestApp app, Actor actor, Guid id) => app.Get<FindClip>().RunAsync(actor, id, Token);

    private static Task<Result<string>> RenameAsync(TestApp app, Actor actor, Guid id, string title) => app.Get<RenameClip>().RunAsync(actor, id, title, Token);

    private static Task<Result<Guid>> TrashAsync(TestApp app, Actor actor, Guid id) => app.Get<TrashClip>().RunAsync(actor, id, Token);

    private static Task<Result<Guid>> RestoreAsync(TestApp app, Actor actor, Guid id) => app.Get<RestoreClip>().RunAsync(actor, id, Token);
}
