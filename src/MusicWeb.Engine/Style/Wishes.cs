using System.Text.RegularExpressions;

namespace MusicWeb.Engine.Style;

/// <summary>The sum of what the words of a plan ask for.</summary>
internal sealed partial class Wishes
{
    private static readonly string[] PatchWords = ["guitar", "piano", "strings", "flute", "bell", "vibes", "pluck", "saw", "sub", "808", "909", "pad", "arp", "synth"];

    /// <summary>Points by style name; below zero where a style was refused.</summary>
    public Dictionary<string, double> Styles { get; } = new(StringComparer.Ordinal);

    /// <summary>Patch by role, voice and mood; the first word that names one wins.</summary>
    public Dictionary<string, string> Choices { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Muted { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Banned { get; } = new(StringComparer.Ordinal);

    public HashSet<string> RefusedMetres { get; } = new(StringComparer.Ordinal);

    public double Tempo { get; private set; }

    public double Energy { get; private set; }

    public double Major { get; private set; }

    /// <summary>Added to how often the style is in 3/4.</summary>
    public double Three { get; private set; }

    /// <summary>Added to how often the style is in 6/8.</summary>
    public double Six { get; private set; }

    public bool IsInstrumental { get; private set; }

    public bool IsAcoustic { get; private set; }

    /// <summary>Adds the words of a text; a negative weight means they are to be avoided.</summary>
    public void Read(string? text, double weight)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var words = WordPattern().Matches(ChineseTags.Translate(text).ToLowerInvariant()).Select(match => match.Value.Trim('-', '\'', '.')).Where(word => word.Length > 0).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var negated = i > 0 && words[i - 1] is "no" or "without" or "not" or "non" or "never";
            var joined = i + 1 < words.Count ? TagLexicon.Find(word + words[i + 1]) : null;
            if (joined is not null) i++;
            var tag = joined ?? TagLexicon.Find(word);
            if (tag is null) continue;
            if (weight < 0 || negated) Refuse(word, tag, Math.Abs(weight));
            else Add(word, tag, weight);
        }
    }

    private void Add(string word, Tag tag, double weight)
    {
        foreach (var (style, points) in tag.Styles) Styles[style] = Styles.GetValueOrDefault(style) + (points * weight);
        foreach (var (role, patch) in tag.Choices)
        {
            if (role is "no") Muted.Add(patch);
            else Choices.TryAdd(role, patch);
        }

        Tempo += tag.Tempo;
        Energy += tag.Energy;
        Major += tag.Major;
        Three += tag.Three;
        Six += tag.Six;
        IsInstrumental |= tag.IsInstrumental;
        IsAcoustic |= word is "acoustic" or "folk" or "clean" or "soft" or "gentle";
    }

    private void Refuse(string word, Tag tag, double weight)
    {
        foreach (var (style, points) in tag.Styles) Styles[style] = Styles.GetValueOrDefault(style) - (points * weight * 1.5);
        Tempo -= tag.Tempo;
        Energy -= tag.Energy;
        Major -= tag.Major;
        if (tag.Choices.TryGetValue("metre", out var metre)) RefusedMetres.Add(metre);
        if (word is "drum" or "drums" or "beat" or "beats" or "percussion") Muted.UnionWith(["drums", "percussion"]);
        if (word is "bass") Muted.Add("bass");
        if (word is "vocal" or "vocals" or "voice" or "singing" or "singer" or "lyrics") IsInstrumental = true;
        foreach (var stem in PatchWords.Where(stem => word.StartsWith(stem, StringComparison.Ordinal) || (stem is "strings" && word is "violin" or "cello" or "orchestra")))
        {
            Banned.UnionWith(StyleLibrary.All.SelectMany(profile => profile.Patches.Values).SelectMany(patches => patches).Where(patch => patch.Contains(stem, StringComparison.Ordinal)));
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}&][\p{L}\p{N}&'’-]*", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
