using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace Engine.Tests.Style;

public sealed class BriefReaderTests
{
    [Theory]
    [InlineData("lofi, rainy", "lofi")]
    [InlineData("80s retro", "synthwave")]
    [InlineData("punk", "rock")]
    [InlineData("deep house", "house")]
    [InlineData("lo fi hip hop", "lofi")]
    [InlineData("meditation music", "ambient")]
    [InlineData("k-pop, kpop", "pop")]
    [InlineData("chill beats to study", "lofi")]
    [InlineData("dark techno", "techno")]
    [InlineData("trap, 808s", "trap")]
    [InlineData("boombap rap", "hiphop")]
    [InlineData("r&b, smooth", "rnb")]
    [InlineData("bebop jazz", "jazz")]
    [InlineData("celtic folk", "folk")]
    [InlineData("classical piano, nocturne", "classical")]
    [InlineData("epic orchestral", "orchestral")]
    [InlineData("roots reggae", "reggae")]
    [InlineData("heavy metal", "metal")]
    [InlineData("爵士", "jazz")]
    [InlineData("悲伤的民谣", "folk")]
    [InlineData("重金属", "metal")]
    [InlineData("适合学习的低保真音乐", "lofi")]
    public void Style_words_choose_the_profile(string styles, string expected)
    {
        for (var seed = 0; seed < 6; seed++) Assert.Equal(expected, Read(styles, seed).Profile.Name);
    }

    [Theory]
    [InlineData("lofi, 120 bpm", 120)]
    [InlineData("BPM: 93", 93)]
    [InlineData("techno 135bpm", 135)]
    [InlineData("tempo 70", 70)]
    [InlineData("999 bpm", 220)]
    [InlineData("10 bpm", 40)]
    public void A_tempo_that_is_named_is_obeyed(string styles, double expected) => Assert.Equal(expected, Read(styles).Bpm);

    [Theory]
    [InlineData("in D minor", 2, Mode.Minor)]
    [InlineData("F# major", 6, Mode.Major)]
    [InlineData("Bb minor", 10, Mode.Minor)]
    [InlineData("E flat major", 3, Mode.Major)]
    [InlineData("c-sharp min", 1, Mode.Minor)]
    public void A_key_that_is_named_is_obeyed(string styles, int root, Mode mode)
    {
        for (var seed = 0; seed < 4; seed++) Assert.Equal((root, mode), (Read(styles, seed).Root, Read(styles, seed).Mode));
    }

    [Fact]
    public void Mood_words_move_mode_and_tempo()
    {
        int Majors(string words) => Enumerable.Range(0, 40).Count(seed => Read("pop, " + words, seed).Mode is Mode.Major);
        double Tempo(string words) => Enumerable.Range(0, 40).Average(seed => Read("pop, " + words, seed).Bpm);
        Assert.True(Majors("happy") > 36);
        Assert.True(Majors("sad") < 8);
        Assert.True(Tempo("slow") < Tempo("") - 10);
        Assert.True(Tempo("fast") > Tempo("") + 10);
    }

    [Fact]
    public void Instruments_and_voices_that_are_named_are_used()
    {
        Assert.Equal("guitar-clean", Read("pop, acoustic guitar").Patches["chords"]);
        Assert.Equal("guitar-drive", Read("rock, distorted guitar").Patches["chords"]);
        Assert.Equal("e-piano", Read("pop, rhodes").Patches["chords"]);
        Assert.Equal("f", Read("pop, female vocals").Voice);
        Assert.Equal("m", Read("pop, male vocals").Voice);
        Assert.Equal("m", BriefReader.Read(new SongPlan { Styles = "pop, female", VocalGender = "m" }, 1).Voice);
        Assert.True(Read("pop, no vocals").IsInstrumental);
        Assert.Contains("drums", Read("piano, no drums").Muted);
    }

