using Engine.Tests.Edit;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Engine.Style;

namespace Engine.Tests.Compose;

public sealed class MetreTests
{
    [Theory]
    [InlineData("folk, waltz", null, "3/4")]
    [InlineData("jazz waltz", null, "3/4")]
    [InlineData("pop, 6/8, slow", null, "6/8")]
    [InlineData("ballad 12/8", null, "6/8")]
    [InlineData("sea shanty", null, "6/8")]
    [InlineData("民谣, 华尔兹", null, "3/4")]
    [InlineData("流行, 六八拍", null, "6/8")]
    [InlineData("rock, 三拍子", null, "3/4")]
    [InlineData("rock", "a song in 3/4 time about the sea", "3/4")]
    [InlineData("rock", "3/4 of my heart is gone", "4/4")]
    [InlineData("classical, 4/4", null, "4/4")]
    [InlineData("rock, without waltz", null, "4/4")]
    [InlineData("techno", null, "4/4")]
    public void Words_decide_how_a_song_is_counted(string styles, string? description, string metre)
    {
        for (var seed = 1; seed <= 8; seed++) Assert.Equal(metre, Songs.Compose(styles, description, seed: seed, seconds: 20).Metre.Name);
    }

    [Fact]
    public void Some_styles_are_now_and_then_in_another_metre_and_others_only_when_asked()
    {
        List<string> Of(string styles) => [.. Enumerable.Range(0, 60).Select(seed => Songs.Compose(styles, seed: seed * 2, seconds: 10, instrumental: true).Metre.Name)];
        Assert.Superset(new HashSet<string> { "4/4", "3/4", "6/8" }, Of("folk").ToHashSet());
        Assert.InRange(Of("ballad").Count(name => name is "6/8"), 8, 30);
        Assert.All(Of("house"), name => Assert.Equal("4/4", name));
        var refused = Enumerable.Range(0, 60).Select(seed => Composer.Compose(new SongPlan { Styles = "folk", NegativeStyles = "waltz, jig", DurationSeconds = 12 }, seed * 2).Metre);
        Assert.All(refused, metre => Assert.Equal(Metre.Common, metre));
    }

    [Fact]
    public void Every_style_can_be_played_and_sung_in_every_metre_and_lasts_within_one_bar_of_the_request()
    {
        foreach (var style in StyleLibrary.All)
        {
            foreach (var metre in (Metre[])[Metre.Waltz, Metre.SixEight])
            {
                foreach (var (seconds, words) in ((int, string?)[])[(10, Songs.Words[10]), (31, null), (100, Songs.Lyrics)])
                {
                    var score = Songs.Compose($"{style.Name}, {metre}", lyrics: words, seed: seconds, seconds: seconds, instrumental: words is null);
                    Songs.AssertValid(score);
                    Assert.Equal((style.Name, metre), (score.Style, score.Metre));
                    Assert.InRange(score.DurationSeconds, seconds - score.SecondsAt(3), seconds + score.SecondsAt(3));
                    if (metre == Metre.SixEight) Assert.Equal(0, score.Swing);
                }
            }
        }
    }

    [Fact]
    public void Twelve_syllables_at_the_slowest_waltz_are_squeezed_into_what_there_is()
    {
        var score = Songs.Compose("waltz, 40 bpm", lyrics: "One and two and three and four and five and six and seven", seconds: 10);
        Songs.AssertValid(score);
        Assert.Equal("One and two", string.Join(' ', score.Lines[0].Words.Take(3).Select(word => word.Text)));
    }

    [Fact]
    public void A_named_tempo_counts_what_a_foot_taps()
    {
        var (waltz, sway) = (Songs.Compose("folk, 3/4, 120 bpm"), Songs.Compose("folk, 6/8, 60 bpm"));
        Assert.Equal((120, 120), (waltz.Bpm, waltz.TappedBpm));
        Assert.Equal((90, 60), (sway.Bpm, sway.TappedBpm));
        var (map, other) = (TempoMap.Of(waltz), TempoMap.Of(sway));
        Assert.Equal((120.0, 3, "3/4", 1.5), (map.Bpm, map.BeatsPerBar, map.Metre, map.Bars[1]));
        Assert.Equal((60.0, 2, "6/8", 2.0), (other.Bpm, other.BeatsPerBar, other.Metre, other.Bars[1]));
    }

    [Fact]
    public void Bass_and_chords_begin_each_bar_and_the_bar_has_the_accents_of_its_metre()
    {
        foreach (var (styles, second) in ((string, double)[])[("folk, 3/4", 1), ("folk, 6/8", 1.5), ("rock, 3/4", 1), ("rock, 6/8", 1.5)])
        {
            var score = Songs.Compose(styles, seed: 6, seconds: 60, instrumental: true);
            var bass = score.Parts.Single(part => part.Role is PartRole.Bass).Notes;
            var bars = bass.Select(note => (int)(note.StartBeat / 3)).ToHashSet();
            Assert.True(bars.Count(bar => bass.Any(note => note.StartBeat == bar * 3)) >= 0.9 * bars.Count, styles);
            var snares = score.Parts.Single(part => part.Role is PartRole.Drums).Notes.Where(note => note.Pitch is 37 or 38 && note.Velocity >= 70).Select(note => note.StartBeat % 3).ToList();
            Assert.True(snares.Count(beat => beat == second || beat == 2) >= 0.5 * snares.Count, styles);
            // The melody's long notes know where the beat is.
            var held = score.Parts.Single(part => part.Role is PartRole.Melody).Notes.Where(note => note.LengthBeats >= 1).ToList();
            Assert.True(held.Count(note => score.Metre.IsBeat((int)Math.Round(note.StartBeat * 4))) >= 0.5 * held.Count, $"{styles}: {string.Join(' ', held.Select(note => note.StartBeat % 3))}");
        }
    }

