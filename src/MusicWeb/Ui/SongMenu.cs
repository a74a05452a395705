using Microsoft.Extensions.Localization;
using MusicWeb.Core.Library;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>An operation in a song's menu.</summary>
/// <param name="Op">Its key.</param>
/// <param name="Provider">Who does it.</param>
/// <param name="Label">What it is called there, in the reader's language.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="WhyNot">Why it cannot be done with this song, in the reader's language; null when it can.</param>
public sealed record SongMenuEntry(string Op, string Provider, string Label, string Icon, string? WhyNot);

/// <summary>Which operations a song's menu shows: what its provider offers, and what it says it cannot do.</summary>
internal static class SongMenu
{
    private static readonly (string Op, string Label, string Icon)[] _all =
    [
        (Ops.Extend, "Extend", "extend"),
        (Ops.Cover, "Cover", "dice"),
        (Ops.Concat, "Get whole song", "join"),
        (Ops.ReplaceSection, "Replace section", "section"),
        (Ops.Remaster, "Remaster", "settings"),
        (Ops.AddVocals, "Add vocals", "persona"),
        (Ops.AddInstrumental, "Add instrumental", "library"),
        (Ops.Sample, "Use as sample", "section"),
        (Ops.Mashup, "Mashup", "join"),
        (Ops.Vox, "Extract voice", "persona"),
        (Ops.Bpm, "Tempo and chords", "clock"),
        (Ops.StemsBasic, "Split vocals", "stems"),
        (Ops.StemsFull, "Split all stems", "stems"),
        (Ops.Mp3, "Make MP3", "note"),
        (Ops.Wav, "Make WAV", "note"),
        (Ops.Midi, "Make MIDI", "note"),
        (Ops.LyricsTimeline, "Time the lyrics", "lyrics"),
        (Ops.CoverArt, "Cover art", "create"),
        (Ops.Video, "Video", "screen"),
        (Ops.PersonaCreate, "Make persona", "persona"),
    ];

    /// <summary>The entries for a song: what its own provider does with it, and which others it can be uploaded to.</summary>
    /// <param name="clip">The song.</param>
    /// <param name="offered">What is offered, by the provider's name.</param>
    /// <param name="texts">The reader's language.</param>
    public static IReadOnlyList<SongMenuEntry> Of(ClipView clip, IReadOnlyDictionary<string, ProviderManifest> offered, IStringLocalizer texts)
    {
        var entries = new List<SongMenuEntry>();
        if (offered.GetValueOrDefault(clip.Provider) is { } own)
        {
            foreach (var (op, label, icon) in _all)
            {
                // Only what goes on from something can be joined with it.
                if (op == Ops.Concat && clip.Origin is not { IsPart: true }) continue;
                // New songs come with their picture.
                if (op == Ops.CoverArt && clip.Cover is not null) continue;
                Add(entries, clip, own, op, texts[label], icon, texts);
            }
        }

        // What takes any song works on those of others too.
        foreach (var manifest in offered.Values.Where(manifest => manifest.Name != clip.Provider))
        {
            foreach (var (op, label, icon) in _all.Where(one => manifest.FindOperation(one.Op) is { SendsSource: true })) Add(entries, clip, manifest, op, texts["{0} by {1}", texts[label], manifest.DisplayName], icon, texts);
        }

        foreach (var manifest in offered.Values) Add(entries, clip, manifest, Ops.Upload, texts["Upload to {0}", manifest.DisplayName], "share", texts);
        return entries;
    }

    private static void Add(List<SongMenuEntry> entries, ClipView clip, ProviderManifest manifest, string op, string label, string icon, IStringLocalizer texts)
    {
        if (manifest.FindOperation(op) is { } operation) entries.Add(new SongMenuEntry(op, manifest.Name, label, icon, WhyNot(clip, manifest, operation, texts)));
        else if (manifest.Missing.FirstOrDefault(missing => missing.Op == op) is { } missing) entries.Add(new SongMenuEntry(op, manifest.Name, label, icon, texts[missing.Reason]));
    }

    private static string? WhyNot(ClipView clip, ProviderManifest manifest, OperationSpec operation, IStringLocalizer texts)
    {
        if (operation.SourceById && !clip.IsKnownToProvider) return texts["{0} gave no id for this song, so this cannot be done with it.", manifest.DisplayName];
        if (operation.UploadedSourceOnly && clip.Op != Ops.Upload) return texts["{0} does this only with songs that were uploaded to it.", manifest.DisplayName];
        if (operation.LongestSource is { } longest && operation.Sends(clip.Provider == manifest.Name && clip.IsKnownToProvider) && clip.DurationSeconds > longest.TotalSeconds) return texts["{0} takes songs of up to {1} minutes.", manifest.DisplayName, longest.TotalMinutes];
        if (operation is { SourceFile: { } added, SourceFileIsAdded: true } && clip.Files.All(file => file.Kind != added)) return texts["This is made from the song's {0}, which have to be split off first.", texts[added]];
        if (operation.SourceFile is { } kind && clip.Files.All(file => file.Kind != kind)) return texts["This song was made before its {0} was kept, so this cannot be done with it.", texts[kind]];
        if (operation.AddsFiles is { Count: > 0 } kinds && clip.Files.Any(file => kinds.Contains(file.Kind))) return texts["Done: find the files above."];
        // What is in an upload is heard by the vendor alone.
        if (operation.UploadedSourceOnly) return null;
        return (operation.Op, clip.Lyrics is null) switch
        {
            (Ops.StemsBasic or Ops.Vox, true) => texts["There is no voice in this song that could be split off."].Value,
            (Ops.LyricsTimeline, true) => texts["There are no words in this song."],
            (Ops.AddInstrumental, true) => texts["There is no voice in this song that a band could play to."].Value,
            (Ops.AddVocals, false) => texts["This song has a voice already: replace a section of it, or cover it."].Value,
            _ => null,
        };
    }
}