    [Fact]
    public void Chinese_words_choose_mood_instruments_and_voice()
    {
        int Majors(string words) => Enumerable.Range(0, 40).Count(seed => Read(words, seed).Mode is Mode.Major);
        Assert.True(Majors("流行，快乐") > 36);
        Assert.True(Majors("流行，悲伤") < 8);
        Assert.Equal(("guitar-clean", "f"), (Read("流行 木吉他 女声").Patches["chords"], Read("流行 木吉他 女声").Voice));
        Assert.True(Read("氛围，纯音乐").IsInstrumental);
        Assert.Contains("drums", Read("钢琴，不要鼓").Muted);
    }

    [Fact]
    public void There_are_styles_for_every_taste_and_unasked_only_everyday_ones()
    {
        Assert.True(StyleLibrary.All.Count >= 16);
        Assert.Equal(StyleLibrary.All.Count, StyleLibrary.All.Select(style => style.Name).Distinct().Count());
        for (var seed = 0; seed < 60; seed++) Assert.Contains(BriefReader.Read(new SongPlan { Description = "my neighbour's parrot", NegativeStyles = "pop" }, seed).Profile, StyleLibrary.Everyday);
    }

    [Fact]
    public void Negative_styles_push_away()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.NotEqual("pop", BriefReader.Read(new SongPlan { NegativeStyles = "pop" }, seed).Profile.Name);
            var brief = BriefReader.Read(new SongPlan { Styles = "rock", NegativeStyles = "guitar, drums" }, seed);
            Assert.DoesNotContain(brief.Patches.Values, patch => patch.Contains("guitar", StringComparison.Ordinal));
            Assert.Contains("drums", brief.Muted);
        }
    }

    [Fact]
    public void Without_any_hint_pop_comes_most_often_but_not_alone()
    {
        var names = Enumerable.Range(0, 60).Select(seed => BriefReader.Read(new SongPlan { Description = "my neighbour's parrot" }, seed).Profile.Name).ToList();
        Assert.True(names.Count(name => name is "pop") > 20);
        Assert.True(names.Distinct().Count() >= 4);
    }

    [Fact]
    public void Tempo_stays_within_reach_of_the_style()
    {
        foreach (var profile in StyleLibrary.All)
        {
            for (var seed = 0; seed < 30; seed++)
            {
                Assert.InRange(Read(profile.Name, seed).Bpm, profile.Tempo[0] - 8, profile.Tempo[1] + 8);
            }
        }
    }

    [Fact]
    public void The_data_of_every_profile_can_be_played()
    {
        foreach (var profile in StyleLibrary.All)
        {
            string[] tiers = ["low", "mid", "high"];
            foreach (var (mode, bank) in profile.Progressions)
            {
                var tokens = bank.Values.SelectMany(progressions => progressions).SelectMany(progression => progression.Split(' ', '+'));
                foreach (var token in tokens) Assert.NotEmpty(ChordName.Read(token, 0, mode is "major" ? Mode.Major : Mode.Minor).PitchClasses);
                Assert.All((string[])["verse", "chorus", "bridge", "pre-chorus", "hook", "break", "intro", "outro"], kind => Assert.True(profile.ProgressionsFor(mode, kind).Length >= 2));
            }

            foreach (var tier in tiers)
            {
                Assert.All(profile.Grooves[tier], groove =>
                {
                    Assert.All(groove.Drums.Values.Concat(groove.Percussion?.Values.ToArray() ?? []), grid => Assert.Matches("^(?:[.oxX]{16}){1,2}$", grid));
                    Assert.Matches("^(?:[-.R58a]{16}){1,2}$", groove.Bass);
                });
                Assert.All(profile.Comping[tier], pattern => Assert.Matches("^[-.xXpPlh1-9]{16}$", pattern));
                Assert.All(profile.Figures[tier], figure => Assert.Matches("^(?:answer|[.0-9-]{16})$", figure));
            }

            Assert.All(profile.Fills.SelectMany(fill => fill.Values), grid => Assert.Matches("^[.oxX]{16}$", grid));
            Assert.All(profile.Form, kind => Assert.Contains(kind, profile.Energies.Keys));
        }
    }

    private static Brief Read(string styles, long seed = 1) => BriefReader.Read(new SongPlan { Styles = styles }, seed);
}
