using System.Collections.Frozen;

namespace MusicWeb.Core.Media;

/// <summary>A kind of file that the store takes, recognised by its first bytes: what a vendor calls it is no proof.</summary>
internal sealed class MediaKind
{
    // Enough for every mark below, ignored white space before JSON included.
    public const int HeadBytes = 64;

    private const string StemPrefix = "stem-";
    private const int StemLimit = 40;

    private static readonly FrozenDictionary<string, MediaKind> _all = new MediaKind[]
    {
        new("flac", "flac", "audio/flac", head => head.StartsWith("fLaC"u8)),
        new("wav", "wav", "audio/wav", head => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8)),
        new("mp3", "mp3", "audio/mpeg", IsMp3),
        new("m4a", "m4a", "audio/mp4", head => head.Length >= 12 && head[4..].StartsWith("ftyp"u8)),
        new("midi", "mid", "audio/midi", head => head.StartsWith("MThd"u8)),
        new("score", "json", "application/json", IsJson),
        new("timeline", "json", "application/json", IsJson),
        new("tempo-map", "json", "application/json", IsJson),
        new("voice-mark", "json", "application/json", IsJson),
        new("cover", "svg", "image/svg+xml", head => head.StartsWith("<svg "u8)),
        new("cover-png", "png", "image/png", head => head.StartsWith(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' })),
        new("cover-jpg", "jpg", "image/jpeg", head => head.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF })),
        new("video", "mp4", "video/mp4", IsFilm),
        new("lrc", "lrc", "text/plain", head => head.StartsWith("["u8)),
        new("srt", "srt", "text/plain", head => head.StartsWith("1\n"u8)),
    }.ToFrozenDictionary(kind => kind.Name);

    // MP3 last: its mark is the weakest.
    private static readonly string[] _songs = ["flac", "wav", "m4a", "mp3"];
    private static readonly string[] _pictures = ["cover-png", "cover-jpg"];

    private readonly Func<ReadOnlySpan<byte>, bool> _isRight;

    private MediaKind(string name, string extension, string contentType, Func<ReadOnlySpan<byte>, bool> isRight) =>
        (Name, Extension, ContentType, _isRight) = (name, extension, contentType, isRight);

    public string Name { get; }

    public string Extension { get; }

    public string ContentType { get; }

    /// <summary>The part of a song that a kind of file holds, for its name; null for the song itself.</summary>
    public static string? StemOf(string kind) => !IsStem(kind) ? null : kind.StartsWith(StemPrefix, StringComparison.Ordinal) ? kind[StemPrefix.Length..].Replace('-', ' ') : kind;

    /// <summary>The kind of that name, or null. A stem comes in any format of a song, which its first bytes decide.</summary>
    public static MediaKind? Find(string name, ReadOnlySpan<byte> head)
    {
        if (!IsStem(name)) return _all.GetValueOrDefault(name);
        return FindAudio(head) is { } format ? new MediaKind(name, format.Extension, format.ContentType, format._isRight) : new MediaKind(name, "flac", "audio/flac", _all["flac"]._isRight);
    }

    /// <summary>The song's format by its first bytes, or null.</summary>
    public static MediaKind? FindAudio(ReadOnlySpan<byte> head) => FindFirst(_songs, head);

    /// <summary>The picture's format by its first bytes, or null.</summary>
    public static MediaKind? FindPicture(ReadOnlySpan<byte> head) => FindFirst(_pictures, head);

    private static MediaKind? FindFirst(string[] names, ReadOnlySpan<byte> head)
    {
        foreach (var name in names)
        {
            if (_all[name].IsRight(head)) return _all[name];
        }

        return null;
    }

    public bool IsRight(ReadOnlySpan<byte> head) => _isRight(head);

    // Providers name what they split off, and not all of them know the same instruments.
    private static bool IsStem(string kind) =>
        kind is "vocals" or "instrumental" or "vox" || (kind.Length is > 5 and <= StemLimit && kind.StartsWith(StemPrefix, StringComparison.Ordinal) && kind.All(letter => letter is '-' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));

    // The same box as a song's, but not marked as sound alone.
    private static bool IsFilm(ReadOnlySpan<byte> head) => head.Length >= 12 && head[4..].StartsWith("ftyp"u8) && !head[8..].StartsWith("M4A"u8) && !head[8..].StartsWith("M4B"u8);

    private static bool IsJson(ReadOnlySpan<byte> head) => head.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    // A tag in front, or a frame's sync word of MPEG layer III.
    private static bool IsMp3(ReadOnlySpan<byte> head) => head.StartsWith("ID3"u8) || (head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2);
}
