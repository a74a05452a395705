using Core.Tests.Live;
using Core.Tests.Tasks;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace Core.Tests.Library;

public sealed class LyricsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_saved_text_stays_a_version_and_can_be_brought_back(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.AddLyricsAsync(app.Ben, text: "one");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new SavedLyrics(2, WasOvertaken: false), (await app.WriteAsync(app.Ben, id, "two", basedOn: 1)).Value);
        Assert.Equal(new SavedLyrics(2, WasOvertaken: false), (await app.WriteAsync(app.Ben, id, "two", basedOn: 2, name: "Other name")).Value);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, (await app.Get<RestoreLyricVersion>().RunAsync(app.Ben, id, 1, Token)).Value);
        Assert.Equal(3, (await app.Get<RestoreLyricVersion>().RunAsync(app.Ben, id, 3, Token)).Value);
        Assert.Equal("not_found", (await app.Get<RestoreLyricVersion>().RunAsync(app.Ben, id, 9, Token)).Error?.Code);

        var sheet = await app.Get<LyricsList>().FindAsync(app.Ben, id, Token);
        Assert.Equal(("Other name", "one", 3, app.Clock.UtcNow), (sheet!.Belonging.Name, sheet.Text, sheet.Version, sheet.UpdatedAt));
        Assert.Equal([(3, "one", 1), (2, "two", null), (1, "one", null)], (await VersionsAsync(app, app.Ben, id)).Select(version => (version.Number, version.Text, version.RestoredFrom)));
    }

    [Theory, OnBothDatabases]
    public async Task What_two_people_write_at_once_becomes_two_versions(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var team = await app.TeamAsync("Band", (app.Ben, Role.Admin), (app.Ada, Role.Admin));
        var id = await app.AddLyricsAsync(team);
        var saved = await Task.WhenAll(app.WriteAsync(team, id, "Ben's", basedOn: 1), app.WriteAsync(app.Ada.At(team, Role.Admin), id, "Ada's", basedOn: 1));
        Assert.Equal([2, 3], saved.Select(each => each.Value!.Version).Order());
        Assert.Equal([false, true], saved.Select(each => each.Value!.WasOvertaken).Order());
        Assert.Equal(["Ada's", "Ben's", "[Verse]\ndrip drop"], (await VersionsAsync(app, team, id)).Select(version => version.Text).Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_repeated_first_save_makes_one_sheet(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = Guid.CreateVersion7();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.WriteAsync(app.Ben, id, "one", basedOn: 0)));
        Assert.Single(await VersionsAsync(app, app.Ben, id));
        Assert.NotNull((await app.WriteAsync(app.Ada, id, "mine", basedOn: 0)).Error);
        Assert.Equal("one", (await app.Get<LyricsList>().FindAsync(app.Ben, id, Token))!.Text);
    }

    [Theory, OnBothDatabases]
    public async Task Lyrics_shared_for_use_are_read_and_not_written(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.AddLyricsAsync(app.Ben);
        var team = await app.TeamAsync("Band", (app.Ada, Role.Owner), (app.Ben, Role.Member));
        Assert.Equal("not_found", (await app.WriteAsync(team, id, "mine", basedOn: 1)).Error?.Code);
        await app.ShareAsync<LyricSheet>(app.Ben, id, team.WorkspaceId);
        Assert.Equal("[Verse]\ndrip drop", Assert.Single((await app.Get<LyricsList>().PageAsync(team, trashed: false, before: null, take: 10, Token)).Items).Text);
        Assert.Equal("forbidden", (await app.WriteAsync(team, id, "mine", basedOn: 1)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<RestoreLyricVersion>().RunAsync(team, id, 1, Token)).Error?.Code);
        Assert.Equal("forbidden", (await app.Get<LyricsList>().VersionsAsync(team, id, int.MaxValue, Token)).Error?.Code);
        await app.ShareAsync<LyricSheet>(app.Ben, id, team.WorkspaceId, ShareRight.Manage);
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");
        Assert.Equal(2, (await app.WriteAsync(team, id, "ours", basedOn: 1)).Value!.Version);
        Assert.Equal(new Announcement($"workspace:{app.Ben.WorkspaceId}", LiveKinds.Lyrics, id), await ear.NextAsync());
        Assert.Equal("forbidden", (await app.WriteAsync(team with { Role = Role.Viewer }, id, "theirs", basedOn: 2)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task Bad_words_are_refused_with_what_to_do(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        foreach (var (name, text, field, sentence) in new[]
        {
            (" ", "la", "Name", "Enter a name."),
            (new string('x', 81), "la", "Name", "Shorten the name: 81 of 80 characters."),
            ("a\nb", "la", "Name", "Keep the name on one line."),
            ("Rain\0", "la", "Name", "Delete the control characters from the name."),
            ("Rain", new string('x', 5001), "Text", "Shorten the lyrics: 5001 of 5000 characters."),
            ("Rain", "la\0", "Text", "Delete the control characters from the lyrics."),
        })
        {
            var error = (await app.WriteAsync(app.Ben, Guid.CreateVersion7(), text, basedOn: 0, name)).Error;
            Assert.Equal((field, sentence), (error?.Field, error?.Message));
        }

        var id = Guid.CreateVersion7();
        var odd = "🎸 \u202eמטר\u202c <script>alert(1)</script>\r\n\t'; --";
        Assert.Equal(1, (await app.WriteAsync(app.Ben, id, odd, basedOn: 0, name: " <b>{0}</b> ")).Value!.Version);
        var sheet = await app.Get<LyricsList>().FindAsync(app.Ben, id, Token);
        Assert.Equal(("<b>{0}</b>", odd), (sheet!.Belonging.Name, sheet.Text));
    }

    [Theory, OnBothDatabases]
    public async Task A_long_history_is_read_in_parts(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.AddLyricsAsync(app.Ben, text: "0");
        for (var number = 1; number < 25; number++) await app.WriteAsync(app.Ben, id, $"{number}", basedOn: number);
        var first = await VersionsAsync(app, app.Ben, id);
        Assert.Equal((LyricsList.VersionsTaken, 25, 6), (first.Count, first[0].Number, first[^1].Number));
        Assert.Equal([5, 4, 3, 2, 1], (await app.Get<LyricsList>().VersionsAsync(app.Ben, id, first[^1].Number, Token)).Value!.Select(version => version.Number));
    }

    private static async Task<IReadOnlyList<LyricVersionView>> VersionsAsync(TestApp app, Actor actor, Guid id) => (await app.Get<LyricsList>().VersionsAsync(actor, id, int.MaxValue, Token)).Value!;
}
