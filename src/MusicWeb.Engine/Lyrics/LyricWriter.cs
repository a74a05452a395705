using System.Text.Json;
using System.Text.Json.Serialization;
using MusicWeb.Engine.Compose;

namespace MusicWeb.Engine.Lyrics;

/// <summary>Writes rhymed words about a description: small, honest verse from templates, different for every seed.</summary>
internal sealed class LyricWriter
{
    private static readonly LyricLines Data = Load();

    private readonly Dice dice;
    private readonly string mood;
    private readonly Rhymes rhymes;
    private readonly PronouncingDictionary? dictionary;
    private readonly IReadOnlyList<string> phrases;
    private readonly List<Noun> nouns;
    private readonly List<RhymeFamily> unused;
    private int turn;

    private LyricWriter(string description, string mood, ulong key, PronouncingDictionary? dictionary)
    {
        dice = Dice.For(key, "lyrics");
        this.mood = mood;
        rhymes = new Rhymes(dictionary);
        this.dictionary = dictionary;
        var found = TopicFinder.Phrases(description);
        phrases = found.Count > 0 ? found : [dice.Pick(Data.Topics)];
        nouns = [.. phrases.SelectMany(TopicFinder.Nouns).DistinctBy(noun => noun.Bare.ToLowerInvariant())];
        if (nouns.Count == 0) nouns.Add(new Noun(phrases[0], phrases[0]));
        unused = [.. Data.Families.OrderBy(_ => dice.Next())];
    }

    /// <summary>Writes sections of a song.</summary>
    /// <param name="description">What to sing about; its own words appear in the lines.</param>
    /// <param name="mood">sad, happy, love or plain.</param>
    /// <param name="kinds">Section kinds in order with their number of lines; a repeated chorus repeats its words.</param>
    /// <param name="key">The same key writes the same words.</param>
    /// <param name="dictionary">Makes rhymes truer.</param>
    public static IReadOnlyList<(string Kind, IReadOnlyList<string> Lines)> Write(string description, string mood, IReadOnlyList<(string Kind, int Lines)> kinds, ulong key, PronouncingDictionary? dictionary)
    {
        var writer = new LyricWriter(description, mood, key, dictionary);
        var isLatin = !description.Any(char.IsLetter) || description.Count(sign => char.IsLetter(sign) && sign < '\u0250') * 2 >= description.Count(char.IsLetter);
        List<string>? chorus = null;
        var sections = new List<(string, IReadOnlyList<string>)>();
        foreach (var (kind, count) in kinds)
        {
            var isChorus = kind is "chorus" or "hook";
            var lines = isChorus && chorus?.Count >= count ? [.. chorus.Take(count)] : isLatin ? writer.Section(isChorus, count) : writer.Foreign(isChorus, count);
            if (isChorus) chorus ??= lines;
            sections.Add((kind, lines));
        }

        return sections;
    }

    private List<string> Section(bool isChorus, int count)
    {
        if (isChorus) return Chorus(count);
        var lines = new List<string>();
        while (lines.Count < count)
        {
            var family = NextFamily(null);
            lines.AddRange(Lines(family, Math.Min(2, count - lines.Count)));
        }

        return lines;
    }

    // Hook, rhyme, hook or echo, rhyme: the title comes back, its answers rhyme with it where the words allow it.
    private List<string> Chorus(int count)
    {
        // A long phrase is mostly a sentence, which stands alone better than inside another.
        var hook = Fill(phrases[0].Split(' ').Length > 5 ? Data.Hooks[0] : dice.Pick(Data.Hooks), phrases[0], nouns[0]);
        var family = NextFamily(phrases[0]);
        var answers = Lines(family, 2);
        var second = phrases[0].Split(' ').Length <= 4 && dice.Chance(0.5) ? hook : Fill(dice.Pick(Data.Echoes), phrases[0], dice.Pick(nouns));
        List<string> all = [hook, answers[0], second, answers[^1]];
        return [.. all.Take(count)];
    }

    // Templates are English; a description in another script is sung in its own words with vocables between them.
    private List<string> Foreign(bool isChorus, int count)
    {
        var lines = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var phrase = phrases[isChorus ? 0 : turn++ % phrases.Count];
            lines.Add(isChorus && i % 2 == 1 ? dice.Pick(Data.Vocables) : phrase);
        }

        return lines;
    }

    private RhymeFamily NextFamily(string? rhymesWith)
    {
        if (unused.Count == 0) unused.AddRange(Data.Families.OrderBy(_ => dice.Next()));
        var family = rhymesWith is null ? null : unused.Find(candidate => rhymes.Fits(rhymesWith, candidate));
        family ??= unused[0];
        unused.Remove(family);
        return family;
    }

    private List<string> Lines(RhymeFamily family, int count)
    {
        var special = mood switch { "sad" => family.Sad, "happy" => family.Happy, "love" => family.Love, _ => [] };
        var chosen = special.Concat(family.Any).Select((line, i) => (Line: line, Rank: dice.Next() - (i < special.Length ? 0.35 : 0))).OrderBy(entry => entry.Rank).Select(entry => entry.Line).ToList();

        // At least one line of a couplet speaks of the topic.
        var first = chosen.Find(line => line.Contains('{', StringComparison.Ordinal)) ?? chosen[0];
        var others = chosen.Where(line => line != first && Rhymes.LastWord(line) != Rhymes.LastWord(first)).ToList();
        var pair = dice.Chance(0.6) ? new List<string> { first, others[0] } : [others[0], first];
        return [.. pair.Take(count).Select(line => Fill(line, phrases[turn++ % phrases.Count], dice.Pick(nouns)))];
    }

    // A line longer than a breath names the thing instead of the whole phrase.
    private string Fill(string template, string topic, Noun noun)
    {
        var line = Put(template, topic, noun);
        return LineCutter.Cut(line, dictionary).Count > 1 ? Put(template, noun.Named, noun) : line;
    }

    private static string Put(string template, string topic, Noun noun)
    {
        var line = template.Replace("{t}", Lower(topic), StringComparison.Ordinal).Replace("{T}", topic, StringComparison.Ordinal)
            .Replace("{w}", noun.Named, StringComparison.Ordinal).Replace("{W}", noun.Named, StringComparison.Ordinal).Replace("{n}", noun.Bare, StringComparison.Ordinal);
        return char.ToUpperInvariant(line[0]) + line[1..];
    }

    // The capital of an article that opened the description goes; a name may stand anywhere and keeps its own.
    private static string Lower(string text) => text.Split(' ')[0] is "The" or "A" or "An" or "My" or "Our" or "Your" ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static LyricLines Load()
    {
        using var stream = typeof(LyricWriter).Assembly.GetManifestResourceStream("lyrics/lines.json") ?? throw new InvalidOperationException("The lyric lines are missing from the assembly.");
        return JsonSerializer.Deserialize(stream, LyricJson.Default.LyricLines) ?? throw new InvalidOperationException("The lyric lines are empty.");
    }
}

/// <summary>The lyric writer's material.</summary>
internal sealed record LyricLines(RhymeFamily[] Families, string[] Hooks, string[] Echoes, string[] Topics, string[] Vocables);

/// <summary>Lines that rhyme with each other: <c>{t}</c> is a topic phrase, <c>{w}</c> a noun of it with its article, <c>{n}</c> the noun alone.</summary>
internal sealed record RhymeFamily(string[] Spellings, string[] Any, string[] Sad, string[] Happy, string[] Love);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LyricLines))]
internal sealed partial class LyricJson : JsonSerializerContext;
