using Engine.Tests.Compose;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Engine.Synth;

namespace Engine.Tests.Sing;

public sealed class SyllableClockTests
{
    private const int Rate = StereoBuffer.SampleRate;

    [Fact]
    public void A_vowel_stands_on_its_beat_and_its_consonants_around_it()
    {
        var singing = Clock(SungSongs.Of(120, (1, 1, 60, "S T R IY T"), (3, 1, 62, "L AY T")));
        Assert.Equal([Rate / 2, 3 * Rate / 2], singing.Notes.Select(note => note.VowelStart));
        var vowels = singing.Sounds.Where(sound => sound.Phone.IsVowel()).ToList();
        Assert.Equal([Phone.IY, Phone.AY], vowels.Select(sound => sound.Phone));
        Assert.Equal([Rate / 2, 3 * Rate / 2], vowels.Select(sound => sound.Start));
        Assert.All(singing.Sounds.Where(sound => sound.Phone is Phone.S or Phone.R or Phone.L), sound => Assert.True(sound.End <= singing.Notes[sound.Note].VowelStart));
        Assert.Equal(Rate, singing.Notes[0].End);
        Assert.Equal([Articulation.Closure, Articulation.Release], singing.Sounds.Where(sound => sound is { Phone: Phone.T, Note: 1 }).Select(sound => sound.Articulation));
    }

    [Fact]
    public void A_stop_after_a_rest_begins_where_it_is_heard()
    {
        var singing = Clock(SungSongs.Of(120, (1, 1, 60, "T UW"), (4, 1, 60, "T UW")));
        Assert.DoesNotContain(singing.Sounds, sound => sound.Articulation is Articulation.Closure);
    }

    [Fact]
    public void Syllables_that_follow_each_other_are_sung_in_one_breath()
    {
        var singing = Clock(SungSongs.Of(100, (1, 0.5, 60, "W AO"), (1.5, 0.5, 62, "K IH NG"), (2, 1, 64, "HH OW M")));
        for (var i = 1; i < singing.Sounds.Count; i++) Assert.Equal(singing.Sounds[i - 1].End, singing.Sounds[i].Start);
    }

    [Fact]
    public void Fast_words_keep_their_vowels()
    {
        var singing = Clock(SungSongs.Of(180, (1, 0.25, 60, "S T R EH NG K TH S"), (1.25, 0.25, 62, "S P L IH T S"), (1.5, 0.25, 62, "S K R IY N D")));
        foreach (var vowel in singing.Sounds.Where(sound => sound.Phone.IsVowel())) Assert.True(vowel.End - vowel.Start > Rate * 0.03, $"{vowel}");
    }

    [Theory, InlineData("pop"), InlineData("rock"), InlineData("lofi"), InlineData("ambient"), InlineData("synthwave"), InlineData("house")]
    public void The_words_of_whole_songs_are_timed_in_order(string style)
    {
        foreach (var lyrics in Songs.Words.Where(words => words is not null))
        {
            var score = Songs.Compose(style, lyrics: lyrics, seed: 5);
            var sounds = score.Parts.Where(part => part.Role is PartRole.Melody).SelectMany(part => SyllableClock.Of(score, part).Sounds).ToList();
            for (var i = 0; i < sounds.Count; i++)
            {
                Assert.True(sounds[i].End > sounds[i].Start && sounds[i].Start >= 0 && sounds[i].End <= (score.DurationSeconds * Rate) + 1);
                if (i > 0) Assert.True(sounds[i].Start >= sounds[i - 1].End);
            }
            AssertInOrder(score);
        }
    }

    [Fact]
    public void The_timeline_is_the_singer_s_clock()
    {
        var score = Songs.Compose("pop", lyrics: Songs.Lyrics);
        var timeline = LyricTimeline.Read(LyricTimeline.Of(score).ToJson());
        var notes = SyllableClock.Of(score, score.Parts.Single(part => part.Role is PartRole.Melody)).Notes;
        var syllables = timeline.Lines.SelectMany(line => line.Words).SelectMany(word => word.Syllables).ToList();
        Assert.Equal(notes.Select(note => (Math.Round((double)note.Start / Rate, 6), Math.Round((double)note.End / Rate, 6))), syllables.Select(syllable => (syllable.StartSeconds, syllable.EndSeconds)));
        Assert.Equal(score.Lines.Select(line => line.Text), timeline.Lines.Select(line => line.Text));
        Assert.Equal(score.DurationSeconds, timeline.DurationSeconds, 1e-6);
    }

    [Fact]
    public void A_song_of_an_earlier_version_has_the_times_of_its_notes()
    {
        var score = Songs.Compose("pop", lyrics: Songs.Lyrics) with { Version = 1, Voice = null };
        var word = LyricTimeline.Of(score).Lines[0].Words[0];
        Assert.Equal(score.SecondsAt(score.Lines[0].Words[0].Syllables[0].StartBeat), word.StartSeconds, 1e-5);
    }

    private static Singing Clock(SongScore score) => SyllableClock.Of(score, score.Parts[0]);

    private static void AssertInOrder(SongScore score)
    {
        var end = 0.0;
        foreach (var line in LyricTimeline.Of(score).Lines)
        {
            Assert.Equal((line.Words[0].StartSeconds, line.Words[^1].EndSeconds), (line.StartSeconds, line.EndSeconds));
            foreach (var word in line.Words)
            {
                Assert.True(word.StartSeconds >= end - 1e-6, $"{word} begins before {end}");
                Assert.True(word.EndSeconds > word.StartSeconds);
                end = word.EndSeconds;
            }
        }
    }
}