    [Fact]
    public void A_song_is_stored_and_written_as_midi_with_its_signature()
    {
        foreach (var (metre, signature) in ((Metre, (int, int))[])[(Metre.Waltz, (3, 4)), (Metre.SixEight, (6, 8)), (Metre.Common, (4, 4))])
        {
            var score = Songs.Compose($"rock, {metre}", lyrics: Songs.Lyrics);
            var stored = ScoreJson.Write(score);
            Assert.Equal(ScoreJson.Hash(score), ScoreJson.Hash(ScoreJson.Read(stored)));
            Assert.Equal(metre, ScoreJson.Read(stored).Metre);
            Assert.Equal(metre == Metre.Common ? SongScore.SungVersion : SongScore.MetreVersion, ScoreJson.Read(stored).Version);
            using var file = new MemoryStream();
            MidiWriter.Write(file, score);
            file.Position = 0;
            var song = MidiReader.Read(file);
            Assert.Equal(signature, (song.BeatsPerBar, song.BeatUnit));
            Assert.Equal(score.Parts[0].Notes.OrderBy(note => note.StartBeat).ThenBy(note => note.Pitch), song.Tracks[0].Notes);
        }

        Assert.Throws<System.Text.Json.JsonException>(() => ScoreJson.Read(ScoreJson.Write(Songs.Compose("pop") with { BeatsPerBar = 7 })));
    }

    [Fact]
    public void A_rendered_waltz_is_a_clean_master_that_can_go_on_and_be_mended()
    {
        var renderer = new SongRenderer();
        var score = Songs.Compose("folk, waltz", lyrics: EditedSongs.Words, seed: 3, seconds: 12);
        var song = renderer.Render(score, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(-14, song.Loudness.IntegratedLufs, 0.3);
        Assert.True(song.Loudness.TruePeakDb <= -1);
        Assert.Equal(score.DurationSeconds, song.Sound.DurationSeconds, 0.01);
        var timeline = LyricTimeline.Of(score);
        Assert.All(timeline.Lines, line => Assert.InRange(line.EndSeconds, line.StartSeconds, score.DurationSeconds));

        var longer = EditedSongs.Extend(new SongSource(score, () => song.Sound), new ExtensionPlan { AtSeconds = 8, DurationSeconds = 10 });
        Songs.AssertValid(longer.Score);
        Assert.Equal(Metre.Waltz, longer.Score.Metre);
        var mended = Replacement.Make(renderer, new(score, () => song.Sound), new ReplacementPlan { StartSeconds = 4, EndSeconds = 7, Styles = "sad" }, seed: 4, dictionary: null, progress: null, TestContext.Current.CancellationToken);
        Songs.AssertValid(mended.Score);
        Assert.Equal((Metre.Waltz, score.Bars), (mended.Score.Metre, mended.Score.Bars));
    }

    [Fact]
    public void An_edit_keeps_the_metre_or_says_why_not()
    {
        var (waltz, common) = (Songs.Compose("folk, waltz", lyrics: Songs.Lyrics, seed: 3), Songs.Compose("pop, 4/4", lyrics: Songs.Lyrics, seed: 3));
        var played = Songs.Compose("jazz, waltz", seed: 5, instrumental: true);
        Assert.Equal(Metre.Waltz, Cover.Compose(waltz, new CoverPlan { Styles = "rock", AudioWeight = 0.8 }, 1, dictionary: null).Metre);
        Assert.Equal(Metre.Waltz, Cover.Compose(waltz, new CoverPlan { Styles = "rock", AudioWeight = 0.2 }, 1, dictionary: null).Metre);
        Assert.Equal(Metre.SixEight, Cover.Compose(waltz, new CoverPlan { Styles = "rock, 6/8", AudioWeight = 0.2 }, 1, dictionary: null).Metre);
        Assert.Equal(Metre.Waltz, AddedBand.Compose(waltz, "jazz", negativeStyles: null, "", 1).Metre);
        Assert.Equal(Metre.Waltz, AddedVocals.Compose(played, new AddedVocalsPlan { Lyrics = Songs.Lyrics }, 1, dictionary: null).Metre);
        Assert.Equal(Metre.Waltz, SampledSong.Compose(played, new SamplePlan { StartSeconds = 10, EndSeconds = 20 }, 1, dictionary: null).Metre);
        Assert.Equal(Metre.Waltz, Mashup.Compose(waltz, played, "", 1, keepsVoiceKey: false, dictionary: null).Metre);
        Assert.Equal(Metre.Waltz, Composer.Compose(new SongPlan { Profile = SongProfile.FromJson(SongProfile.Of(waltz).ToJson()) }, 8).Metre);

        Refused(() => Mashup.Compose(waltz, common, "", 1, keepsVoiceKey: false, dictionary: null), "a mashup needs two songs of one metre");
        Refused(() => Cover.Compose(waltz, new CoverPlan { Styles = "rock, 4/4", AudioWeight = 0.5 }, 1, dictionary: null), "below one half");
        Refused(() => AddedBand.Compose(common, "waltz", negativeStyles: null, "", 1), "This song is in 4/4, so 3/4 does not fit into it");
        Refused(() => SampledSong.Compose(played, new SamplePlan { StartSeconds = 10, EndSeconds = 20, Styles = "6/8" }, 1, dictionary: null), "This song is in 3/4");
        Refused(() => EditedSongs.Extend(new ExtensionPlan { AtSeconds = 9, Styles = "waltz" }), "This song is in 4/4");

        static void Refused(Action edit, string why) => Assert.Contains(why, Assert.Throws<EditRefusedException>(edit).Message, StringComparison.Ordinal);
    }
}
