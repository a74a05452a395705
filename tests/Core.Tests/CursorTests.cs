using MusicWeb.Core;

namespace Core.Tests;

public sealed class CursorTests
{
    [Fact]
    public void A_cursor_survives_an_address()
    {
        var cursor = new Cursor(new DateTime(2026, 11, 21, 4, 5, 6, DateTimeKind.Utc).AddTicks(1_234_560), Guid.CreateVersion7());
        var text = cursor.ToString();
        Assert.Equal(text, Uri.EscapeDataString(text));
        Assert.True(Cursor.TryParse(text, out var parsed));
        Assert.Equal(cursor, parsed);
        Assert.Equal(DateTimeKind.Utc, parsed!.CreatedAt.Kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("________________________________")] // A time outside of all times.
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA AAAAAAAAAAA")]
    public void Anything_else_is_no_cursor(string? text)
    {
        Assert.False(Cursor.TryParse(text, out var cursor));
        Assert.Null(cursor);
    }
}
