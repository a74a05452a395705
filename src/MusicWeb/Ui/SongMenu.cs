using Microsoft.Extensions.Localization;
using MusicWeb.Core.Library;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>An operation in a song's menu.</summary>
/// <param name="Op">Its key.</param>
/// <param name="Label">What it is called there, in English; also the key of its translation.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="WhyNot">Why it cannot be done with this song, in the reader's language; null when it can.</param>
public sealed record SongMenuEntry(string Op, string Label, string Icon, string? WhyNot);

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
        (Ops.CoverArt, "Cover art", "create"),
        (Ops.Video, "Video", "screen"),
        (Ops.PersonaCreate, "Make persona", "persona"),
    ];

    /// <summary>The entries for a song; none for a song of a provider that is gone.</summary>
    public static IReadOnlyList<SongMenuEntry> Of(ClipView clip, ProviderManifest? manifest, IStringLocalizer texts)
    {
        if (manifest is null) return [];
        var entries = new List<SongMenuEntry>();
        foreach (var (op, label, icon) in _all)
        {
            // Only what goes on from something can be joined with it.
            if (op == Ops.Concat && clip.Origin is not { IsPart: true }) continue;
            // New songs come with their picture.
            if (op == Ops.CoverArt && clip.Cover is not null) continue;
            if (manifest.FindOperation(op) is { } operation) entries.Add(new SongMenuEntry(op, label, icon, WhyNot(clip, operation, texts)));
            else if (manifest.Missing.FirstOrDefault(missing => missing.Op == op) is { } missing) entries.Add(new SongMenuEntry(op, label, icon, texts[missing.Reason].Value));
        }

        return entries;
    }

    private static string? WhyNot(ClipView clip, OperationSpec operation, IStringLocalizer texts)
    {
        if (operation.SourceFile is { } kind && clip.Files.All(file => file.Kind != kind)) return texts["This song was made before its {0} was kept, so this cannot be done with it.", texts[kind]];
        if (operation.AddsFiles is { Count: > 0 } kinds && clip.Files.Any(file => kinds.Contains(file.Kind))) return texts["Done: find the files above."];
        return (operation.Op, clip.Lyrics is null) switch
        {
            (Ops.StemsBasic or Ops.Vox, true) => texts["There is no voice in this song that could be split off."].Value,
            (Ops.AddInstrumental, true) => texts["There is no voice in this song that a band could play to."].Value,
            (Ops.AddVocals, false) => texts["This song has a voice already: replace a section of it, or cover it."].Value,
            _ => null,
        };
    }
}
