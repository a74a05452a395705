using System.Text.Json.Nodes;

namespace MusicWeb.Providers.AceStep;

/// <summary>What the server heard in a song, as a file of the song: the same fields as the file of our own engine has, without the bars and chords that nobody counted.</summary>
internal static class AceStepHeard
{
    private const string Notes = "C D EF G A B";

    /// <summary>The file; null when no tempo was heard.</summary>
    public static ResultFile? File(AceStepSong heard)
    {
        if (heard.Bpm is not { } bpm) return null;
        var fields = new JsonObject { ["version"] = 1, ["bpm"] = Math.Round(bpm, 3), ["beatsPerBar"] = heard.BeatsPerBar ?? 4 };
        if (Key(heard.Key) is { } key) (fields["keyRoot"], fields["mode"]) = (key.Root, key.IsMinor ? "Minor" : "Major");
        (fields["bars"], fields["sections"], fields["chords"]) = (new JsonArray(), new JsonArray(), new JsonArray());
        if (heard.Styles is { } styles) fields["styles"] = styles;
        var bytes = System.Text.Encoding.UTF8.GetBytes(fields.ToJsonString());
        return new ResultFile("tempo-map", "application/json", _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false)));
    }

    // "C Major", "Am", "F# minor", "Bb major".
    private static (int Root, bool IsMinor)? Key(string? text)
    {
        if (text is not { Length: > 0 } || Notes.IndexOf(char.ToUpperInvariant(text[0]), StringComparison.Ordinal) is not (>= 0 and var note)) return null;
        var rest = text[1..].Trim();
        var shift = rest.StartsWith('#') || rest.StartsWith('♯') ? 1 : rest.StartsWith('b') || rest.StartsWith('♭') ? -1 : 0;
        rest = shift == 0 ? rest : rest[1..].Trim();
        var isMinor = rest is "m" or "min" || rest.StartsWith("minor", StringComparison.OrdinalIgnoreCase);
        return ((note + shift + 12) % 12, isMinor);
    }
}
