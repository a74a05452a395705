using Engine.Tests.Compose;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Sampler;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace Engine.Tests.Sampler;

public sealed class SoundBankTests
{
    private static readonly byte[] _bytes = TinyBank.Make();

    [Fact]
    public void A_bank_is_known_by_its_name_and_hash()
    {
        using var bank = Open();
        Assert.Equal("Tiny bank", bank.Mark.Name);
        Assert.Equal(64, bank.Mark.Sha256.Length);
        Assert.Equal(bank.Mark, new SoundBankMark("renamed", bank.Mark.Sha256));
    }

    [Theory]
    [InlineData(48)]
    [InlineData(60)]
    [InlineData(67)]
    [InlineData(79)]
    public void A_note_sounds_at_its_pitch_while_it_is_held_and_dies_away(int pitch)
    {
        var sound = Play("piano", PartRole.Chords, new TimedNote(0, 44100, pitch, 0.9f, default));
        var (held, after) = (sound.Left[8820..30000], sound.Left[80000..88000]);
        Assert.Equal(Tuning.Hertz(pitch), Hertz(held), Tuning.Hertz(pitch) * 0.01);
        Assert.True(Level(held) > 0.02);
        Assert.True(Level(after) < Level(held) / 300);
    }

    [Fact]
    public void Louder_strokes_are_louder_and_both_sides_of_a_stereo_sample_are_heard_apart()
    {
        var (soft, loud) = (Play("piano", PartRole.Chords, new TimedNote(0, 20000, 60, 0.4f, default)), Play("piano", PartRole.Chords, new TimedNote(0, 20000, 60, 1, default)));
        Assert.True(Level(loud.Left) > 2 * Level(soft.Left));
        var strings = Play("pad-strings", PartRole.Pad, new TimedNote(0, 20000, 60, 0.8f, default));
        Assert.Equal(Level(strings.Left), Level(strings.Right), Level(strings.Left) * 0.01);
        Assert.True(Level(strings.Left) > 0.01);
    }

    [Fact]
    public void A_closed_hat_cuts_the_open_one_and_a_kick_does_not()
    {
        var open = new TimedNote(0, 2000, 46, 0.9f, default);
        float Tail(int next) => Level(Play("kit-acoustic", PartRole.Drums, open, new TimedNote(2000, 2000, next, 0.02f, default)).Left[4500..6500]);
        Assert.True(Tail(42) < Tail(36) / 5);
    }

    [Fact]
    public void What_a_bank_does_not_have_is_synthesized()
    {
        using var bank = Open();
        Assert.NotNull(bank.PatchFor(new Part(PartRole.Chords, "piano", [new Note(0, 1, 60, 90)])));
        Assert.Null(bank.PatchFor(new Part(PartRole.Lead, "lead-flute", [new Note(0, 1, 72, 90)])));
        Assert.Null(bank.PatchFor(new Part(PartRole.Bass, "bass-synth", [new Note(0, 1, 40, 90)])));
        // A kit with a hole is no kit.
        Assert.Null(bank.PatchFor(new Part(PartRole.Drums, "kit-acoustic", [new Note(0, 1, 36, 90), new Note(0, 1, 90, 90)])));
    }

