using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Lyrics;

/// <summary>Finds a title for a song that was given none.</summary>
internal static class TitleFinder
{
    private const int MaxLength = 60;

    /// <summary>The given title, else the hook, else the topic, else the style.</summary>
    public static string Find(SongPlan plan, IReadOnlyList<SheetSection> sheet, string style)
    {
        if (!string.IsNullOrWhiteSpace(plan.Title)) return plan.Title.Trim();
        if (plan.Description is { } description && TopicFinder.Phrases(description) is [var topic, ..]) return Headline(topic.StartsWith("a ", StringComparison.OrdinalIgnoreCase) || topic.StartsWith("an ", StringComparison.OrdinalIgnoreCase) ? topic[(topic.IndexOf(' ', StringComparison.Ordinal) + 1)..] : topic);

        var hook = sheet.FirstOrDefault(section => section.Kind is "chorus" or "hook" && section.Lines.Count > 0) ?? sheet.FirstOrDefault(section => section.Lines.Count > 0);
        if (hook is not null && !string.IsNullOrWhiteSpace(plan.Lyrics)) return Headline(string.Join(' ', hook.Lines[0].Words.Select(word => word.Text).Take(6)));
        return char.ToUpperInvariant(style[0]) + style[1..] + " sketch";
    }

    private static string Headline(string text)
    {
        text = text.Trim(' ', ',', '.', '!', '?', ';', ':', '-', '"');
        if (text.Length > MaxLength)
        {
            var cut = text.LastIndexOf(' ', MaxLength);
            text = text[..(cut > 0 ? cut : char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        }

        return text.Length == 0 ? "Untitled" : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
