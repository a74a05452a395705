namespace MusicWeb.Ui;

/// <summary>What the files of a song are called in its menu, in English; also the keys of the translations.</summary>
internal static class DownloadWords
{
    private static readonly Dictionary<string, string> _names = new()
    {
        ["flac"] = "FLAC",
        ["wav"] = "WAV",
        ["mp3"] = "MP3",
        ["m4a"] = "M4A",
        ["midi"] = "MIDI",
        ["lrc"] = "lyrics with times (LRC)",
        ["srt"] = "subtitles (SRT)",
        ["timeline"] = "lyric times (JSON)",
        ["cover-png"] = "cover (PNG)",
        ["cover"] = "cover (SVG)",
        ["cover-jpg"] = "cover (JPEG)",
        ["video"] = "video (MP4)",
        ["tempo-map"] = "tempo and chords (JSON)",
        ["vox"] = "voice alone",
        ["vocals"] = "vocals",
        ["instrumental"] = "instrumental",
        ["stem-vocals"] = "lead vocals",
        ["stem-backing-vocals"] = "backing vocals",
        ["stem-drums"] = "drums",
        ["stem-bass"] = "bass",
        ["stem-guitar"] = "guitar",
        ["stem-keyboard"] = "keyboard",
        ["stem-percussion"] = "percussion",
        ["stem-strings"] = "strings",
        ["stem-synth"] = "synth",
        ["stem-fx"] = "effects",
        ["stem-brass"] = "brass",
        ["stem-woodwinds"] = "woodwinds",
    };

    private static readonly string[] _order = [.. _names.Keys];

    /// <summary>The name of a kind of file; null for one that is not offered.</summary>
    public static string? Of(string kind) => _names.GetValueOrDefault(kind) ?? (IsStem(kind) ? kind["stem-".Length..].Replace('-', ' ') : null);

    /// <summary>Its place in the menu: songs first, then notes and words, then stems, those with names of their own last.</summary>
    public static int PlaceOf(string kind) => Array.IndexOf(_order, kind) is var place and >= 0 ? place : _order.Length;

    /// <summary>Whether it is a part of the song.</summary>
    public static bool IsStem(string kind) => kind is "vocals" or "instrumental" or "vox" || kind.StartsWith("stem-", StringComparison.Ordinal);
}
