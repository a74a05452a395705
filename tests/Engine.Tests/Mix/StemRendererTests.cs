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
        Assert.All(first, stem => Assert.True(stem.Value is null ? again[stem.Key] is null : again[stem.Key]!.AsSpan().SequenceEqual(stem.Value), stem.Key));
    }

    private static (SongScore, Pcm) Part()
    {
        var part = EditedSongs.Extend(new MusicWeb.Engine.Edit.ExtensionPlan { AtSeconds = 9, DurationSeconds = 10, OnlyNewPart = true });
        return (part.Score, part.Song.Sound);
    }

    private static Dictionary<string, short[]?> Render(SongScore score, Pcm sound, IReadOnlyList<string> keys, Func<Part, string> keyOf, SongRenderer? renderer = null)
    {
        var stems = new Dictionary<string, short[]?>();
        new StemRenderer(renderer ?? new SongRenderer()).Render(score, sound.Frames, keys, keyOf, (key, pcm) => stems[key] = pcm?.Samples.ToArray(), progress: null, TestContext.Current.CancellationToken);
        return stems;
    }

    private static double Energy(short[] samples) => samples.Length == 0 ? 0 : Math.Sqrt(samples.Average(sample => (double)sample * sample));
}
