using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Lyrics;

public sealed class LyricWriterTests
{
    private static readonly (string, int)[] Kinds = [("verse", 4), ("chorus", 4), ("verse", 4), ("chorus", 4)];

    [Theory]
    [InlineData("rain on a tin roof, slow and warm", "rain on a tin roof")]
    [InlineData("a sad song about losing my dog", "losing my dog")]
    [InlineData("an upbeat pop song for a summer road trip", "a summer road trip")]
    [InlineData("lofi, rainy, 82 bpm", "rainy")]
    [InlineData("Gentle acoustic guitar, female voice", null)]
    [InlineData("🎉🎉", null)]
    [InlineData("in D minor, 120 bpm, fast", null)]
    public void The_topic_is_what_is_left_without_style_words(string description, string? expected) =>
        Assert.Equal(expected, TopicFinder.Phrases(description) is [var first, ..] ? first : null);

    [Fact]
    public void Choruses_repeat_verses_do_not_and_seeds_differ()
    {
        var sections = LyricWriter.Write("the old lighthouse", "plain", Kinds, key: 5, null);
        Assert.Equal(sections[1].Lines, sections[3].Lines);
        Assert.NotEqual(sections[0].Lines, sections[2].Lines);
        Assert.NotEqual(sections[0].Lines, LyricWriter.Write("the old lighthouse", "plain", Kinds, key: 6, null)[0].Lines);
        Assert.All(sections, section => Assert.Equal(4, section.Lines.Count));
    }

    [Fact]
    public void Couplets_rhyme_and_do_not_end_on_one_word()
    {
        // By ear: the endings of one family, written down once.
        string[] families =
        [
            "night tight light bright right sight", "day away say way stay", "train again rain veins", "home known tone alone", "dream seen green stream", "fire higher wire desire", "road load told gold",
            "sea me free see", "found sound round ground", "heart start art apart", "blue new through do", "time line climb rhyme", "truth roof youth proof", "wall call all fall", "sky fly why by", "skip lip grip ship",
        ];
        for (ulong key = 0; key < 60; key++)
        {
            var verse = LyricWriter.Write("the old lighthouse", "plain", Kinds, key, null)[0].Lines;
            foreach (var (one, two) in ((string, string)[])[(verse[0], verse[1]), (verse[2], verse[3])])
            {
                Assert.NotEqual(Rhymes.LastWord(one), Rhymes.LastWord(two));
                Assert.Contains(families, family => family.Split(' ').Contains(Rhymes.LastWord(one)) && family.Split(' ').Contains(Rhymes.LastWord(two)));
            }
        }
    }

    [Fact]
    public void Every_couplet_family_ends_its_lines_on_different_words_and_fills_all_slots()
    {
        for (ulong key = 0; key < 200; key++)
        {
            foreach (var mood in (string[])["plain", "sad", "happy", "love"])
            {
                var lines = LyricWriter.Write("my sister Anna who loves horses and the sea", mood, Kinds, key, null).SelectMany(section => section.Lines);
                Assert.All(lines, line => Assert.DoesNotContain('{', line));
            }
        }
    }

    [Fact]
    public void Another_script_is_sung_in_its_own_words()
    {
        var lines = LyricWriter.Write("夜晚的城市，下着雨", "plain", Kinds, 1, null).SelectMany(section => section.Lines).ToList();
        Assert.Contains("夜晚的城市", lines);
        Assert.Contains("下着雨", lines);
    }

    [Fact]
    public void A_song_without_a_title_gets_one()
    {
        string Title(SongPlan plan) => MusicWeb.Engine.Compose.Composer.Compose(plan, 1).Title;
        Assert.Equal("Mine", Title(new SongPlan { Title = " Mine ", Description = "the sea" }));
        Assert.Equal("Rain on a tin roof", Title(new SongPlan { Description = "rain on a tin roof, slow" }));
        Assert.Equal("Carry me home", Title(new SongPlan { Lyrics = "[Verse]\nhello\n[Chorus]\nCarry me home,\nyes" }));
        Assert.Equal("Lofi sketch", Title(new SongPlan { Styles = "lofi", Instrumental = true }));
    }
}
