using Engine.Tests.Compose;
using Engine.Tests.Edit;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Mix;

public sealed class StemRendererTests
{
    private static readonly Lazy<EditedSong> _part = new(() => EditedSongs.Extend(new ExtensionPlan { AtSeconds = 9, DurationSeconds = 10, OnlyNewPart = true }));

    [Fact]
    public void The_stems_add_up_to_the_mix() => AddUp(Render(EditedSongs.Score, EditedSongs.Sound, Stems.Full, Stems.OfFull), EditedSongs.Sound);

    [Theory, InlineData("extended"), InlineData("replaced"), InlineData("part"), InlineData("joined"), InlineData("replaced again")]
    public void The_stems_of_an_edited_song_add_up_to_it_and_are_the_same_with_what_it_keeps_of_its_mastering(string which)
    {
        var song = EditedSongs.SourceOf(which switch
        {
            "extended" => EditedSongs.Longer,
            "replaced" => ReplacementTests.Edited,
            "part" => _part.Value,
            "joined" => Concatenation.Make([EditedSongs.Source, EditedSongs.SourceOf(_part.Value)], "", TestContext.Current.CancellationToken),
            _ => Replacement.Make(new SongRenderer(), EditedSongs.SourceOf(EditedSongs.Longer), new ReplacementPlan { StartSeconds = 15, EndSeconds = 18 }, seed: 3, dictionary: null, progress: null, TestContext.Current.CancellationToken),
        });
        var sound = song.Sound();
        var sources = HeardScore.Of(song.Score.Sounding, sound.Frames);
        Assert.Equal(which is "replaced again" ? 3 : 2, sources.Count);
        Assert.All(sources, heard => Assert.NotNull(MasteringNote.Find(song.Mastering.Span, heard)));

        var stems = Render(song.Score, sound, Stems.Basic, Stems.OfBasic, mastering: song.Mastering);
        AddUp(stems, sound);
        Assert.All(Render(song.Score, sound, Stems.Basic, Stems.OfBasic), stem => Same(stems, stem));
    }

    [Fact]
    public void What_is_heard_of_a_late_stretch_is_as_if_all_of_its_song_were_rendered()
    {
        var score = Songs.Compose("synthwave", lyrics: Songs.Lyrics, seconds: 45);
        var (renderer, frames) = (new SongRenderer(), SongRenderer.Frames(score));
        var scratch = new short[frames * 2];
        var master = renderer.Master(score, scratch, progress: null, TestContext.Current.CancellationToken);
        var late = new HeardScore(score, frames - (6 * 44100), frames - (2 * 44100));
        Assert.InRange(late.Rendered.First, 44100, late.First);
        Assert.InRange(late.Rendered.End, late.End, frames - 44100);

        float[] Heard(in HeardScore part)
        {
            renderer.Stem(part, _ => true, master, scratch, TestContext.Current.CancellationToken);
            var (left, right) = (renderer.Mixed.Left[late.First..late.End].ToArray(), renderer.Mixed.Right[late.First..late.End].ToArray());
            master.Curve.Apply(late.First, left, right);
            return [.. left, .. right];
        }

        var (whole, alone) = (Heard(new HeardScore(score, 0, frames)), Heard(late));
        Assert.True(whole.Max(Math.Abs) > 0.1);
        Assert.InRange(whole.Zip(alone, (a, b) => Math.Abs(a - b)).Max() * 32768, 0, 0.05);
    }

    private static void AddUp(Dictionary<string, short[]?> stems, Pcm sound)
    {
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

    private static Dictionary<string, short[]?> Render(SongScore score, Pcm sound, IReadOnlyList<string> keys, Func<Part, string> keyOf, SongRenderer? renderer = null, ReadOnlyMemory<byte> mastering = default)
    {
        var stems = new Dictionary<string, short[]?>();
        new StemRenderer(renderer ?? new SongRenderer()).Render(score, sound.Frames, keys, keyOf, mastering, (key, pcm) => stems[key] = pcm?.Samples.ToArray(), progress: null, TestContext.Current.CancellationToken);
        return stems;
    }

    private static double Energy(short[] samples) => samples.Length == 0 ? 0 : Math.Sqrt(samples.Average(sample => (double)sample * sample));
}