    [Fact]
    public void Songs_made_with_a_bank_are_marked_and_without_it_keep_their_bytes()
    {
        using var bank = Open();
        var (plain, synth) = (ScoreCut.Before(Songs.Compose("classical", seed: 2, seconds: 10, instrumental: true), 2), Songs.Compose("techno", seed: 2, seconds: 10, instrumental: true));
        var marked = bank.Marked(plain);
        Assert.Equal(bank.Mark, marked.Bank);
        Assert.True(synth.Parts.All(part => bank.PatchFor(part) is null) == (bank.Marked(synth).Bank is null));
        Assert.Equal(ScoreJson.Hash(plain), ScoreJson.Hash(marked with { Bank = null }));
        var read = ScoreJson.Read(ScoreJson.Write(marked));
        Assert.Equal((bank.Mark, "Tiny bank", SongScore.MetreVersion), (read.Bank, read.Bank!.Name, read.Version));

        var (with, without) = (new SongRenderer(bank), new SongRenderer());
        Assert.True(with.CanRender(marked) && with.CanRender(plain) && without.CanRender(plain) && !without.CanRender(marked));
        var (synthesized, sampled) = (Render(with, plain).Samples, Render(with, marked).Samples);
        Assert.Equal(Render(without, plain).Samples, synthesized);
        Assert.Equal(Render(new SongRenderer(bank), marked).Samples, sampled);
        Assert.NotEqual(synthesized, sampled);
        Assert.Contains("Tiny bank", Assert.Throws<InvalidOperationException>(() => Render(without, marked)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_song_made_with_a_bank_is_a_clean_master_and_goes_on_with_it()
    {
        using var bank = Open();
        var renderer = new SongRenderer(bank);
        var score = bank.Marked(Songs.Compose("pop, piano", lyrics: "[Chorus]\nSail away, sail away", seed: 4, seconds: 10));
        Assert.NotNull(score.Bank);
        var song = renderer.Render(score, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(-14, song.Loudness.IntegratedLufs, 0.3);
        Assert.True(song.Loudness.TruePeakDb <= -1);
        var longer = Extension.Make(renderer, new(score, () => song.Sound), new ExtensionPlan { AtSeconds = 7, Instrumental = true, DurationSeconds = 10 }, seed: 5, dictionary: null, progress: null, TestContext.Current.CancellationToken);
        Assert.All(longer.Score.Sounding, stretch => Assert.Equal(bank.Mark, stretch.Score.Bank));

        // Stems of it still add up.
        var sum = new int[longer.Song.Sound.Samples.Length];
        new StemRenderer(renderer).Render(longer.Score, longer.Song.Sound.Frames, Stems.Basic, Stems.OfBasic, mastering: default, (_, sound) =>
        {
            for (var i = 0; sound is not null && i < sum.Length; i++) sum[i] += sound.Samples[i];
        }, progress: null, TestContext.Current.CancellationToken);
        Assert.InRange(Enumerable.Range(0, sum.Length).Max(i => Math.Abs(sum[i] - longer.Song.Sound.Samples[i])), 0, 3);
    }

    [Fact]
    public void Every_cut_or_scribbled_bank_is_refused_with_a_reason_or_read_and_never_breaks()
    {
        using (var whole = Open()) Assert.NotNull(whole.Mark);
        foreach (var bytes in (byte[][])[[], [1, 2, 3], [.. "RIFF"u8, 1, 0, 0, 0, .. "WAVE"u8], _bytes[..200]])
        {
            Assert.NotEmpty(Assert.Throws<InvalidDataException>(() => SoundBank.Open(new MemoryStream(bytes))).Message);
        }

        var dice = new MusicWeb.Engine.Compose.Dice(77);
        var part = new Part(PartRole.Chords, "piano", [new Note(0, 1, 60, 90)]);
        for (var i = 0; i < 400; i++)
        {
            var broken = i % 4 == 0 ? _bytes[..dice.Below(_bytes.Length)] : (byte[])_bytes.Clone();
            // The lists are at the end; the samples may hold anything.
            for (var n = 0; n < 3 && broken.Length > 0; n++) broken[dice.Chance(0.8) ? Math.Max(0, broken.Length - 1 - dice.Below(900)) : dice.Below(broken.Length)] = (byte)dice.Below(256);
            try
            {
                using var bank = SoundBank.Open(new MemoryStream(broken));
                bank.PatchFor(part)?.Render(new PartNotes([new TimedNote(0, 2000, 60, 0.8f, default)], 120, 1), Buffer(4000), TestContext.Current.CancellationToken);
            }
            catch (InvalidDataException)
            {
                // One sentence.
            }
        }
    }

    [Fact]
    public void A_part_that_is_wanted_from_later_on_sounds_there_as_if_all_of_it_had_been_played()
    {
        using var bank = Open();
        var notes = Enumerable.Range(0, 8).Select(i => new TimedNote(i * 9000, 12_000, 60 + i, 0.8f, default)).ToList();
        var (whole, late) = (Buffer(88200), Buffer(88200, first: 40_000));
        foreach (var buffer in (StereoBuffer[])[whole, late]) bank.PatchFor(new Part(PartRole.Chords, "piano", [new Note(0, 1, 60, 90)]))!.Render(new PartNotes(notes, 120, 1), buffer, TestContext.Current.CancellationToken);
        Assert.True(whole.Left[54_000..].ContainsAnyExcept(0));
        Assert.True(whole.Left[54_000..].SequenceEqual(late.Left[54_000..]));
    }

    private static SoundBank Open() => SoundBank.Open(new MemoryStream(_bytes));

    private static StereoBuffer Buffer(int frames, int first = 0)
    {
        var buffer = new StereoBuffer();
        buffer.Reset(frames, first);
        return buffer;
    }

    private static (float[] Left, float[] Right) Play(string patch, PartRole role, params TimedNote[] notes)
    {
        using var bank = Open();
        var buffer = Buffer(88200);
        bank.PatchFor(new Part(role, patch, [.. notes.Select(note => new Note(0, 1, note.Pitch, 90))]))!.Render(new PartNotes(notes, 120, 1), buffer, TestContext.Current.CancellationToken);
        return (buffer.Left.ToArray(), buffer.Right.ToArray());
    }

    private static Pcm Render(SongRenderer renderer, SongScore score) => renderer.Render(score, progress: null, TestContext.Current.CancellationToken).Sound;

    private static float Level(float[] sound) => MathF.Sqrt(sound.Sum(sample => sample * sample) / sound.Length);

    private static double Hertz(float[] sound)
    {
        var (first, last, count) = (-1, -1, -1);
        for (var i = 1; i < sound.Length; i++)
        {
            if (sound[i - 1] > 0 || sound[i] <= 0) continue;
            if (first < 0) first = i;
            (last, count) = (i, count + 1);
        }

        return count * 44100.0 / (last - first);
    }
}
