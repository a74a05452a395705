using Engine.Tests.Compose;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Engine.Synth;

namespace Engine.Tests.Sing;

public sealed class SingerTests
{
    private const int Rate = StereoBuffer.SampleRate;

    public static TheoryData<string> Genders => ["f", "m"];

    [Theory, MemberData(nameof(Genders))]
    public void Sung_notes_are_in_tune(string gender)
    {
        var voice = VoiceOf(gender);
        int[] tune = [0, 4, 7, 12, 9, 5, 2, -1, 16, 3];
        string[] words = ["L AY T", "S OW", "M IY", "HH OW M", "T R UW", "N AW", "W IY", "D EY", "F AO L", "AA"];
        var (sound, singing) = VoiceEar.Sing(SungSongs.Of(voice, 100, [.. tune.Select((step, i) => (1.0 + i, 1.0, voice.LowPitch + 3 + step, words[i]))]));
        foreach (var note in singing.Notes)
        {
            // After the glide and before the vibrato.
            var (cents, regularity) = VoiceEar.Pitch(sound.AsSpan(note.VowelStart + (Rate * 8 / 100), Rate * 16 / 100), Tuning.Hertz(note.Pitch));
            Assert.True(Math.Abs(cents) <= 15, $"{note.Pitch}: {cents:F1} cents");
            Assert.True(regularity > 0.85, $"{note.Pitch}: {regularity:F2}");
        }
    }

    [Fact]
    public void A_held_note_sways_around_its_pitch()
    {
        var (sound, singing) = VoiceEar.Sing(SungSongs.Of(VoiceProfile.Female, 60, (1, 3, 64, "AA")));
        var cents = new List<double>();
        for (var at = singing.Notes[0].VowelStart + Rate; at < singing.Notes[0].VowelStart + (2 * Rate); at += Rate / 100) cents.Add(VoiceEar.Pitch(sound.AsSpan(at, Rate / 25), Tuning.Hertz(64)).Cents);
        Assert.InRange(cents.Average(), -10, 10);
        Assert.InRange((cents.Max() - cents.Min()) / 2, 15, 45);
        var crossings = cents.Zip(cents.Skip(1)).Count(pair => pair.First < cents.Average() != pair.Second < cents.Average());
        Assert.InRange(crossings / 2.0, 4, 7);
    }

    [Theory, MemberData(nameof(Genders))]
    public void Tone_hiss_and_silence_are_where_the_sounds_say(string gender)
    {
        var voice = VoiceOf(gender);
        string[] words = ["S IY", "SH UW", "AA S AA", "AA T AA", "AA K AA", "F IY T", "Z UW", "M AA"];
        var (sound, singing) = VoiceEar.Sing(SungSongs.Of(voice, 90, [.. words.Select((word, i) => (1 + (2.0 * i), 1.0, voice.LowPitch + 6, word))]));
        foreach (var part in singing.Sounds)
        {
            var middle = Middle(sound, part);
            var vowel = singing.Sounds.First(other => other.Note == part.Note && other.Phone.IsVowel());
            var (tone, below) = (VoiceEar.Pitch(Middle(sound, vowel), Tuning.Hertz(voice.LowPitch + 6)).Regularity, VoiceEar.Level(Middle(sound, vowel)) - VoiceEar.Level(middle));
            var high = middle.Length >= 512 ? VoiceEar.Band(middle, 2200, 16_000) : 0;
            Assert.True(tone > 0.85, $"{vowel}: {tone:F2}");
            if (part.Phone is Phone.S or Phone.SH) Assert.True(high > -1.5 && below is > 0 and < 16, $"{part}: {high:F1} dB high, {below:F1} dB below its vowel");
            if (part.Phone.IsVowel()) Assert.True(high < -10, $"{part}: {high:F1} dB high");
            if (part.Phone is Phone.T or Phone.K && part.Articulation is Articulation.Closure && words[part.Note].StartsWith("AA", StringComparison.Ordinal)) Assert.True(below > 20, $"{part}: {below:F1} dB below its vowel");
            if (part.Phone is Phone.Z) Assert.True(high > -12 && VoiceEar.Band(middle, 60, 1000) > -12, $"{part}: {high:F1} dB high");
            if (part.Phone is Phone.M) Assert.True(VoiceEar.Band(middle, 60, 1000) > -0.5 && below is > 0 and < 12, $"{part}: {below:F1} dB below its vowel");
        }
    }

