using Bunit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class WriteDialogTests : ComponentTest
{
    [Fact]
    public async Task Words_are_ordered_for_the_price_on_the_button_and_handed_over_once_they_are_there()
    {
        string? taken = null;
        var dialog = RenderDialog(Ops.Lyrics, "a lighthouse", text => taken = text);
        Assert.Equal("Write · 2 credits", dialog.Find("[type=submit]").TextContent.Trim());
        Assert.Equal("a lighthouse", dialog.Find("#write-about").GetAttribute("value"));
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Writing…", dialog.Markup, StringComparison.Ordinal);
        await EndAsync(Ops.Lyrics, "[Verse]\nFog on the sea");
        dialog.WaitForElement(".write-text");
        Assert.Equal("[Verse]\nFog on the sea", dialog.Find(".write-text").TextContent);
        await dialog.FindAll("button").Single(button => button.TextContent.Trim() == "Use these words").ClickAsync();
        Assert.Equal("[Verse]\nFog on the sea", taken);
    }

    [Fact]
    public async Task What_an_earlier_dialog_ordered_is_there_to_be_taken()
    {
        await RenderDialog(Ops.Lyrics, "a lighthouse", _ => { }).Find("form").SubmitAsync();
        string? taken = null;
        var dialog = RenderDialog(Ops.Lyrics, "", text => taken = text);
        Assert.Empty(dialog.FindAll(".write-earlier"));
        await EndAsync(Ops.Lyrics, "[Verse]\nFog on the sea");
        dialog.WaitForElement(".write-earlier button");
        Assert.Equal("a lighthouse", dialog.Find(".write-earlier button").TextContent);
        await dialog.Find(".write-earlier button").ClickAsync();
        await dialog.FindAll("button").Single(button => button.TextContent.Trim() == "Use these words").ClickAsync();
        Assert.Equal("[Verse]\nFog on the sea", taken);
    }

    [Fact]
    public async Task Style_words_are_sent_as_such_and_a_refusal_stands_at_their_field()
    {
        Provider.Refusal = new Refusal("Styles", "Write a style word or two to begin with.");
        var dialog = RenderDialog(Ops.StyleBoost, "", _ => { });
        await dialog.Find("form").SubmitAsync();
        Assert.Equal("Write a style word or two to begin with.", dialog.Find("#write-about-error").TextContent);
        Provider.Refusal = null;
        dialog.Find("#write-about").Input("jazz");
        await dialog.Find("form").SubmitAsync();
        await using var db = App.OpenDb();
        var request = Assert.Single(await db.Tasks.Where(task => task.Op == Ops.StyleBoost).ToListAsync(Ct)).Request;
        Assert.Equal(("jazz", null), (request.Styles, request.Description));
    }

    private IRenderedComponent<WriteDialog> RenderDialog(string op, string words, Action<string> onText) => Render<WriteDialog>(parameters => parameters
        .Add(d => d.Workspace, "me").Add(d => d.Op, op).Add(d => d.Words, words).Add(d => d.OnText, onText).Add(d => d.OnClose, () => { }));

    // As the runner would, which these tests do without.
    private async Task EndAsync(string op, string text)
    {
        var now = App.Clock.UtcNow;
        await using var db = App.OpenDb();
        var task = await db.Tasks.AsNoTracking().SingleAsync(task => task.Op == op, Ct);
        await db.Tasks.Where(row => row.Id == task.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, TaskState.Succeeded).SetProperty(row => row.FinalizedAt, now).SetProperty(row => row.Text, text), Ct);
        App.Get<ILiveBus>().Publish([new Announcement(task.Topic, LiveKinds.Task, task.Id), new Announcement(task.Topic, LiveKinds.Text, task.Id)]);
        // Several changes in a row are told together.
        App.Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
