using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>What the dialog of an operation says, in English; also the keys of the translations.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Explanation">What comes of it, with {0} for the song.</param>
/// <param name="Button">The button, with {0} for the price.</param>
/// <param name="Icon">The button's icon.</param>
/// <param name="Ordered">What is said once it is ordered, with {0} for the song.</param>
internal sealed record OperationWords(string Title, string Explanation, string Button, string Icon, string Ordered)
{
    /// <summary>The words of an operation.</summary>
    /// <param name="op">Its key.</param>
    /// <param name="operation">How its provider does it; null while that is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has no dialog of this kind.</exception>
    public static OperationWords Of(string op, OperationSpec? operation) => operation switch
    {
        null => Of(op),
        { Op: Ops.Extend, OnlyWhole: true } => Of(op) with { Explanation = "“{0}” goes on from a moment you choose. What comes of it is the whole song." },
        // A voice that is a file, and not only marked in a stretch.
        { Op: Ops.Vox } when !operation.Needs.HasFlag(OperationNeeds.Range) => Of(op),
        _ => operation.IsByVendor && _byVendor.TryGetValue(op, out var explanation) ? Of(op) with { Explanation = explanation } : Of(op),
    };

    private static readonly Dictionary<string, string> _byVendor = new()
    {
        [Ops.Extend] = "“{0}” goes on from a moment you choose. Only the new part is made: “Get whole song” in its menu joins it with this one.",
        [Ops.Cover] = "The words of “{0}” in another style, as close to its sound as you like.",
        [Ops.Concat] = "“{0}” is joined with what it goes on from.",
        [Ops.ReplaceSection] = "A stretch of “{0}” is made anew and put back into the song.",
        [Ops.Remaster] = "“{0}” is made again with a better sound; its words and notes stay.",
        [Ops.Sample] = "A new song over a stretch of “{0}”.",
        [Ops.Mashup] = "“{0}” and another song become one.",
        [Ops.Bpm] = "“{0}” is listened to, and gets a file that says how fast it is.",
        [Ops.Vox] = "The voice of “{0}” is marked in a stretch you choose, of up to half a minute. A persona you make of this song afterwards has that voice.",
        [Ops.AddVocals] = "Somebody sings your words to “{0}”.",
        [Ops.AddInstrumental] = "A band plays to the voice of “{0}”.",
        [Ops.StemsBasic] = "“{0}” gets two more files: its voice, and everything else.",
        [Ops.CoverArt] = "“{0}” gets a picture.",
        [Ops.StemsFull] = "“{0}” gets a file for each kind of instrument that is heard in it.",
    };

    /// <summary>How far a result may go from its song.</summary>
    /// <param name="variation">The provider's word.</param>
    public static string OfVariation(string variation) => variation switch
    {
        "subtle" => "Little",
        "normal" => "Some",
        "high" => "A lot",
        _ => variation,
    };

    private static OperationWords Of(string op) => op switch
    {
        Ops.Extend => new(
            "Extend", "“{0}” goes on from a moment you choose, in its tempo, key and harmony. What is heard before stays as it is.", "Extend · {0}", "extend", "“{0}” is being extended."),
        Ops.Cover => new(
            "Cover", "The words of “{0}” in another style. From the middle on, its melody and harmony stay too.", "Cover · {0}", "dice", "“{0}” is being covered."),
        Ops.Concat => new(
            "Get whole song", "“{0}” is joined with what it goes on from, without a seam.", "Join · {0}", "join", "“{0}” is being joined."),
        Ops.ReplaceSection => new(
            "Replace section", "A stretch of “{0}” is made anew, from bar line to bar line. Everything outside of it stays as it is.", "Replace · {0}", "section", "A section of “{0}” is being replaced."),
        Ops.Remaster => new(
            "Remaster", "“{0}” is mixed and mastered anew from its notes: once as you say, once further that way. Without a word one take is bright, the other warm.", "Remaster · {0}", "settings", "“{0}” is being remastered."),
        Ops.AddVocals => new(
            "Add vocals", "Somebody sings to “{0}”. Its instruments play what they played; what had the melody keeps it where nobody sings.", "Add vocals · {0}", "persona", "“{0}” is getting a voice."),
        Ops.AddInstrumental => new(
            "Add instrumental", "The voice of “{0}” stays as it is, syllable for syllable, and another band plays to it.", "Add a band · {0}", "library", "“{0}” is getting another band."),
        Ops.Sample => new(
            "Use as sample", "A new song over some bars of “{0}”, in its tempo and key: what its instruments play there comes again and again.", "Make a song · {0}", "section", "A song over a sample of “{0}” is being made."),
        Ops.Mashup => new(
            "Mashup", "“{0}” meets another song: one sings, the other plays. The second take is the other way round where both are sung.", "Mash up · {0}", "join", "“{0}” is being mashed up."),
        Ops.Bpm => new(
            "Tempo and chords", "“{0}” gets a file that says when it beats: tempo, bars, sections and chords, to the millisecond.", "Make it · {0}", "clock", "The tempo map of “{0}” is being made. You find it in its menu."),
        Ops.CoverArt => new(
            "Cover art", "“{0}” gets a picture made from its key, style and form, as SVG and PNG.", "Paint it · {0}", "create", "The cover of “{0}” is being painted."),
        Ops.Video => new(
            "Video", "“{0}” gets a film, as MP4.", "Film it · {0}", "screen", "The film to “{0}” is being made. You find it in its menu."),
        Ops.Vox => new(
            "Extract voice", "“{0}” gets one more file: its voice alone.", "Extract · {0}", "persona", "The voice of “{0}” is being extracted. You find it in its menu."),
        Ops.StemsBasic => new(
            "Split vocals", "“{0}” gets two more files: its voice, and everything else. Together they are the song again.", "Split · {0}", "stems", "“{0}” is being split. You find the files in its menu."),
        Ops.StemsFull => new(
            "Split all stems", "“{0}” gets a file for each kind of instrument that plays in it, of twelve kinds. Together they are the song again.", "Split · {0}", "stems", "“{0}” is being split. You find the files in its menu."),
        Ops.Mp3 => new("Make MP3", "“{0}” gets an MP3 of 192 kbit/s, small enough to send.", "Make it · {0}", "note", "The MP3 of “{0}” is being made. You find it in its menu."),
        Ops.Wav => new("Make WAV", "“{0}” gets a WAV, for work in other programs.", "Make it · {0}", "note", "The WAV of “{0}” is being made. You find it in its menu."),
        Ops.Midi => new("Make MIDI", "“{0}” gets its notes as MIDI, as they are heard in it.", "Make it · {0}", "note", "The MIDI of “{0}” is being made. You find it in its menu."),
        Ops.LyricsTimeline => new(
            "Time the lyrics", "“{0}” gets files that say when each word is sung: lyrics with times, subtitles and JSON.", "Time them · {0}", "lyrics", "The lyrics of “{0}” are being timed. You find the files in its menu."),
        Ops.Upload => new(
            "Upload", "A copy of “{0}” is sent to {1}, which can then extend, cover and split it. It stands beside the song in your library.", "Upload · {0}", "share", "“{0}” is being uploaded to {1}."),
        Ops.UploadExtend => Of(Ops.Extend) with { Explanation = "“{0}” is sent to {1} and goes on there from a moment you choose. You get the whole song." },
        Ops.UploadCover => Of(Ops.Cover) with { Explanation = "“{0}” is sent to {1}, which makes its words in another style, as close to its sound as you like." },
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "There is no dialog for this operation."),
    };
}
