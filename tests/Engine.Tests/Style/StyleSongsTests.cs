using Engine.Tests.Compose;
using Engine.Tests.Mix;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace Engine.Tests.Style;

public sealed class StyleSongsTests
{
    private static readonly SongRenderer _renderer = new();

    [Fact]
    public void Every_style_makes_songs_sung_and_played_of_any_length()
    {
        foreach (var style in StyleLibrary.All)
        {
            foreach (var seconds in (int[])[10, 45, 150])
            {
                var (sung, played) = (Songs.Compose(style.Name, lyrics: Songs.Lyrics, seed: seconds, seconds: seconds), Songs.Compose(style.Name, seed: seconds + 1, seconds: seconds, instrumental: true));
                Songs.AssertValid(sung);
                Songs.AssertValid(played);
                Assert.Equal((style.Name, style.Name), (sung.Style, played.Style));
                Assert.InRange(played.DurationSeconds, seconds - played.SecondsAt(4), seconds + played.SecondsAt(4));
            }
        }
    }

    [Theory]
    [InlineData("techno")]
    [InlineData("trap")]
    [InlineData("hiphop")]
    [InlineData("rnb")]
    [InlineData("jazz")]
    [InlineData("folk")]
    [InlineData("classical")]
    [InlineData("orchestral")]
    [InlineData("reggae")]
    [InlineData("metal")]
    public void A_song_of_the_style_is_a_clean_master(string style)
    {
        var song = _renderer.Render(Songs.Compose(style, seed: 2, seconds: 12, instrumental: true), progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(-14, song.Loudness.IntegratedLufs, 0.3);
        Assert.True(song.Loudness.TruePeakDb <= -1);
        Assert.InRange(MasterChecks.Offset(song.Sound), 0, 0.001);
        Assert.InRange(MasterChecks.LongestSilenceSeconds(song.Sound), 0, 2);
    }

    [Fact]
    public void Styles_are_told_apart_by_tempo_band_and_swing()
    {
        SongScore Of(string style) => Songs.Compose(style, seed: 4, seconds: 60, instrumental: true);
        Assert.True(Of("metal").Bpm > 125 && Of("trap").Bpm < 85 && Of("jazz").Swing > 0.5);
        Assert.DoesNotContain(Of("classical").Parts, part => part.Role is PartRole.Drums);
        Assert.Contains(Of("metal").Parts, part => part.Patch == "guitar-drive");
        Assert.Contains(Of("orchestral").Parts, part => part.Patch == "pad-strings");
    }
}
