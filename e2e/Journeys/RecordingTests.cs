using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>A recording of one's own comes into the library.</summary>
public sealed class RecordingTests(Sites sites) : Journey(sites)
{
    // More than the server takes of any other request.
    private const int PaddingBytes = 31 * 1024 * 1024;

    [Fact]
    public async Task A_recording_is_added_played_and_kept_and_another_is_dropped_on_the_list()
    {
        var page = (await SignUpAsync()).Page;
        var (library, dialog) = (new LibraryPage(page), page.GetByRole(AriaRole.Dialog));
        await library.OpenAsync();
        await library.AddRecordingAsync();
        await page.AssertNoViolationAsync();
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N} Kitchen_take.wav");
        try
        {
            await File.WriteAllBytesAsync(path, [.. TestTone.Wav(hertz: 330), .. new byte[PaddingBytes]], TestContext.Current.CancellationToken);
            await dialog.GetByLabel("Recording", new() { Exact = true }).SetInputFilesAsync(path);
            await Assertions.Expect(dialog).ToContainTextAsync("Kitchen_take.wav");
            await dialog.GetByLabel("Title", new() { Exact = true }).FillAsync("Kitchen take");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await Assertions.Expect(dialog).ToContainTextAsync("Confirm that this recording is yours");
            await dialog.GetByLabel("This recording is mine, or I may use it.").CheckAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await Assertions.Expect(dialog).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        }
        finally
        {
            File.Delete(path);
        }

        var row = library.Songs.ClipsOf("Kitchen take");
        await Assertions.Expect(row.Locator("[data-play]")).ToBeFocusedAsync();
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("Recording");
        await PlayerBar.PlayAsync(row);
        await new PlayerBar(page).UntilAsync(0.3);
        await library.Songs.RenameAsync(row, "Cellar take");
        await library.OpenAsync("?op=import");
        await Assertions.Expect(library.Songs.ClipsOf("Cellar take")).ToHaveCountAsync(1);
        await Assertions.Expect(new CreditsPage(page).Chip).ToContainTextAsync("150");

        await library.DropAsync("Garden take.mp3", "no sound at all");
        await Assertions.Expect(dialog).ToContainTextAsync("Garden take.mp3");
        await Assertions.Expect(dialog).ToContainTextAsync("There is no sound in this file.");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_first_browser_that_plays_an_MP3_draws_its_outline_for_good_and_as_the_server_would()
    {
        var page = (await SignUpAsync()).Page;
        var library = new LibraryPage(page);
        await library.OpenAsync();
        await library.AddRecordingAsync("Garden take", "mp3", TestTone.Mp3());
        await library.AddRecordingAsync("Attic take", "wav", TestTone.Wav(hertz: 1900, opening: 0.25));
        var (played, measured) = (library.Songs.ClipsOf("Garden take"), library.Songs.ClipsOf("Attic take"));
        await Assertions.Expect(SongList.WaveOf(played)).ToHaveCountAsync(0);

        await PlayerBar.PlayAsync(played);
        await Assertions.Expect(SongList.WaveOf(played)).ToHaveCountAsync(1);
        var drawn = await SongList.OutlineOf(played);
        AssertQuarterThenWhole(drawn);
        await library.OpenAsync();
        Assert.Equal(drawn, await SongList.OutlineOf(played));

        // The server measured this one itself; the browser, asked for it too, sees the same.
        AssertQuarterThenWhole(await SongList.OutlineOf(measured));
        AssertQuarterThenWhole(await page.EvaluateAsync<int[]>(
            "async src => [...await (await import(document.getElementById('player').dataset.outline)).measure({ src, duration: 2 })]", await measured.GetAttributeAsync("data-src")));
    }

    // Away from the middle and the ends, where a coder rings.
    private static void AssertQuarterThenWhole<T>(IReadOnlyList<T> levels)
        where T : IConvertible
    {
        double Mean(double from, double to) => levels.Take((int)(from * levels.Count)..(int)(to * levels.Count)).Average(level => level.ToDouble(null));
        Assert.InRange(Mean(0.1, 0.4), 55, 72);
        Assert.InRange(Mean(0.6, 0.9), 225, 255);
    }
}
