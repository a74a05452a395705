using Microsoft.Extensions.Localization;
using MusicWeb.Core.Library;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>An operation in a song's menu.</summary>
/// <param name="Op">Its key.</param>
/// <param name="Provider">Who does it.</param>
/// <param name="Label">What it is called there, in the reader's language.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Group">Where it stands.</param>
/// <param name="WhyNot">Why it cannot be done with this song, in the reader's language; null when it can.</param>
public sealed record SongMenuEntry(string Op, string Provider, string Label, string Icon, SongMenuGroup Group, string? WhyNot);

/// <summary>Operations of a kind, which a song's menu keeps folded up; the declared order is the one of the menu.</summary>
public enum SongMenuGroup
{
    /// <summary>In sight at once.</summary>
    First,

    /// <summary>Another song that comes of this one.</summary>
    Change,

    /// <summary>What is in the song, and the song in other formats.</summary>
    Parts,

    /// <summary>What another provider makes of any song's sound, and copies for it.</summary>
    Elsewhere,
}

/// <summary>Which operations a song's menu shows: what its provider offers, and what it says it cannot do.</summary>
internal static class SongMenu
{
    private static readonly (string Op, string Label, string Icon, SongMenuGroup Group)[] _all =
    [
        (Ops.Extend, "Extend", "extend", SongMenuGroup.First),
        (Ops.Cover, "Cover", "dice", SongMenuGroup.First),
        (Ops.Concat, "Get whole song", "join", SongMenuGroup.First),
        (Ops.PersonaCreate, "Make persona", "persona", SongMenuGroup.First),
        (Ops.ReplaceSection, "Replace section", "section", SongMenuGroup.Change),
        (Ops.Remaster, "Remaster", "settings", SongMenuGroup.Change),
        (Ops.AddVocals, "Add vocals", "persona", SongMenuGroup.Change),
        (Ops.AddInstrumental, "Add instrumental", "library", SongMenuGroup.Change),
        (Ops.Sample, "Use as sample", "section", SongMenuGroup.Change),
        (Ops.Mashup, "Mashup", "join", SongMenuGroup.Change),
        (Ops.Vox, "Extract voice", "persona", SongMenuGroup.Parts),
        (Ops.Bpm, "Tempo and chords", "clock", SongMenuGroup.Parts),
        (Ops.StemsBasic, "Split vocals", "stems", SongMenuGroup.Parts),
        (Ops.StemsFull, "Split all stems", "stems", SongMenuGroup.Parts),
        (Ops.Mp3, "Make MP3", "note", SongMenuGroup.Parts),
        (Ops.Wav, "Make WAV", "note", SongMenuGroup.Parts),
        (Ops.Midi, "Make MIDI", "note", SongMenuGroup.Parts),
        (Ops.LyricsTimeline, "Time the lyrics", "lyrics", SongMenuGroup.Parts),
        (Ops.CoverArt, "Cover art", "create", SongMenuGroup.Parts),
        (Ops.Video, "Video", "screen", SongMenuGroup.Parts),
    ];

    // Some have an operation of their own for songs that are sent to them.
    private static readonly (string Op, string Label, string Icon, SongMenuGroup Group)[] _any =
    [
        (Ops.UploadExtend, "Extend", "extend", SongMenuGroup.Change),
        (Ops.UploadCover, "Cover", "dice", SongMenuGroup.Change),
        .. _all,
        (Ops.VoiceCreate, "Make voice", "persona", SongMenuGroup.Change),
    ];

    /// <summary>The entries for a song: what its own provider does with it, what others do with any song, and which others it can be uploaded to.</summary>
    /// <param name="clip">The song.</param>
    /// <param name="offered">What is offered, by the provider's name.</param>
    /// <param name="texts">The reader's language.</param>
    public static IReadOnlyList<SongMenuEntry> Of(ClipView clip, IReadOnlyDictionary<string, ProviderManifest> offered, IStringLocalizer texts)
    {
        var own = offered.GetValueOrDefault(clip.Provider);
        return
        [
            .. own is null ? [] : _all.Where(known => Fits(clip, known.Op)).Select(known => EntryOf(clip, own, known.Op, texts[known.Label], known.Icon, known.Group, texts)).OfType<SongMenuEntry>(),
            .. from manifest in offered.Values
               where manifest.Name != clip.Provider
               from known in _any
               where manifest.FindOperation(known.Op) is { OwnSourceOnly: false } && (known.Group is not SongMenuGroup.Parts || own?.FindOperation(known.Op) is null)
               let entry = EntryOf(clip, manifest, known.Op, texts["{0} with {1}", texts[known.Label], manifest.DisplayName], known.Icon, SongMenuGroup.Elsewhere, texts)
               where entry is not null
               select entry,
            .. offered.Values.Select(manifest => EntryOf(clip, manifest, Ops.Upload, texts["Upload to {0}", manifest.DisplayName], "share", SongMenuGroup.Elsewhere, texts)).OfType<SongMenuEntry>(),
            .. clip.IsRecording ? Closed(clip, offered.Values, texts) : [],
        ];
    }

    // A recording has no provider of its own whose menu would say what cannot be done. Who takes it after an upload says so there.
    private static IEnumerable<SongMenuEntry> Closed(ClipView clip, IEnumerable<ProviderManifest> offered, IStringLocalizer texts) =>
        from manifest in offered
        from known in _all
        where known.Group is SongMenuGroup.First && Fits(clip, known.Op) && manifest.FindOperation(known.Op) is { OwnSourceOnly: true, SourceById: false }
        let entry = EntryOf(clip, manifest, known.Op, texts["{0} with {1}", texts[known.Label], manifest.DisplayName], known.Icon, SongMenuGroup.Elsewhere, texts)
        where entry is not null
        select entry;

    // Only what goes on from something can be joined with it, and new songs come with their picture.
    private static bool Fits(ClipView clip, string op) => op switch
    {
        Ops.Concat => clip.Origin is { IsPart: true },
        Ops.CoverArt => clip.Cover is null,
        _ => true,
    };

    private static SongMenuEntry? EntryOf(ClipView clip, ProviderManifest manifest, string op, string label, string icon, SongMenuGroup group, IStringLocalizer texts)
    {
        if (manifest.FindOperation(op) is not { } operation)
        {
            return manifest.Missing.FirstOrDefault(missing => missing.Op == op) is { } missing ? new SongMenuEntry(op, manifest.Name, label, icon, group, texts[missing.Reason].Value) : null;
        }

        var refused = SourceRules.Refuse(clip.Facts, manifest, operation);
        // What was made already stands among the downloads.
        if (refused is { Code: SourceRules.AlreadyThere }) return null;
        return new SongMenuEntry(op, manifest.Name, label, icon, group, refused is null ? null : texts[refused.Text, refused.Arguments].Value);
    }
}
