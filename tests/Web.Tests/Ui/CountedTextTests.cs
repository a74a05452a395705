using Bunit;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class CountedTextTests : ComponentTest
{
    [Theory]
    [InlineData("", "0 / 5")]
    [InlineData("rain", "4 / 5")]
    [InlineData("🎸🎸", "4 / 5")] // UTF-16 units, as the limits count.
    [InlineData("مطر", "3 / 5")]
    public void The_counter_counts_what_the_limit_counts(string text, string counter)
    {
        var field = RenderField(text);
        Assert.EndsWith(counter, field.Find(".field-count").TextContent.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("is-over", field.Find(".field-count").ClassList);
    }

    [Fact]
    public void One_above_the_limit_is_said_and_not_cut()
    {
        var field = RenderField("thunder"[..6]);
        Assert.Contains("is-over", field.Find(".field-count").ClassList);
        Assert.Equal("1 characters too long.", field.Find(".field-error").TextContent);
        Assert.Equal("true", field.Find("textarea").GetAttribute("aria-invalid"));
        Assert.False(field.Find("textarea").HasAttribute("maxlength"));
        Assert.Equal("thunde", field.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void Every_letter_is_reported_and_the_problem_is_read_out_with_the_field()
    {
        var heard = "";
        var field = Render<CountedText>(parameters => parameters
            .Add(f => f.Id, "words").Add(f => f.Label, "Words").Add(f => f.Limit, 5).Add(f => f.Rows, 2)
            .Add(f => f.Error, "<b>No.</b>").Add(f => f.ValueChanged, text => heard = text));
        field.Find("textarea").Input("<script>");
        Assert.Equal("<script>", heard);
        Assert.Empty(field.FindAll("script, b"));
        var described = field.Find("textarea").GetAttribute("aria-describedby")!.Split(' ');
        Assert.Equal("<b>No.</b>", field.Find("#" + described[1]).TextContent);
    }

    private IRenderedComponent<CountedText> RenderField(string text) => Render<CountedText>(parameters => parameters
        .Add(f => f.Id, "words").Add(f => f.Label, "Words").Add(f => f.Limit, 5).Add(f => f.Rows, 2).Add(f => f.Value, text));
}
