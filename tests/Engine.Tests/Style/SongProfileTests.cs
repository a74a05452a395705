using System.Text.Json;
using Engine.Tests.Compose;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace Engine.Tests.Style;

public class SongProfileTests
{
    private static readonly SongPlan Walk = new() { Lyrics = Songs.Lyrics, DurationSeconds = 40 };

    [Fact]
    public void A_profile_says_what_the_score_says()
    {
        var score = Songs.Compose("lofi, male", lyrics: Songs.Lyrics, seed: 5, seconds: 30);
        var profile = SongProfile.Of(score);
        Assert.Equal(("lofi", score.Bpm, score.KeyRoot, score.Mode, true), (profile.Style, profile.Bpm, profile.KeyRoot, profile.Mode, profile.IsSung));
        Assert.All(score.Parts, part => Assert.Equal(part.Patch, profile.Patches[part.Role]));
        var melody = score.Parts.Single(part => part.Role is PartRole.Melody).Notes;
        Assert.InRange(profile.MelodyCentre!.Value, melody.Min(note => note.Pitch), melody.Max(note => note.Pitch));
    }

    [Fact]
    public void A_profile_comes_back_from_its_text()
    {
        var profile = SongProfile.Of(Songs.Compose("house", "night", seed: 3, seconds: 20));
        var text = profile.ToJson();
        Assert.Equal(text, SongProfile.FromJson(text).ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"style":"pop","bpm":100,"keyRoot":0,"mode":"Major","patches":{},"isSung":true}""")]
    [InlineData("""{"version":1,"style":"pop","bpm":100,"keyRoot":12,"mode":"Major","patches":{},"isSung":true}""")]
    [InlineData("""{"version":1,"style":"pop","bpm":0,"keyRoot":0,"mode":"Major","patches":{},"isSung":true}""")]
    [InlineData("""{"version":1,"style":"pop","bpm":100,"keyRoot":0,"mode":"Major","patches":{"Bass":null},"isSung":true}""")]
    public void What_is_no_profile_is_refused(string text) => Assert.Throws<JsonException>(() => SongProfile.FromJson(text));

    [Fact]
    public void A_sibling_has_style_tempo_mode_voice_and_instruments_of_the_other()
    {
        foreach (var style in Songs.Styles)
        {
            var profile = SongProfile.Of(Songs.Compose($"{style}, male", lyrics: Songs.Lyrics, seed: 11, seconds: 40));
            for (var seed = 100L; seed < 106; seed++)
            {
                var song = Composer.Compose(Walk with { Profile = profile }, seed);
                Songs.AssertValid(song);
                Assert.Equal((style, profile.Mode), (song.Style, song.Mode));
                Assert.InRange(song.Bpm, (profile.Bpm * 0.96) - 0.5, (profile.Bpm * 1.04) + 0.5);
                Assert.Equal(seed % 2 == 0 ? profile.KeyRoot : (profile.KeyRoot + 7) % 12, song.KeyRoot);
                Assert.All(song.Parts.Where(part => profile.Patches.ContainsKey(part.Role)), part => Assert.Equal(profile.Patches[part.Role], part.Patch));
            }
        }
    }

    [Fact]
    public void Two_takes_of_a_sibling_are_two_songs()
    {
        var profile = SongProfile.Of(Songs.Compose("pop", lyrics: Songs.Lyrics, seed: 1, seconds: 40));
        var (first, second) = (Composer.Compose(Walk with { Profile = profile }, 20), Composer.Compose(Walk with { Profile = profile }, 21));
        Assert.NotEqual(first.KeyRoot, second.KeyRoot);
        Assert.NotEqual(first.Chords.Select(chord => chord.Name), second.Chords.Select(chord => chord.Name));
    }

    [Fact]
    public void Words_go_before_the_sibling()
    {
        var profile = SongProfile.Of(Songs.Compose("ambient, male", lyrics: Songs.Lyrics, seed: 2, seconds: 40));
        var song = Composer.Compose(Walk with { Profile = profile, Styles = "rock, 170 bpm, E minor, female", NegativeStyles = "strings" }, 8);
        Assert.Equal(("rock", 170, 4, Mode.Minor), (song.Style, song.Bpm, song.KeyRoot, song.Mode));
        Assert.Equal("voice-female", song.Parts.Single(part => part.Role is PartRole.Melody).Patch);
    }

    [Fact]
    public void A_mood_does_not_make_another_style_of_a_sibling()
    {
        var profile = SongProfile.Of(Songs.Compose("house", lyrics: Songs.Lyrics, seed: 2, seconds: 40));
        Assert.Equal("house", Composer.Compose(Walk with { Profile = profile, Styles = "dreamy" }, 8).Style);
    }

    [Fact]
    public void The_voice_that_sang_sings_again_and_another_kind_of_voice_is_the_built_in_one()
    {
        var profile = SongProfile.Of(Songs.Compose("pop, female", lyrics: Songs.Lyrics, seed: 2, seconds: 40));
        var breathy = profile with { Voice = profile.Voice! with { Name = "breathy", Breath = 0.9, VibratoHertz = 4.4 } };
        Assert.Equal(breathy.Voice, Composer.Compose(Walk with { Profile = SongProfile.FromJson(breathy.ToJson()) }, 8).Voice);
        Assert.Equal(VoiceProfile.Male, Composer.Compose(Walk with { Profile = breathy, VocalGender = "m" }, 8).Voice);
    }

    [Fact]
    public void A_high_voice_stays_high_and_a_low_one_low()
    {
        var profile = SongProfile.Of(Songs.Compose("pop, female", lyrics: Songs.Lyrics, seed: 2, seconds: 40));
        double CentreOf(double shift) => SongProfile.Of(Composer.Compose(Walk with { Profile = profile with { MelodyCentre = profile.MelodyCentre + shift } }, 8)).MelodyCentre!.Value;
        Assert.True(CentreOf(+4) > CentreOf(-4) + 2, $"{CentreOf(+4)} against {CentreOf(-4)}");
    }

    [Fact]
    public void A_profile_of_an_engine_with_other_styles_still_makes_a_song()
    {
        var profile = new SongProfile { Style = "polka", Bpm = 300, KeyRoot = 3, Mode = Mode.Major, IsSung = false, Patches = new Dictionary<PartRole, string> { [PartRole.Drums] = "kit-soft" }, MelodyCentre = 127 };
        for (var seed = 1; seed < 20; seed++)
        {
            var song = Composer.Compose(Walk with { Profile = profile, Lyrics = null, Instrumental = true }, seed);
            Songs.AssertValid(song);
            Assert.Equal("kit-soft", song.Parts.FirstOrDefault(part => part.Role is PartRole.Drums)?.Patch ?? "kit-soft");
        }
    }
}
