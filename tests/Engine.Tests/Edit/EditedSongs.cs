using Engine.Tests.Compose;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

/// <summary>A short song that the tests of edits start from, rendered once, and an extension of it.</summary>
internal static class EditedSongs
{
    public const string Words = "[Verse]\nPaper boats on the morning tide\nEvery one with a light inside\n[Chorus]\nSail away, sail away";

    private static readonly Lazy<(SongScore Score, RenderedSong Song)> _song = new(() =>
    {
        var score = ScoreJson.Read(ScoreJson.Write(Songs.Compose("lofi", lyrics: Words, seconds: 14)));
        return (score, new SongRenderer().Render(score, progress: null, CancellationToken.None));
    });

    private static readonly Lazy<EditedSong> _longer = new(() => Extend(new ExtensionPlan { AtSeconds = 9, Lyrics = "[Chorus]\nGolden harbour, take me in", DurationSeconds = 10 }));

    public static SongScore Score => _song.Value.Score;

    public static Pcm Sound => _song.Value.Song.Sound;

    /// <summary>The song as edits start from it, with what was kept of its mastering.</summary>
    public static SongSource Source => new(Score, () => Sound, _song.Value.Song.Mastering);

    public static EditedSong Longer => _longer.Value;

    public static EditedSong Extend(ExtensionPlan plan) => Extend(Source, plan);

    public static EditedSong Extend(SongSource song, ExtensionPlan plan) =>
        Extension.Make(new SongRenderer(), song, plan, seed: 5, dictionary: null, progress: null, CancellationToken.None);

    /// <summary>An edited song as further edits start from it: from its stored score.</summary>
    public static SongSource SourceOf(EditedSong song) => new(ScoreJson.Read(ScoreJson.Write(song.Score)), () => song.Song.Sound, song.Song.Mastering);

    /// <summary>The first frame of a bar.</summary>
    public static int FrameOf(SongScore score, int bar) => (int)Math.Round(bar * 4 * 60 / score.Bpm * 44100);

    public static ReadOnlySpan<short> Frames(this Pcm sound, int from, int to) => sound.Samples.AsSpan(from * 2, (to - from) * 2);
}
