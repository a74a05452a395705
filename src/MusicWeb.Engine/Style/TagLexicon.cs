using System.Globalization;
using System.Text.Json;

namespace MusicWeb.Engine.Style;

/// <summary>What English words say about a song's style, tempo, mode, energy, instruments and voice.</summary>
internal static class TagLexicon
{
    private static readonly Dictionary<string, Tag> Tags = Load();

    /// <summary>What a word says; null for a word the lexicon does not know.</summary>
    public static Tag? Find(string word)
    {
        if (Tags.TryGetValue(word, out var tag)) return tag;
        return word.Length > 4 && word.EndsWith('s') && Tags.TryGetValue(word[..^1], out tag) ? tag : null;
    }

    /// <summary>Whether a word is about the sound ("slow", "guitar") and so no topic to sing about.</summary>
    public static bool IsAboutSound(string word) => Find(word) is { IsTopic: false };

    private static Dictionary<string, Tag> Load()
    {
        using var stream = typeof(TagLexicon).Assembly.GetManifestResourceStream("style/lexicon.json")
            ?? throw new InvalidOperationException("The tag lexicon is missing from the assembly.");
        var lines = JsonSerializer.Deserialize(stream, StyleJson.Default.DictionaryStringString)
            ?? throw new InvalidOperationException("The tag lexicon is empty.");
        return lines.ToDictionary(line => line.Key, line => Parse(line.Value), StringComparer.Ordinal);
    }

    private static Tag Parse(string text)
    {
        var tag = new Tag();
        foreach (var token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.Split('=') is [var role, var patch])
            {
                tag.Choices[role] = patch;
            }
            else if (token.Split(':') is [var name, var number])
            {
                var amount = double.Parse(number, CultureInfo.InvariantCulture);
                if (name is "tempo") tag.Tempo = amount;
                else if (name is "energy") tag.Energy = amount;
                else if (name is "three") tag.Three = amount;
                else if (name is "six") tag.Six = amount;
                else if (name is "major") tag.Major = amount;
                else if (name is "minor") tag.Major = -amount;
                else tag.Styles[name] = amount;
            }
            else if (token is "topic")
            {
                tag.IsTopic = true;
            }
            else if (token is "instrumental")
            {
                tag.IsInstrumental = true;
            }
            else
            {
                throw new InvalidOperationException($"The tag lexicon says {token}, which means nothing.");
            }
        }

        return tag;
    }
}

/// <summary>One word's meaning.</summary>
internal sealed class Tag
{
    /// <summary>Points by style name.</summary>
    public Dictionary<string, double> Styles { get; } = new(StringComparer.Ordinal);

    /// <summary>Patch by role; also <c>voice</c> (f, m), <c>mood</c> (sad, happy, love), <c>metre</c> (4/4, 3/4, 6/8) and <c>no</c> (a role to leave out).</summary>
    public Dictionary<string, string> Choices { get; } = new(StringComparer.Ordinal);

    /// <summary>-1 slow to 1 fast.</summary>
    public double Tempo { get; set; }

    /// <summary>Added to every section's energy.</summary>
    public double Energy { get; set; }

    /// <summary>Above 0 pulls to major, below to minor.</summary>
    public double Major { get; set; }

    /// <summary>Added to how often a song is in 3/4.</summary>
    public double Three { get; set; }

    /// <summary>Added to how often a song is in 6/8.</summary>
    public double Six { get; set; }

    /// <summary>The word may also be what the song is about.</summary>
    public bool IsTopic { get; set; }

    /// <summary>The word asks for a song without words.</summary>
    public bool IsInstrumental { get; set; }
}
