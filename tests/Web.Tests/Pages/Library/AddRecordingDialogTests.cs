using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Pages.Library;
using MusicWeb.Ui;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Library;

public sealed class AddRecordingDialogTests : ComponentTest
{
    private const string Wav = "RIFF....WAVEfmt ";
    private bool _isClosed;

    [Fact]
    public void A_chosen_file_is_shown_and_gives_the_title_unless_somebody_typed_one()
    {
        var dialog = Open();
        Assert.Contains("Choose a file", dialog.Find(".recording-drop").TextContent, StringComparison.Ordinal);
        Assert.Equal("FLAC, WAV, MP3 or M4A, up to 100 MB and 20 minutes", dialog.Find("#recording-hint").TextContent);
        Choose(dialog, "Kitchen_take 3.wav", 5_292_078, Wav);
        Assert.Equal(["Kitchen_take 3.wav", "5.3 MB"], dialog.FindAll(".recording-words > *").Select(word => word.TextContent));
        Assert.Equal("Kitchen take 3", dialog.Find("#recording-title").GetAttribute("value"));
        Choose(dialog, new string('x', 100) + ".mp3", 1000, "ID3");
        Assert.Equal(new string('x', 80), dialog.Find("#recording-title").GetAttribute("value"));
        dialog.Find("#recording-title").Input("My own words");
        Choose(dialog, "other.wav", 1000, Wav);
        Assert.Equal("My own words", dialog.Find("#recording-title").GetAttribute("value"));
    }

    [Theory]
    [InlineData("words.mp3", 500, "la la la", "There is no sound in this file. Choose a FLAC, WAV, MP3 or M4A file.")]
    [InlineData("empty.wav", 0, "", "This file is empty. Choose another one.")]
    [InlineData("huge.wav", 200_000_000, Wav, "This file is larger than 100 MB, the most that can be added. Save it as MP3 or FLAC, or add a part of it.")]
    public void A_file_that_cannot_be_taken_is_not_sent(string name, long size, string head, string sentence)
    {
        var dialog = Open();
        Choose(dialog, name, size, head);
        Assert.Equal(sentence, dialog.Find("#recording-file-error").TextContent);
        dialog.Find("#recording-rights").Change(true);
        dialog.Find("form").Submit();
        Assert.Equal((sentence, null), (dialog.Find("#recording-file-error").TextContent, AddressOf(dialog)));
        Choose(dialog, "good.wav", 1000, Wav);
        Assert.Equal("", dialog.Find("#recording-file-error").TextContent);
    }

    [Fact]
    public void Nothing_is_sent_before_file_title_and_rights_are_there()
    {
        var dialog = Open();
        dialog.Find("form").Submit();
        Assert.Equal("Choose a file first.", dialog.Find("#recording-file-error").TextContent);
        Choose(dialog, "take.wav", 1000, Wav);
        dialog.Find("#recording-title").Input(" ");
        dialog.Find("form").Submit();
        Assert.Equal("Enter a title.", dialog.Find("#recording-title-error").TextContent);
        dialog.Find("#recording-title").Input("Take");
        dialog.Find("form").Submit();
        Assert.Equal("Confirm that this recording is yours, or that you may use it.", dialog.Find("#recording-rights-error").TextContent);
        Assert.Null(AddressOf(dialog));
        dialog.Find("#recording-rights").Change(true);
        dialog.Find("form").Submit();
        Assert.NotNull(AddressOf(dialog));
    }

    [Fact]
    public void What_is_on_its_way_cannot_be_closed_by_accident_and_its_end_closes_it()
    {
        var dialog = Send("Küche & Co");
        Assert.Matches("^/media/recordings/me\\?id=[0-9a-f-]{36}&title=K%C3%BCche%20%26%20Co&rights=true$", AddressOf(dialog));
        Assert.NotNull(dialog.Find("modal-dialog").GetAttribute("keeps"));
        Assert.NotNull(dialog.Find("#recording-file").GetAttribute("disabled"));
        Assert.Equal(["Stop sending"], dialog.FindAll(".dialog-foot button").Select(button => button.TextContent));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/w/me/create");
        Assert.EndsWith("http://localhost/", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("The recording is on its way. Stop sending it before you leave this page.", dialog.Find(".form-message").TextContent);

        string? told = null;
        Services.GetRequiredService<ToastFeed>().Added += toast => told = toast.Text;
        End(dialog, new { status = 200, clip = Guid.CreateVersion7() });
        Assert.True(_isClosed);
        Assert.Equal("“Küche & Co” is in the library.", told);
    }

    [Theory]
    [InlineData(0, null, "The connection broke off. Your file is still chosen: send it again.")]
    [InlineData(400, null, "This page is too old for that. Reload it and choose the file again.")]
    [InlineData(401, null, "You are signed out. Sign in again in another tab, then send it again.")]
    [InlineData(413, null, "The server takes no file of this size. Save it as MP3, or ask its administrator.")]
    [InlineData(502, null, "The server could not take the file (status 502). Send it again a little later.")]
    [InlineData(422, "This file is damaged.", "This file is damaged.")]
    public void What_goes_wrong_is_said_in_place_and_the_file_stays_chosen(int status, string? message, string sentence)
    {
        var dialog = Send();
        var address = AddressOf(dialog);
        End(dialog, new { status, code = "any", message });
        Assert.Equal((sentence, null), (dialog.Find(".form-message").TextContent, AddressOf(dialog)));
        Assert.Equal("take.wav", dialog.Find(".recording-words strong").TextContent);
        // The same file under the same id: if it came through after all, it is there once.
        dialog.Find("form").Submit();
        Assert.Equal(address, AddressOf(dialog));
        Assert.False(_isClosed);
    }

    [Fact]
    public void Another_file_is_another_recording_and_a_stop_says_nothing()
    {
        var dialog = Send();
        var first = AddressOf(dialog);
        End(dialog, new { status = -1 });
        Assert.Empty(dialog.FindAll(".form-message"));
        Choose(dialog, "take.wav", 1000, Wav);
        dialog.Find("form").Submit();
        Assert.NotEqual(first, AddressOf(dialog));
        // What no script of ours would tell.
        dialog.Find("[data-part=outcome]").Change("{ nonsense");
        Assert.NotNull(AddressOf(dialog));
    }

    private static void Choose(IRenderedComponent<AddRecordingDialog> dialog, string name, long size, string head) =>
        dialog.Find("[data-part=chosen]").Change(JsonSerializer.Serialize(new { name, size, head = Convert.ToBase64String([.. head.Select(letter => (byte)letter)]) }));

    private static void End(IRenderedComponent<AddRecordingDialog> dialog, object outcome) => dialog.Find("[data-part=outcome]").Change(JsonSerializer.Serialize(outcome));

    private static string? AddressOf(IRenderedComponent<AddRecordingDialog> dialog) => dialog.Find("recording-upload").GetAttribute("send");

    private IRenderedComponent<AddRecordingDialog> Send(string title = "Take")
    {
        var dialog = Open();
        Choose(dialog, "take.wav", 1000, Wav);
        dialog.Find("#recording-title").Input(title);
        dialog.Find("#recording-rights").Change(true);
        dialog.Find("form").Submit();
        return dialog;
    }

    private IRenderedComponent<AddRecordingDialog> Open() => Render<AddRecordingDialog>(parameters => parameters.Add(d => d.Workspace, "me").Add(d => d.OnClose, () => _isClosed = true));
}
