using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace Engine.Tests.Synth;

public class PatchCatalogTests
{
    private const int Rate = StereoBuffer.SampleRate;

    public static TheoryData<string> Names => [.. PatchCatalog.Names.Order()];

    public static TheoryData<string> TunedNames => [.. PatchCatalog.Names.Where(name => !name.StartsWith("kit", StringComparison.Ordinal) && name is not ("perc" or "fx")).Order()];

    [Theory, MemberData(nameof(Names))]
    public void Every_patch_survives_every_key_and_velocity(string name)
    {
        var notes = new List<TimedNote>();
        for (var pitch = 0; pitch <= 127; pitch += 3) notes.Add(new TimedNote(notes.Count * 1500, 2000, pitch, Math.Clamp(pitch / 127f, 0.02f, 1), new Syllable((Vowel)(pitch % 5), (Onset)(pitch % 3))));
        var sound = Play(name, notes, notes.Count * 1500 + Rate);
        Assert.True(Loudest(sound, 0, sound.Frames) is > 0.01f and < 8, $"{name} peaks at {Loudest(sound, 0, sound.Frames)}");
    }

    [Theory, MemberData(nameof(TunedNames))]
    public void Every_tuned_patch_is_in_tune(string name)
    {
        foreach (var pitch in name.StartsWith("bass", StringComparison.Ordinal) ? (int[])[31, 40] : [57, 69, 76])
        {
            var sound = Play(name, [new TimedNote(0, Rate, pitch, 0.8f, default)], Rate);
            Assert.InRange(CentsOff(sound, Tuning.Hertz(pitch)), -12, 12);
        }
    }

    [Theory, MemberData(nameof(TunedNames))]
    public void Every_tuned_patch_falls_silent_after_its_note(string name)
    {
        var sound = Play(name, [new TimedNote(0, Rate / 2, 60, 0.9f, default)], Rate * 6);
        Assert.InRange(Loudest(sound, Rate * 5, Rate) / Loudest(sound, 0, Rate), 0, 0.02f);
    }

    [Fact]
    public void The_same_seed_gives_the_same_sound_and_another_seed_another()
    {
        TimedNote[] notes = [new(0, 4000, 36, 1, default), new(4000, 4000, 38, 1, default)];
        var (first, again, other) = (Play("kit-rock", notes, Rate, seed: 1), Play("kit-rock", notes, Rate, seed: 1), Play("kit-rock", notes, Rate, seed: 2));
        Assert.True(first.Left.SequenceEqual(again.Left));
        Assert.False(first.Left.SequenceEqual(other.Left));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_part_that_is_wanted_from_later_on_sounds_as_if_all_of_it_had_been_played(string name)
    {
        int[] pitches = name is "fx" ? [36, 48, 60] : [36, 42, 46, 49, 52, 57, 64];
        var notes = Enumerable.Range(0, 22).Select(i => new TimedNote((i * Rate / 2) + 100, Rate - 300, pitches[i % pitches.Length], 0.8f, default)).ToList();
        var frames = 11 * Rate;
        var whole = Play(name, notes, frames);
        var late = Play(name, notes, frames, first: 3 * Rate / StereoBuffer.FirstStep * StereoBuffer.FirstStep);
        var (worst, loudest) = (0f, 0f);
        for (var i = 10 * Rate; i < frames; i++)
        {
            worst = Math.Max(worst, Math.Max(Math.Abs(whole.Left[i] - late.Left[i]), Math.Abs(whole.Right[i] - late.Right[i])));
            loudest = Math.Max(loudest, Math.Abs(whole.Left[i]));
        }

        Assert.True(loudest > 0.003f, $"{loudest}");
        Assert.InRange(worst / loudest, 0, 1e-6f);
    }

    [Fact]
    public void A_closed_hat_chokes_the_open_one()
    {
        var open = Play("kit-909", [new TimedNote(0, 2000, 46, 1, default)], Rate);
        var choked = Play("kit-909", [new TimedNote(0, 2000, 46, 1, default), new TimedNote(6000, 2000, 42, 0.02f, default)], Rate);
        Assert.True(Loudest(choked, 8000, 2000) < 0.2f * Loudest(open, 8000, 2000));
    }

    [Theory, InlineData(PartRole.Melody), InlineData(PartRole.Drums), InlineData(PartRole.Percussion), InlineData(PartRole.Bass), InlineData(PartRole.Chords), InlineData(PartRole.Pad), InlineData(PartRole.Lead), InlineData(PartRole.Effects)]
    public void An_unknown_patch_sounds_as_its_role_usually_does(PartRole role)
    {
        var sound = new StereoBuffer();
        sound.Reset(Rate);
        PatchCatalog.Create("no such patch", role).Render(new PartNotes([new TimedNote(0, 20_000, 42, 1, default)], 120, 1), sound, TestContext.Current.CancellationToken);
        Assert.True(Loudest(sound, 0, Rate) > 0.01f);
    }

    [Theory, InlineData("see", 2, 2), InlineData("Moon", 4, 1), InlineData("ah!", 0, 0), InlineData("静", 0, 0), InlineData("", 0, 0)]
    public void Letters_choose_the_voice_s_colour(string letters, int vowel, int onset) =>
        Assert.Equal(new Syllable((Vowel)vowel, (Onset)onset), Syllable.FromLetters(letters));

    private static StereoBuffer Play(string name, IReadOnlyList<TimedNote> notes, int frames, ulong seed = 1, int first = 0)
    {
        var sound = new StereoBuffer();
        sound.Reset(frames, first);
        PatchCatalog.Create(name, PartRole.Lead).Render(new PartNotes(notes, 120, seed), sound, TestContext.Current.CancellationToken);
        return sound;
    }

    private static float Loudest(StereoBuffer sound, int from, int frames)
    {
        var loudest = 0f;
        for (var i = from; i < from + frames; i++)
        {
            Assert.True(float.IsFinite(sound.Left[i]) && float.IsFinite(sound.Right[i]));
            loudest = Math.Max(loudest, Math.Max(Math.Abs(sound.Left[i]), Math.Abs(sound.Right[i])));
        }
        return loudest;
    }

    /// <summary>How far the sound repeats itself from when it should, over eight periods.</summary>
    private static int CentsOff(StereoBuffer sound, float hertz)
    {
        const int From = Rate / 4, Frames = Rate / 2;
        var (best, bestSum) = (0, double.MinValue);
        for (var cents = -50; cents <= 50; cents++)
        {
            var lag = 8 * Rate / hertz * Math.Pow(2, cents / 1200.0);
            var whole = (int)lag;
            var part = lag - whole;
            var sum = 0.0;
            for (var i = From; i < From + Frames - whole - 2; i++) sum += At(i) * (At(i + whole) * (1 - part) + At(i + whole + 1) * part);
            sum /= Frames - whole;
            if (sum > bestSum) (best, bestSum) = (cents, sum);
        }
        return -best;

        double At(int i) => sound.Left[i] + sound.Right[i];
    }
}
