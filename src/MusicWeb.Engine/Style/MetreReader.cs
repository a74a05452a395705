using System.Text.RegularExpressions;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Style;

/// <summary>Decides how a song is counted.</summary>
internal static partial class MetreReader
{
    /// <summary>The metre that words ask for by name ("3/4", "in 6/8", "waltz"); null where they leave it open.</summary>
    public static Metre? Named(string? styles, string? description = null)
    {
        var match = InStyles().Match(ChineseTags.Translate(styles ?? ""));
        // "3/4 of my heart" is not about the beat.
        if (!match.Success) match = InProse().Match(ChineseTags.Translate(description ?? ""));
        if (match.Success) return match.Groups[1].Value is "12/8" ? Metre.SixEight : Metre.Find(match.Groups[1].Value);
        var wishes = new Wishes();
        wishes.Read(styles, weight: 2);
        wishes.Read(description, weight: 1);
        return Metre.Find(wishes.Choices.GetValueOrDefault("metre"));
    }

    /// <summary>What was asked for, else the sibling's, else 4/4 or, as often as the style likes it, another.</summary>
    public static Metre Choose(SongPlan plan, Wishes wishes, StyleProfile profile, Sibling? sibling, ulong planKey, long seed)
    {
        if (Named(plan.Styles, plan.Description) is { } named) return named;
        if (sibling is not null) return sibling.Metre;
        var six = Share(Metre.SixEight, wishes.Six);
        var three = Share(Metre.Waltz, wishes.Three);
        var roll = Dice.Spread(Dice.Key(planKey, "metre"), seed >> 1);
        return roll < six ? Metre.SixEight : roll < six + three ? Metre.Waltz : Metre.Common;

        double Share(Metre metre, double wished) => wishes.RefusedMetres.Contains(metre.Name) ? 0 : Math.Clamp((profile.Metres?.GetValueOrDefault(metre.Name) ?? 0) + wished, 0, 1);
    }

    [GeneratedRegex(@"(?<![\d/])(12/8|6/8|3/4|4/4)(?![\d/])", RegexOptions.CultureInvariant)]
    private static partial Regex InStyles();

    [GeneratedRegex(@"(?<![\d/])(12/8|6/8|3/4|4/4)(?![\d/])[\s-]*(?:time|met(?:re|er)|beat|feel|groove|rhythm|signature|拍)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InProse();
}
