using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>What an order is called before it has a song: its title, or the beginning of what was asked for.</summary>
internal static class RequestTitle
{
    private const int Limit = 60;

    public static string Of(MusicRequest request)
    {
        var text = new[] { request.Title, request.Description, FirstLine(request.Lyrics), request.Styles }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim() ?? "";
        if (text.Length <= Limit) return text;
        var end = text.LastIndexOf(' ', Limit);
        if (end < Limit / 2) end = char.IsHighSurrogate(text[Limit - 1]) ? Limit - 1 : Limit;
        return text[..end] + "…";
    }

    // Section markers are no title.
    private static string? FirstLine(string? lyrics) =>
        lyrics?.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.Length > 0 && line[0] != '[');
}
