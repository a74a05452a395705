using System.Text.RegularExpressions;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>What an order is called before it has a song: its title, or the beginning of what was asked for.</summary>
internal static partial class RequestTitle
{
    private const int Limit = 60;

    public static string Of(MusicRequest request)
    {
        var text = new[] { request.Title, request.Description, FirstLine(request.Lyrics), request.Styles }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? request.Op;
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)); // One line.
        if (text.Length <= Limit) return text;
        var end = text.LastIndexOf(' ', Limit);
        if (end < Limit / 2) end = char.IsHighSurrogate(text[Limit - 1]) ? Limit - 1 : Limit;
        return text[..end] + "…";
    }

    // Section markers are no title, but words may follow them on their line.
    private static string? FirstLine(string? lyrics) =>
        lyrics is null ? null : Marker.Replace(lyrics, "\n").Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.Length > 0);

    [GeneratedRegex(@"\[[^\]\n]*\]")]
    private static partial Regex Marker { get; }
}
