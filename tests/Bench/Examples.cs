using System.Globalization;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Sampler;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace Bench;

/// <summary>Renders one song of every style, other metres and every kind of edit into a folder, to be listened to, with their figures beside them.</summary>
internal static class Examples
{
    private const string Words = """
        [Verse]
        City lights are fading slow
        Every street I used to know
        [Chorus]
        Carry me home tonight
        Carry me into the light
        """;

    private static readonly SongRenderer _synth = new();

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Is made where it is not there; files of the same names are written anew.</param>
    /// <param name="bankPath">A SoundFont 2 file to play from; null to synthesize everything.</param>
    public static int Make(string folder, string? bankPath)
    {
        Directory.CreateDirectory(folder);
        using var bank = bankPath is null ? null : SoundBank.Open(File.OpenRead(bankPath));
        var renderer = bank is null ? _synth : new SongRenderer(bank);
        using var list = new StreamWriter(Path.Combine(folder, "figures.txt"));
        Say(list, $"{"song",-28} {"bpm",5} {"key",-9} {"m",-4} {"low",6} {"high",6} {"air",6} {"str/s",6} {"voices",6} {"bare%",6} {"swell",6} {"crest",6} {"width",6} {"clash%",6} {"LUFS",6}");
        foreach (var (style, i) in StyleLibrary.All.Select((style, i) => (style.Name, i)))
        {
            Keep(folder, list, $"{style}-sung", renderer, new SongPlan { Title = style, Styles = style, Lyrics = Words, DurationSeconds = 40 }, seed: 100 + i);
            Keep(folder, list, $"{style}-played", renderer, new SongPlan { Title = style, Styles = style, Instrumental = true, DurationSeconds = 40 }, seed: 200 + i);
        }

        foreach (var (name, styles) in ((string, string)[])[("waltz", "folk, waltz"), ("jazz-waltz", "jazz, 3/4"), ("ballad-6-8", "ballad, 6/8"), ("shanty", "sea shanty"), ("rock-6-8", "rock, 6/8")]) Keep(folder, list, name, renderer, new SongPlan { Title = name, Styles = styles, Lyrics = Words, DurationSeconds = 40 }, seed: 7);
        Edits(folder, list, renderer);
        return 0;
    }

    private static void Edits(string folder, StreamWriter list, SongRenderer renderer)
    {
        var song = renderer.Marked(Composer.Compose(new SongPlan { Title = "Carry me", Styles = "pop", Lyrics = Words, DurationSeconds = 40 }, seed: 31));
        var played = renderer.Marked(Composer.Compose(new SongPlan { Title = "Bed", Styles = "house", Instrumental = true, DurationSeconds = 40 }, seed: 32));
        var sound = Keep(folder, list, "edit-0-song", song, renderer.Render(song, progress: null, ct: CancellationToken.None)).Sound;
        Keep(folder, list, "edit-1-extended", Extension.Make(renderer, new(song, () => sound), new ExtensionPlan { AtSeconds = 30, DurationSeconds = 20, Lyrics = "[Bridge]\nEvery hour a little more" }, 33, dictionary: null, progress: null, ct: CancellationToken.None));
        Keep(folder, list, "edit-2-replaced", Replacement.Make(renderer, new(song, () => sound), new ReplacementPlan { StartSeconds = 12, EndSeconds = 22 }, 34, dictionary: null, progress: null, ct: CancellationToken.None));
        foreach (var (name, score) in ((string, SongScore)[])
        [
            ("edit-3-cover-rock", Cover.Compose(song, new CoverPlan { Styles = "rock", AudioWeight = 0.7 }, 35, dictionary: null)),
            ("edit-4-cover-waltz", Cover.Compose(song, new CoverPlan { Styles = "folk, waltz", AudioWeight = 0.2 }, 36, dictionary: null)),
            ("edit-5-warm-master", Remaster.Of(song, "warm, wide", take: 0, "")),
            ("edit-6-voice-added", AddedVocals.Compose(played, new AddedVocalsPlan { Lyrics = Words }, 37, dictionary: null)),
            ("edit-7-band-added", AddedBand.Compose(song, "jazz", negativeStyles: null, "", 38)),
            ("edit-8-sampled", SampledSong.Compose(song, new SamplePlan { StartSeconds = 10, EndSeconds = 18, Styles = "hiphop" }, 39, dictionary: null)),
            ("edit-9-mashup", Mashup.Compose(song, played, "", 40, keepsVoiceKey: false, dictionary: null)),
        ]) Keep(folder, list, name, score, renderer.Render(score, progress: null, ct: CancellationToken.None));

        new StemRenderer(renderer).Render(song, sound.Frames, Stems.Basic, Stems.OfBasic, mastering: default, (stem, part) =>
        {
            if (part is not null) Write(folder, $"edit-0-song-{stem}", part);
        }, progress: null, ct: CancellationToken.None);
    }

    private static void Keep(string folder, StreamWriter list, string name, SongRenderer renderer, SongPlan plan, long seed)
    {
        var score = renderer.Marked(Composer.Compose(plan, seed));
        Keep(folder, list, name, score, renderer.Render(score, progress: null, ct: CancellationToken.None));
    }

    private static void Keep(string folder, StreamWriter list, string name, EditedSong edited) => Keep(folder, list, name, edited.Score, edited.Song);

    private static RenderedSong Keep(string folder, StreamWriter list, string name, SongScore score, RenderedSong song)
    {
        Write(folder, name, song.Sound);
        using (var midi = File.Create(Path.Combine(folder, name + ".mid"))) MidiWriter.Write(midi, score);
        var f = StyleFigures.Of(score, song);
        Say(list, $"{name,-28} {score.TappedBpm,5:0} {score.KeyRoot + " " + score.Mode,-9} {score.Metre.Name,-4} {f.Low,6:0.0} {f.High,6:0.0} {f.Air,6:0.0} {f.Strokes,6:0.0} {f.Voices,6:0.0} {100 * f.Bare,6:0} {f.Swell,6:0.0} {f.Crest,6:0.0} {f.Width,6:0.0} {100 * f.Clash,6:0.0} {song.Loudness.IntegratedLufs,6:0.0}");
        return song;
    }

    private static void Write(string folder, string name, Pcm sound)
    {
        using var file = File.Create(Path.Combine(folder, name + ".flac"));
        FlacEncoder.Encode(sound, file, progress: null, ct: CancellationToken.None);
    }

    private static void Say(StreamWriter list, FormattableString line)
    {
        var text = line.ToString(CultureInfo.InvariantCulture);
        Console.WriteLine(text);
        list.WriteLine(text);
    }
}
