namespace MusicWeb.Providers.MusicApi;

/// <summary>Which file of a song a stem becomes. The vendor tells in words, and lists twelve kinds and sometimes more.</summary>
internal static class SonicStems
{
    // A full split has a voice of its own: without those that sing along.
    private const string FullPrefix = "stem-";
    private const int KindLimit = 40;
    private static readonly string[] _basic = ["vocals", "instrumental"];

    private static readonly string[] _full =
        ["vocals", "backing-vocals", "drums", "bass", "guitar", "keyboard", "percussion", "strings", "synth", "fx", "brass", "woodwinds"];

    /// <summary>The kinds of the files that a split usually has.</summary>
    public static IReadOnlyList<string> Kinds(bool isFull) => isFull ? [.. _full.Select(name => FullPrefix + name)] : _basic;

    /// <summary>Gives each stem a kind of its own. What the vendor does not name is numbered; two of a name are told apart by a number.</summary>
    public static IReadOnlyList<(string Kind, SonicClip Clip)> Name(IReadOnlyList<SonicClip> clips, bool isFull)
    {
        var (named, seen) = (new List<(string, SonicClip)>(), new HashSet<string>());
        for (var i = 0; i < clips.Count; i++)
        {
            var name = NameOf(clips[i]);
            var isPlain = !isFull && _basic.Contains(name);
            var kind = Fit(isPlain ? name! : FullPrefix + (name ?? $"{i + 1}"), suffix: "");
            for (var number = 2; !seen.Add(kind); number++) kind = Fit(isPlain ? name! : FullPrefix + name, $"-{number}");
            named.Add((kind, clips[i]));
        }

        return named;
    }

    // Where there is no type, the title may tell it at its end: "Night Bus (Backing Vocals)", "Night Bus - Drums". A title that ends in
    // other words is just a title.
    private static string? NameOf(SonicClip clip)
    {
        if (Slug(clip.Stem) is { } stem) return stem;
        var title = clip.Title.TrimEnd(' ', ')', ']');
        return Slug(title[(title.LastIndexOfAny(['(', '[', '-', ':', '|']) + 1)..]) is { } end && (_full.Contains(end) || _basic.Contains(end)) ? end : null;
    }

    private static string? Slug(string? words)
    {
        var letters = (words ?? "").ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ');
        var slug = string.Join('-', string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return slug switch
        {
            "" => null,
            "vocal" or "lead-vocals" => "vocals",
            "keyboards" => "keyboard",
            "effects" => "fx",
            "woodwind" => "woodwinds",
            _ => slug,
        };
    }

    private static string Fit(string kind, string suffix) => (kind.Length + suffix.Length <= KindLimit ? kind : kind[..(KindLimit - suffix.Length)].TrimEnd('-')) + suffix;
}
