using System.Text;
using System.Text.Json;
using Engine.Tests.Compose;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Score;

public sealed class ScoreJsonTests
{
    [Fact]
    public void A_stored_score_is_read_back_the_same()
    {
        var score = Songs.Compose("lofi", lyrics: Songs.Lyrics);
        var read = ScoreJson.Read(ScoreJson.Write(score));
        Assert.Equal(ScoreJson.Write(score), ScoreJson.Write(read));
        Assert.Equal(score.Title, read.Title);
        Assert.Equal(score.Bpm, read.Bpm);
        Assert.Equal(score.Parts.SelectMany(part => part.Notes), read.Parts.SelectMany(part => part.Notes));
        Assert.Equal(score.Sections, read.Sections);
    }

    [Fact]
    public void A_difference_below_the_grid_does_not_change_the_hash()
    {
        var score = Songs.Compose("pop", "summer rain");
        var nudged = score with { Bpm = score.Bpm + 1e-9, Parts = [.. score.Parts.Select(part => part with { Notes = [.. part.Notes.Select(note => note with { StartBeat = note.StartBeat + 1e-7 })] })] };
        Assert.Equal(ScoreJson.Hash(score), ScoreJson.Hash(nudged));
        Assert.NotEqual(ScoreJson.Hash(score), ScoreJson.Hash(score with { KeyRoot = (score.KeyRoot + 1) % 12 }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    public void What_is_no_score_is_refused(string json) => Assert.Throws<JsonException>(() => ScoreJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_score_of_a_newer_version_is_refused() =>
        Assert.Throws<JsonException>(() => ScoreJson.Read(ScoreJson.Write(Songs.Compose("pop", "summer rain") with { Version = 99 })));
}
