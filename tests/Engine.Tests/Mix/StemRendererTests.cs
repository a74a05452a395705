using Engine.Tests.Edit;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Mix;

public sealed class StemRendererTests
{
    [Theory, InlineData("song"), InlineData("extended"), InlineData("replaced"), InlineData("part")]
    public void The_stems_add_up_to_the_mix(string which)
    {
        var (score, sound) = which switch
        {
            "extended" => (EditedSongs.Longer.Score, EditedSongs.Longer.Song.Sound),
            "replaced" => (ReplacementTests.Edited.Score, ReplacementTests.Edited.Song.Sound),
            "part" => Part(),
            _ => (EditedSongs.Score, EditedSongs.Sound),
        };
        var full = which is "song";
        var stems = Render(ScoreJson.Read(ScoreJson.Write(score)), sound, full ? Stems.Full : Stems.Basic, full ? Stems.OfFull : Stems.OfBasic);
        var heard = stems.Values.OfType<short[]>().ToList();
        var worst = 0;
        for (var i = 0; i < sound.Samples.Length; i++) worst = Math.Max(worst, Math.Abs(sound.Samples[i] - heard.Sum(stem => stem[i])));
        Assert.True(worst <= heard.Count, $"{worst} LSB with {heard.Count} stems");
    }

    [Fact]
    public void A_full_split_has_twelve_stems_of_which_the_silent_are_none()
    {
        var stems = Render(EditedSongs.Score, EditedSongs.Sound, Stems.Full, Stems.OfFull);
        Assert.Equal(12, stems.Count);
        Assert.Null(stems["brass"]);
        Assert.All(["vocals", "drums", "bass"], key => Assert.True(Energy(stems[key]!) > 100, key));
    }

    [Fact]
    public void The_voice_is_in_its_stem_and_not_in_the_other()
    {
        var stems = Render(EditedSongs.Score, EditedSongs.Sound, Stems.Basic, Stems.OfBasic);
        var bare = Render(EditedSongs.Score with { Parts = [.. EditedSongs.Score.Parts.Where(part => part.Role is not (PartRole.Melody or PartRole.Backing))] }, EditedSongs.Sound, Stems.Basic, Stems.OfBasic);
        Assert.Null(bare["vocals"]);
        var melody = EditedSongs.Score.Parts.First(part => part.Role is PartRole.Melody);
        var first = EditedSongs.FrameOf(EditedSongs.Score, (int)(melody.Notes[0].StartBeat / 4));
        Assert.True(Energy(stems["vocals"]![(first * 2)..]) > 100);
        Assert.True(first == 0 || Energy(stems["vocals"]![..Math.Max(2, (first - 22050) * 2)]) < 1);
    }

    [Fact]
    public void A_renderer_that_has_worked_before_makes_the_same_stems()
    {
        var renderer = new SongRenderer();
        var first = Render(EditedSongs.Score, EditedSongs.Sound, Stems.Full, Stems.OfFull, renderer);
        var again = Render(EditedSongs.Score, EditedSongs.Sound, Stems.Full, Stems.OfFull, renderer);
        Assert.All(first, stem => Same(again, stem));
    }

    [Fact]
    public void What_a_song_keeps_of_its_mastering_makes_the_same_stems_without_a_rendering_of_the_whole()
    {
        var score = ScoreJson.Read(ScoreJson.Write(EditedSongs.Score));
        var kept = new SongRenderer().Render(score, progress: null, TestContext.Current.CancellationToken).Mastering;
        var found = Render(score, EditedSongs.Sound, Stems.Full, Stems.OfFull);
        Assert.All(Render(score, EditedSongs.Sound, Stems.Full, Stems.OfFull, mastering: kept), stem => Same(found, stem));

        // It is believed: a curve of another height is heard, and so it was not found again.
        var louder = kept.ToArray();
        var gains = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(louder.AsSpan(louder.Length - 4000));
        for (var i = 0; i < gains.Length; i++) gains[i] *= 0.5f;
        Assert.NotEqual(found["drums"], Render(score, EditedSongs.Sound, Stems.Full, Stems.OfFull, mastering: louder)["drums"]);

        // Not of another song, and not where it is damaged.
        var plain = Render(score, EditedSongs.Sound, Stems.Basic, Stems.OfBasic);
        foreach (var other in (ReadOnlyMemory<byte>[])[kept[..^4], kept[..20], Damage(kept, 0), Damage(kept, 5), Damage(kept, 1 + 32 + 24)])
        {
            Assert.All(Render(score, EditedSongs.Sound, Stems.Basic, Stems.OfBasic, mastering: other), stem => Same(plain, stem));
        }
    }

    private static void Same(Dictionary<string, short[]?> all, KeyValuePair<string, short[]?> stem) =>
        Assert.True(stem.Value is null ? all[stem.Key] is null : all[stem.Key]!.AsSpan().SequenceEqual(stem.Value), stem.Key);

    private static byte[] Damage(ReadOnlyMemory<byte> bytes, int at)
    {
        var copy = bytes.ToArray();
        copy[at] ^= 1;
        return copy;
    }

    private static (SongScore, Pcm) Part()
    {
        var part = EditedSongs.Extend(new MusicWeb.Engine.Edit.ExtensionPlan { AtSeconds = 9, DurationSeconds = 10, OnlyNewPart = true });
        return (part.Score, part.Song.Sound);
    }

    private static Dictionary<string, short[]?> Render(SongScore score, Pcm sound, IReadOnlyList<string> keys, Func<Part, string> keyOf, SongRenderer? renderer = null, ReadOnlyMemory<byte> mastering = default)
    {
        var stems = new Dictionary<string, short[]?>();
        new StemRenderer(renderer ?? new SongRenderer()).Render(score, sound.Frames, keys, keyOf, mastering, (key, pcm) => stems[key] = pcm?.Samples.ToArray(), progress: null, TestContext.Current.CancellationToken);
        return stems;
    }

    private static double Energy(short[] samples) => samples.Length == 0 ? 0 : Math.Sqrt(samples.Average(sample => (double)sample * sample));
}
