using MusicWeb.Core;

namespace Core.Tests;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public void A_text_that_a_spreadsheet_would_run_is_made_harmless(string text) => Assert.Equal($"'{text}\r\n", Csv.Line(text));

    [Theory]
    [InlineData("\t=1+1", "'\t=1+1\r\n")]
    [InlineData("\r=1+1", "\"'\r=1+1\"\r\n")]
    [InlineData("=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\"\r\n")]
    public void It_stays_harmless_behind_white_space_and_in_quotes(string text, string line) => Assert.Equal(line, Csv.Line(text));

    [Fact]
    public void Numbers_moments_days_and_nothing_stay_what_they_are() =>
        Assert.Equal("-5,2026-01-31T12:00:00Z,2026-01-31,,0.5\r\n", Csv.Line(-5L, new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc), new DateOnly(2026, 1, 31), null, 0.5));

    [Fact]
    public void Commas_quotes_and_line_breaks_stand_in_quotes() => Assert.Equal("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",plain\r\n", Csv.Line("a,b", "say \"hi\"", "two\nlines", "plain"));
}
