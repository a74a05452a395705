using System.Globalization;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Style;

/// <summary>Says what the engine hears in a few style words: tempo, key, instruments and mood that it would choose for them, as words that can be changed.</summary>
public static class StyleBoost
{
    private static readonly string[] _roles = ["chords", "bass", "drums", "pad", "lead"];

    private static readonly Dictionary<string, string> _spoken = new(StringComparer.Ordinal)
    {
        ["piano"] = "piano",
        ["e-piano"] = "rhodes",
        ["guitar-clean"] = "clean guitar",
        ["guitar-drive"] = "distorted guitar",
        ["stab-house"] = "house stabs",
        ["pluck"] = "plucks",
        ["pad-warm"] = "warm pad",
        ["pad-strings"] = "strings",
        ["pad-glass"] = "airy pad",
        ["pad-saw"] = "synth pad",
        ["bass-finger"] = "finger bass",
        ["bass-pick"] = "picked bass",
        ["bass-sub"] = "sub bass",
        ["bass-synth"] = "synth bass",
        ["arp-saw"] = "arpeggio",
        ["bell"] = "bells",
        ["vibes"] = "vibraphone",
        ["lead-flute"] = "flute",
        ["lead-soft"] = "soft lead",
        ["lead-saw"] = "saw lead",
        ["lead-bell"] = "bell lead",
        ["kit-acoustic"] = "acoustic drums",
        ["kit-rock"] = "rock drums",
        ["kit-lofi"] = "lofi drums",
        ["kit-808"] = "808 drums",
        ["kit-909"] = "909 drums",
        ["kit-soft"] = "soft drums",
    };

    /// <summary>The words with what belongs to them, nothing twice; at most so many characters.</summary>
    /// <param name="words">Style words, separated by commas.</param>
    /// <param name="seed">Decides every free choice.</param>
    /// <param name="limit">Longest text in UTF-16 units; what was written is never cut.</param>
    public static string Of(string words, long seed, int limit)
    {
        ArgumentNullException.ThrowIfNull(words);
        var brief = BriefReader.Read(new SongPlan { Styles = words }, seed);
        List<string> all = [.. words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var mood = brief.Mood switch { "sad" => "melancholic", "happy" => "uplifting", "love" => "romantic", _ => brief.Mode is Mode.Major ? "warm" : "moody" };
        IEnumerable<string> more =
        [
            brief.Profile.Name, mood, string.Create(CultureInfo.InvariantCulture, $"{brief.Bpm:0} bpm"),
            .. _roles.Where(role => brief.Plays(role, energy: 0.8)).Select(role => _spoken.GetValueOrDefault(brief.Patches[role], "")),
            brief.IsInstrumental ? "instrumental" : brief.Voice is "m" ? "male vocal" : "female vocal",
        ];
        foreach (var word in more.Where(word => word.Length > 0 && !IsSaid(all, word)))
        {
            if (string.Join(", ", all).Length + 2 + word.Length <= limit) all.Add(word);
        }

        return string.Join(", ", all);
    }

    // "70 bpm" says the tempo whatever its number, "rhodes piano" says piano.
    private static bool IsSaid(List<string> words, string word)
    {
        var last = word.Split(' ')[^1];
        return words.Exists(said => said.Contains(last, StringComparison.OrdinalIgnoreCase));
    }
}
