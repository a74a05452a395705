using Bunit;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

/// <summary>A recording in the list: a song that no task made.</summary>
public sealed class RecordingRowTests : ComponentTest
{
    private static readonly string[] _ownOnly = [Ops.Extend, Ops.Cover, Ops.PersonaCreate];

    [Fact]
    public async Task Its_row_and_menu_speak_of_no_task_and_say_what_cannot_be_done()
    {
        Provider.Manifest = Provider.Manifest with
        {
            Operations = [Provider.Manifest.Operations[0], .. _ownOnly.Select(op => new OperationSpec(op, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score" })],
        };
        await AddAsync();
        var songs = Render<Songs>(parameters => parameters.Add(s => s.Workspace, "me").Add(s => s.Filter, new SongFilter(Op: null, Status: null, Trashed: false)).Add(s => s.Empty, "<p>Nothing.</p>"));

        Assert.Equal("Recording", songs.Find(".badge").TextContent);
        Assert.Equal("Added as WAV", songs.Find(".row-styles").TextContent);
        Assert.NotEmpty(songs.FindAll("mini-wave"));
        await songs.Find(".clip .icon-button").ClickAsync();
        var items = songs.FindAll("[role=menuitem]").Select(item => item.TextContent.Trim()).ToArray();
        Assert.Contains(items, item => item.StartsWith("Download WAV", StringComparison.Ordinal));
        Assert.Contains("With a provider", items);
        Assert.Contains("Extend with Sketch engineSketch engine works with songs that it made itself, not with a recording.", items);
        Assert.Equal(["Rename", "Move to…", "Move to trash"], items[^3..]);
        Assert.DoesNotContain("Charge", items);
        Assert.DoesNotContain("Reuse settings", items);
    }

    private async Task AddAsync()
    {
        byte[] wav = [.. "RIFF"u8, .. BitConverter.GetBytes(8036), .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(4000), .. BitConverter.GetBytes(4000), 1, 0, 8, 0, .. "data"u8, .. BitConverter.GetBytes(8000), .. Enumerable.Range(0, 8000).Select(i => (byte)i)];
        var added = await App.Get<AddRecording>().RunAsync(App.Ada, new RecordingOffer(Guid.CreateVersion7(), "Kitchen take", HasRights: true), new MemoryStream(wav), Ct);
        Assert.Null(added.Error);
    }
}