    [Theory, MemberData(nameof(Genders))]
    public void Vowels_have_the_resonances_of_their_mouths(string gender)
    {
        // A deep tone without vibrato has harmonics close enough to see the resonances.
        var voice = VoiceOf(gender) with { VibratoCents = 0, Breath = 0 };
        Phone[] vowels = [Phone.AA, Phone.AE, Phone.AH, Phone.EH, Phone.IH, Phone.IY, Phone.UW];
        var (sound, singing) = VoiceEar.Sing(SungSongs.Of(voice, 60, [.. vowels.Select((vowel, i) => (1 + (2.0 * i), 1.0, 36, vowel.ToString()))]));
        foreach (var part in singing.Sounds)
        {
            var (shape, _) = MouthShapes.Vowel(part.Phone);
            var (first, second) = (shape.F1 * (0.5 + (0.5 * voice.FormantScale)), shape.F2 * voice.FormantScale);
            var middle = sound.AsSpan(part.Start + (Rate / 5), Rate * 2 / 5);
            var border = Math.Sqrt(first * second);
            var (heardFirst, heardSecond) = (VoiceEar.Peak(middle, first * 0.6, border, Tuning.Hertz(36)), VoiceEar.Peak(middle, border, second * 1.25, Tuning.Hertz(36)));
            Assert.True(Math.Abs((heardFirst / first) - 1) < 0.2, $"{part.Phone}: first {heardFirst:F0} of {first:F0}");
            Assert.True(Math.Abs((heardSecond / second) - 1) < 0.12, $"{part.Phone}: second {heardSecond:F0} of {second:F0}");
        }
    }

    [Fact]
    public void Two_genders_differ_in_throat_and_range()
    {
        Assert.InRange(VoiceProfile.Female.FormantScale / VoiceProfile.Male.FormantScale, 1.1, 1.3);
        var high = Song("f");
        var low = Song("m");
        Assert.Equal(("guide-female", "guide-male"), (high.Voice!.Name, low.Voice!.Name));
        Assert.True(MeanPitch(high) - MeanPitch(low) > 7, $"{MeanPitch(high)} and {MeanPitch(low)}");
        foreach (var song in (SongScore[])[high, low]) Assert.All(Melody(song).Notes, note => Assert.InRange(note.Pitch, song.Voice!.LowPitch, song.Voice.HighPitch));

        static double MeanPitch(SongScore score) => Melody(score).Notes.Average(note => note.Pitch);
    }

    [Fact]
    public void Words_are_heard_when_the_timeline_says()
    {
        string[] words = ["L AY T", "S AH N", "K AE R IY", "OW P AH N", "B ER D", "M UW N", "W IH N D", "T AY D", "F AE L", "HH OW M", "R EY N", "V OY S"];
        var score = SungSongs.Of(VoiceProfile.Male, 100, [.. words.Select((word, i) => (1 + (2.0 * i), 1.0, 54, word))]);
        var (sound, _) = VoiceEar.Sing(score);
        const int Piece = Rate / 500;
        foreach (var word in LyricTimeline.Of(score).Lines[0].Words)
        {
            var (start, end) = ((int)(word.StartSeconds * Rate), (int)(word.EndSeconds * Rate));
            var level = VoiceEar.Level(sound.AsSpan(start, end - start));
            Assert.True(VoiceEar.Level(sound.AsSpan(start - (Rate / 10), Rate / 10)) < -100, word.Text);
            var heard = Enumerable.Range(0, 200).First(i => VoiceEar.Level(sound.AsSpan(start + (i * Piece), Piece)) > level - 30) * Piece;
            Assert.True(heard <= Rate * 25 / 1000, $"{word.Text} is heard {heard * 1000.0 / Rate} ms late");
            Assert.True(VoiceEar.Level(sound.AsSpan(end + (Rate / 25), Rate / 10)) < level - 45, word.Text);
        }
    }

    [Theory, InlineData("pop"), InlineData("lofi"), InlineData("rock")]
    public void Words_of_a_song_stand_out_of_the_gaps_between_them(string style)
    {
        var score = Songs.Compose(style, lyrics: Songs.Lyrics, seconds: 40);
        var buffer = Stem(score, Melody(score));
        var covered = new bool[buffer.Frames];
        foreach (var word in LyricTimeline.Of(score).Lines.SelectMany(line => line.Words)) covered.AsSpan((int)(word.StartSeconds * Rate)..Math.Min(buffer.Frames, (int)(word.EndSeconds * Rate))).Fill(true);
        var (inside, outside) = (Power(true), Power(false));
        Assert.True(10 * Math.Log10(inside / outside) >= 12, $"{10 * Math.Log10(inside / outside):F1} dB");

        double Power(bool wanted)
        {
            var (sum, count) = (1e-15, 1);
            for (var i = 0; i < covered.Length; i++)
            {
                if (covered[i] != wanted) continue;
                sum += buffer.Left[i] * buffer.Left[i];
                count++;
            }
            return sum / count;
        }
    }

