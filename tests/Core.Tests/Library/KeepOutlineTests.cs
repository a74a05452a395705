using Core.Tests.Live;
using Core.Tests.Tasks;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace Core.Tests.Library;

public sealed class KeepOutlineTests
{
    private static readonly byte[] _drawn = [.. Enumerable.Range(0, KeepOutline.Levels).Select(level => (byte)level)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_first_outline_that_is_drawn_is_kept_and_told_to_open_pages(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben, isMeasured: false);
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");

        Assert.Equal(clip.Id, (await KeepAsync(app, app.Ben, clip.Id, _drawn)).Value);
        Assert.Equal(new Announcement($"workspace:{app.Ben.WorkspaceId}", LiveKinds.Clip, clip.Id), await ear.NextAsync());
        // A second browser drew it too; it hears that all is well, and nobody else hears anything.
        Assert.Equal(clip.Id, (await KeepAsync(app, app.Ben, clip.Id, [.. _drawn.Reverse()])).Value);

        Assert.Equal(_drawn, (await app.ClipAsync(clip.Id)).Peaks);
        Assert.Equal(0, ear.Count);
    }

    [Theory, OnBothDatabases]
    public async Task Of_four_browsers_at_once_one_is_kept_and_all_are_well(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben, isMeasured: false);
        var sent = Enumerable.Range(0, 4).Select(level => Enumerable.Repeat((byte)level, KeepOutline.Levels).ToArray()).ToArray();
        var answers = await Task.WhenAll(sent.Select(levels => KeepAsync(app, app.Ben, clip.Id, levels)));
        Assert.All(answers, answer => Assert.Equal(clip.Id, answer.Value));
        Assert.Contains((await app.ClipAsync(clip.Id)).Peaks!, sent);
    }

    [Theory, OnBothDatabases]
    public async Task What_the_server_measured_is_never_drawn_over(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben);
        Assert.Equal(clip.Id, (await KeepAsync(app, app.Ben, clip.Id, _drawn)).Value);
        Assert.Equal(clip.Peaks, (await app.ClipAsync(clip.Id)).Peaks);
    }

    [Theory, OnBothDatabases]
    public async Task Strangers_viewers_trashed_songs_and_other_lengths_keep_nothing(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var clip = await app.AddClipAsync(app.Ben, isMeasured: false);
        var trashed = await app.AddClipAsync(app.Ben, isMeasured: false);
        Assert.Null((await app.Get<TrashClip>().RunAsync(app.Ben, trashed.Id, Token)).Error);

        // Ada has a workspace of her own, where she may do everything.
        Assert.Equal(Error.NotFound, (await KeepAsync(app, app.Ada, clip.Id, _drawn)).Error);
        Assert.Equal(Error.Forbidden, (await KeepAsync(app, app.Ada.At(app.Ben, Role.Viewer), clip.Id, _drawn)).Error);
        Assert.Equal(Error.NotFound, (await KeepAsync(app, app.Ada.At(app.Ben, Role.Viewer), trashed.Id, _drawn)).Error);
        Assert.Equal(Error.NotFound, (await KeepAsync(app, app.Ben, trashed.Id, _drawn)).Error);
        Assert.Equal(Error.NotFound, (await KeepAsync(app, app.Ben, Guid.CreateVersion7(), _drawn)).Error);
        foreach (var levels in new byte[][] { [], _drawn[..^1], [.. _drawn, 0] })
        {
            var error = (await KeepAsync(app, app.Ben, clip.Id, levels)).Error;
            Assert.Equal(("bad_outline", "Send exactly 800 bytes, one for each level."), (error?.Code, error?.Message));
        }

        foreach (var id in new[] { clip.Id, trashed.Id }) Assert.Null((await app.ClipAsync(id)).Peaks);
    }

    private static Task<Result<Guid>> KeepAsync(TestApp app, Actor actor, Guid clipId, byte[] levels) => app.Get<KeepOutline>().RunAsync(actor, clipId, levels, Token);
}
