using System.Text;
using System.Text.Json;
using Engine.Tests.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace Engine.Tests.Mix;

/// <summary>What the first engine made stays as it was.</summary>
public sealed class EngineVersionTests
{
    [Fact]
    public void An_old_song_is_mixed_as_it_was_and_a_new_one_of_the_style_as_today()
    {
        var score = ScoreCut.Before(Songs.Compose("ambient", seed: 3, seconds: 10, instrumental: true), 2);
        Assert.Equal(2, score.Engine);
        var old = score with { Engine = 1 };
        Assert.NotEqual(Hash(score), Hash(old));
        Assert.DoesNotContain("engine", Encoding.UTF8.GetString(ScoreJson.Write(old)), StringComparison.Ordinal);
        Assert.Equal((1, 2), (ScoreJson.Read(ScoreJson.Write(old)).Engine, ScoreJson.Read(ScoreJson.Write(score)).Engine));

        // Edits are of the song's own engine; a cover is a new song.
        Assert.Equal(1, Extension.Compose(old, new ExtensionPlan { AtSeconds = 4 }, 1, 5, dictionary: null) is var part ? ScoreCut.Join(old, part).Engine : 0);
        Assert.Equal(1, Remaster.Of(old, "warm", take: 0, "").Engine);
        Assert.Equal(2, Cover.Compose(old, new CoverPlan { Styles = "ambient" }, 1, dictionary: null).Engine);
        Assert.Equal(1, Cover.Compose(old, new CoverPlan { Styles = "rock" }, 1, dictionary: null).Engine);
    }

    [Fact]
    public void A_song_of_a_later_engine_is_refused_and_not_guessed()
    {
        var text = Encoding.UTF8.GetString(ScoreJson.Write(Songs.Compose("ambient", seconds: 10))).Replace("\"engine\":2", "\"engine\":3", StringComparison.Ordinal);
        Assert.Contains("engine 3", Assert.Throws<JsonException>(() => ScoreJson.Read(Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_style_is_dull_harsh_or_boomy_beside_the_curve_it_is_made_for()
    {
        var renderer = new SongRenderer();
        foreach (var style in StyleLibrary.All.Where(style => style.Engine == 2))
        {
            var score = Songs.Compose(style.Name, seed: 12, seconds: 10, instrumental: true);
            _ = renderer.Render(score, progress: null, TestContext.Current.CancellationToken);
            Assert.True(Math.Abs(Tone.Distance(BandBalance.Of(renderer.Mixed), MixProfile.Of(score).Brightness)) <= 4, $"{style.Name}: {Tone.Distance(BandBalance.Of(renderer.Mixed), MixProfile.Of(score).Brightness)}");
        }
    }

    private static string Hash(SongScore score) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new SongRenderer().Render(score, progress: null, TestContext.Current.CancellationToken).Sound.Samples.AsSpan())));
}