    [Fact]
    public void The_chorus_is_sung_in_harmony()
    {
        var score = Songs.Compose("pop", lyrics: Songs.Lyrics);
        var backing = score.Parts.Where(part => part.Role is PartRole.Backing).ToList();
        Assert.Equal(2, backing.Count);
        var choruses = score.Sections.Where(section => section.Kind is "chorus" or "hook").ToList();
        var melody = Melody(score).Notes.ToDictionary(note => note.StartBeat);
        foreach (var part in backing)
        {
            Assert.All(part.Notes, note => Assert.Contains(choruses, section => note.StartBeat >= section.StartBar * 4 && note.StartBeat < (section.StartBar + section.Bars) * 4));
            Assert.All(part.Notes, note => Assert.InRange(Math.Abs(note.Pitch - melody[note.StartBeat].Pitch), 1, 16));
            Assert.True(part.Notes.Count(note => Math.Abs(note.Pitch - melody[note.StartBeat].Pitch) % 12 is 3 or 4 or 5 or 7 or 8 or 9) >= part.Notes.Count * 0.9);

            var buffer = Stem(score, part);
            foreach (var section in score.Sections)
            {
                var (from, to) = ((int)(score.SecondsAt((section.StartBar * 4) + 1) * Rate), (int)(score.SecondsAt(((section.StartBar + section.Bars) * 4) - 1) * Rate));
                var level = VoiceEar.Level(buffer.Left[from..to]);
                var sings = part.Notes.Any(note => note.StartBeat >= section.StartBar * 4 && note.StartBeat < (section.StartBar + section.Bars) * 4);
                Assert.True(sings ? level > -40 : level < -60, $"{section.Kind}: {level:F1} dB");
            }
        }
    }

    [Fact]
    public void The_same_song_is_sung_the_same_and_another_seed_is_another_voice_of_it()
    {
        var score = SungSongs.Of(120, (1, 1, 64, "S IH NG"), (2, 1, 66, "IH T"));
        Assert.Equal(VoiceEar.Sing(score).Sound, VoiceEar.Sing(score).Sound);
        Assert.NotEqual(VoiceEar.Sing(score).Sound, VoiceEar.Sing(score, seed: 2).Sound);
    }

    [Theory, MemberData(nameof(Genders))]
    public void Every_sound_can_stand_beside_every_other(string gender)
    {
        var phones = Enum.GetValues<Phone>();
        var notes = new List<(double Beat, double Beats, int Pitch, string Sounds)>();
        for (var i = 0; i < phones.Length; i++)
        {
            notes.Add((i, 0.5, 30 + (i * 2 % 70), $"{phones[i]} {phones[(i * 7 + 3) % phones.Length]}"));
            notes.Add((i + 0.5, 0.05 + (0.01 * i), 60, $"{phones[(i * 5) % phones.Length]} AA {phones[i]} {phones[(i * 11) % phones.Length]}"));
        }
        var (sound, _) = VoiceEar.Sing(SungSongs.Of(VoiceOf(gender), 140, [.. notes]));
        Assert.InRange(sound.Max(Math.Abs), 0.1f, 4);
    }

    private static VoiceProfile VoiceOf(string gender) => gender is "m" ? VoiceProfile.Male : VoiceProfile.Female;

    private static SongScore Song(string gender) => MusicWeb.Engine.Compose.Composer.Compose(new SongPlan { Styles = "pop", Lyrics = Songs.Lyrics, VocalGender = gender, DurationSeconds = 40 }, 3);

    private static Part Melody(SongScore score) => score.Parts.Single(part => part.Role is PartRole.Melody);

    private static StereoBuffer Stem(SongScore score, Part part)
    {
        var buffer = new StereoBuffer();
        buffer.Reset((int)(score.DurationSeconds * Rate));
        Singer.Sing(score, part, 1, buffer, TestContext.Current.CancellationToken);
        return buffer;
    }

    private static ReadOnlySpan<float> Middle(float[] sound, in SungSound part)
    {
        var length = part.End - part.Start;
        return sound.AsSpan(part.Start + (length / 4), Math.Min(length / 2, Rate / 5));
    }
}
