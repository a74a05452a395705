using Engine.Tests.Compose;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

public sealed class ConcatenationTests
{
    private static readonly ExtensionPlan _plan = new() { AtSeconds = 9, Lyrics = "[Chorus]\nGolden harbour, take me in", DurationSeconds = 10, OnlyNewPart = true };

    [Fact]
    public void A_song_and_its_part_are_the_extended_song()
    {
        var part = EditedSongs.Extend(_plan);
        var joined = Concatenation.Make([new(EditedSongs.Score, () => EditedSongs.Sound), new(part.Score, () => part.Song.Sound)], "", CancellationToken.None);
        Assert.True(joined.Song.Sound.Samples.AsSpan().SequenceEqual(EditedSongs.Longer.Song.Sound.Samples));
        Assert.Equal(ScoreJson.Hash(EditedSongs.Longer.Score), ScoreJson.Hash(joined.Score with { Seed = EditedSongs.Longer.Score.Seed }));
        Songs.AssertValid(joined.Score);
    }

    [Fact]
    public void A_line_of_three_is_joined_in_order()
    {
        var second = EditedSongs.Extend(_plan);
        var third = EditedSongs.Extend(EditedSongs.SourceOf(second), _plan with { AtSeconds = 6, Lyrics = "[Outro]\nGood night" });
        var joined = Concatenation.Make([new(EditedSongs.Score, () => EditedSongs.Sound), new(second.Score, () => second.Song.Sound), new(third.Score, () => third.Song.Sound)], "Whole", CancellationToken.None);
        Songs.AssertValid(joined.Score);
        Assert.Equal(("Whole", 3), (joined.Score.Title, joined.Score.Stretches.Count));
        Assert.Equal(joined.Score.DurationSeconds, joined.Song.Sound.DurationSeconds, 0.001);
        Assert.True(joined.Song.Sound.Frames(joined.Song.Sound.Frames - third.Song.Sound.Frames, joined.Song.Sound.Frames).SequenceEqual(third.Song.Sound.Samples));
        Assert.Equal("Good night", joined.Score.Lines[^1].Text);
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        var part = EditedSongs.Extend(_plan);
        var other = Songs.Compose("pop", seconds: 10);
        string Reason(params (SongScore Score, Pcm Sound)[] songs) => Assert.Throws<EditRefusedException>(() => Concatenation.Make([.. songs.Select(song => new SongSource(song.Score, () => song.Sound))], "", CancellationToken.None)).Message;
        Assert.Equal("Choose at least two songs.", Reason((EditedSongs.Score, EditedSongs.Sound)));
        Assert.Contains("does not go on from the song before it", Reason((part.Score, part.Song.Sound), (EditedSongs.Score, EditedSongs.Sound)), StringComparison.Ordinal);
        Assert.Contains("does not go on from the song before it", Reason((other, EditedSongs.Sound), (part.Score, part.Song.Sound)), StringComparison.Ordinal);
        Assert.Contains("does not go on from the song before it", Reason((EditedSongs.Score, EditedSongs.Sound), (EditedSongs.Longer.Score, EditedSongs.Longer.Song.Sound)), StringComparison.Ordinal);
    }
}
