using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class SongFaceTests
{
    [Fact]
    public void A_cover_is_drawn_from_the_id_and_from_nothing_else()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(CoverHues.Of(id), CoverHues.Of(id));
        Assert.True(Enumerable.Range(0, 50).Select(_ => CoverHues.Of(Guid.CreateVersion7()).First).Distinct().Count() > 25);
    }

    [Fact]
    public void A_row_carries_the_mean_of_each_stretch()
    {
        var peaks = new byte[2000];
        peaks[1998] = 50;
        peaks[1999] = 255;
        var bars = Convert.FromBase64String(PeakText.Of(peaks));
        Assert.Equal(PeakText.Bars, bars.Length);
        Assert.Equal(30, bars[^1]);
        Assert.All(bars[..^1], bar => Assert.Equal(0, bar));
    }

    [Fact]
    public void Few_peaks_stay_as_they_are_and_none_make_no_text()
    {
        Assert.Equal([7, 8], Convert.FromBase64String(PeakText.Of([7, 8])));
        Assert.Equal("", PeakText.Of(null));
        Assert.Equal("", PeakText.Of([]));
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59.6, "1:00")]
    [InlineData(187, "3:07")]
    [InlineData(-3, "0:00")]
    public void Lengths_are_minutes_and_seconds(double seconds, string clock) => Assert.Equal(clock, Lengths.Clock(seconds));
}
