using System.Diagnostics;
using System.Globalization;
using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>From the sign-up to the sound, as a newcomer goes.</summary>
public sealed class FirstSongTests(Sites sites) : Journey(sites)
{
    private const float SongPatienceMilliseconds = 120_000;
    private static readonly TimeSpan _songBar = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task One_press_after_the_sign_up_makes_two_songs_that_can_be_heard()
    {
        var visitor = await SignUpAsync();
        var (create, player) = (new CreatePage(visitor.Page), new PlayerBar(visitor.Page));
        await Assertions.Expect(create.Description).Not.ToBeEmptyAsync();
        await Assertions.Expect(create.Submit).ToHaveTextAsync("Create · 15 credits");
        await visitor.Page.EvaluateAsync("window.sameDocument = true");

        var pressed = Stopwatch.GetTimestamp();
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Open).ToHaveCountAsync(2);
        await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("%", new() { Timeout = SongPatienceMilliseconds });
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        var took = Stopwatch.GetElapsedTime(pressed);
        Figures.Note("press to two playable takes of a default song", $"{took.TotalSeconds:0.0} s");
        Figures.Note("memory of the program after that", $"{visitor.Site.WorkingSetBytes / 1048576} MB");
        Assert.True(took <= _songBar, $"two takes took {took.TotalSeconds:0.0} s");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.sameDocument === true"), "the page was loaded anew");

        var song = create.Songs.Clips.First;
        await PlayerBar.PlayAsync(song);
        await player.UntilAsync(1.5);
        await Assertions.Expect(player.Bar).ToBeVisibleAsync();

        var files = await create.Songs.Clips.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.src)");
        Assert.Equal(2, files.Distinct().Count());
        foreach (var (file, row) in files.Select((file, i) => (file, create.Songs.Clips.Nth(i))))
        {
            var promised = double.Parse((await row.GetAttributeAsync("data-duration"))!, CultureInfo.InvariantCulture);
            var sound = await Sound.ReadAsync(visitor.Page, file);
            Assert.InRange(sound.Seconds, promised - 0.1, promised + 0.1);
            Assert.InRange(sound.Seconds, 75, 105);
            Assert.InRange(sound.Peak, 0.1, 1.0);
            Assert.True(sound.LoudShare > 0.9, $"{sound.LoudShare:P0} of {file} can be heard");
        }
    }

    [Fact]
    public async Task The_player_sounds_on_while_the_page_changes()
    {
        var visitor = await SignUpAsync();
        var (create, player) = (new CreatePage(visitor.Page), new PlayerBar(visitor.Page));
        await create.FillShortAsync("Travelling");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await player.UntilAsync(0.3);
        await visitor.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Library" }).ClickAsync();
        await visitor.Page.UntilAtAsync("/w/[^/]+/library");
        var there = await player.SecondsAsync();
        await player.UntilAsync(there + 0.5);
        await Assertions.Expect(player.Title).ToHaveTextAsync("Travelling");
    }

    [Fact]
    public async Task The_books_show_grant_hold_and_capture()
    {
        var visitor = await SignUpAsync();
        var (create, credits) = (new CreatePage(visitor.Page), new CreditsPage(visitor.Page));
        await create.FillShortAsync("Accounted for");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        await credits.OpenAsync();
        await Assertions.Expect(credits.Available).ToHaveTextAsync("135");
        await Assertions.Expect(credits.Held).ToHaveTextAsync("0");
        await Assertions.Expect(credits.Rows).ToHaveCountAsync(3);
        await Assertions.Expect(credits.Rows.Nth(0)).ToContainTextAsync("135");
        await Assertions.Expect(credits.Rows.Nth(2)).ToContainTextAsync("150");
    }

    [Fact]
    public async Task Words_of_ones_own_become_a_song_with_its_title()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("Rain on tin", "[Verse]\nRain on the tin roof all night long\nI hear the drops and hum along\n[Chorus]\nFall, fall, fall on me\nWash the dust into the sea");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.ClipsOf("Rain on tin")).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        await Assertions.Expect(create.Songs.Clips.First).ToContainTextAsync("ynthetic guide vocal");
        var sound = await Sound.ReadAsync(visitor.Page, (await create.Songs.Clips.First.GetAttributeAsync("data-src"))!);
        Assert.True(sound.LoudShare > 0.8, $"{sound}");
    }

    [Fact]
    public async Task An_instrumental_needs_no_words()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("No words");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.ClipsOf("No words")).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        await Assertions.Expect(create.Songs.Clips.First).Not.ToContainTextAsync("guide vocal");
    }

    [Fact]
    public async Task A_song_can_be_downloaded_under_its_name()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("To take along");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = SongPatienceMilliseconds });
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => create.Songs.MenuItem("Download FLAC").ClickAsync());
        Assert.Matches("^To take along.*\\.flac$", download.SuggestedFilename);
        await using var bytes = await download.CreateReadStreamAsync();
        var head = new byte[4];
        await bytes.ReadExactlyAsync(head, Cancelled);
        Assert.Equal("fLaC"u8.ToArray(), head);
    }

    [Fact]
    public async Task A_cancelled_song_stops_and_costs_nothing()
    {
        var visitor = await SignUpAsync();
        var (create, credits) = (new CreatePage(visitor.Page), new CreditsPage(visitor.Page));
        await create.FillShortAsync("Never mind");
        await create.Length.PressAsync("End");
        await create.PressAsync();
        await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("%", new() { Timeout = SongPatienceMilliseconds });
        await Assertions.Expect(credits.Chip).ToContainTextAsync("135");
        await create.Songs.Open.First.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(create.Songs.Over).ToHaveCountAsync(1);
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("Cancelled");
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("15 credits returned");
        await Assertions.Expect(credits.Chip).ToContainTextAsync("150");
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(0);
    }
}
