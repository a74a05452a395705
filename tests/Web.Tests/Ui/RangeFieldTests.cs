using Bunit;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class RangeFieldTests : ComponentTest
{
    [Theory]
    [InlineData("NaN")]
    [InlineData("-1")]
    [InlineData("101")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("")]
    [InlineData("half")]
    [InlineData("50,5,5")]
    public void A_forged_value_is_refused_beside_the_field_and_not_taken(string forged)
    {
        int? taken = null;
        var field = RenderField(value => taken = value);
        field.Find("input").Input(forged);
        Assert.Null(taken);
        Assert.Equal("Choose a value between 0 and 100.", field.Find(".field-error").TextContent);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("100", 100)]
    [InlineData("49.6", 50)]
    public void A_value_in_the_range_is_taken(string text, int number)
    {
        int? taken = null;
        var field = RenderField(value => taken = value);
        field.Find("input").Input(text);
        Assert.Equal(number, taken);
        Assert.Equal("", field.Find(".field-error").TextContent);
    }

    private IRenderedComponent<RangeField> RenderField(Action<int> take) => Render<RangeField>(parameters => parameters
        .Add(f => f.Id, "weight").Add(f => f.Label, "Weight").Add(f => f.Value, 50).Add(f => f.ValueText, "50 %").Add(f => f.ValueChanged, take));
}
