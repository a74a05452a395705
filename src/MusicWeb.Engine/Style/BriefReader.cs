using System.Globalization;
using System.Text.RegularExpressions;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Style;

/// <summary>Reads a plan's style words, description and sliders.</summary>
internal static partial class BriefReader
{
    private static readonly string[] Roles = ["female", "male", "solo", "chords", "pad", "bass", "lead", "drums"];

    /// <summary>The decisions for one take.</summary>
    public static Brief Read(SongPlan plan, long seed)
    {
        var text = $"{plan.Styles} | {plan.Description}";
        var wishes = new Wishes();
        wishes.Read(plan.Styles, weight: 2);
        wishes.Read(plan.Description, weight: 1);
        wishes.Read(plan.NegativeStyles, weight: -2);

        var planKey = Dice.Hash(text.ToLowerInvariant());
        var key = Dice.Key(planKey, "take") ^ Dice.Mix((ulong)seed);
        var styleWeight = Slider(plan.StyleWeight);
        var sibling = plan.Profile is null ? null : new Sibling(plan.Profile);
        var style = ChooseProfile(wishes, sibling, planKey, seed);
        var metre = plan.Piece?.Metre ?? MetreReader.Choose(plan, wishes, style, sibling, planKey, seed);
        var profile = style.In(metre);
        var (root, mode) = ChooseKey(text, wishes, profile, sibling, planKey, seed);
        var voice = ChooseVoice(plan, wishes, sibling, planKey, seed);
        var piece = plan.Piece;
        return new Brief
        {
            Profile = profile,
            Metre = metre,
            Piece = piece,
            Seed = seed,
            PlanKey = planKey,
            Key = key,
            Bpm = piece?.Bpm ?? ChooseTempo(text, wishes, profile, metre, sibling, styleWeight, planKey, seed),
            Root = piece?.Root ?? root,
            Mode = piece?.Mode ?? mode,
            EnergyBias = Math.Clamp(wishes.Energy, -0.2, 0.25),
            Patches = ChoosePatches(wishes, profile, sibling, styleWeight, planKey, seed),
            Muted = wishes.Muted,
            Voice = voice,
            OwnVoice = sibling?.VoiceFor(voice),
            RegisterShift = sibling?.RegisterShift(voice) ?? 0,
            IsInstrumental = plan.Instrumental || (wishes.IsInstrumental && string.IsNullOrWhiteSpace(plan.Lyrics)),
            Mood = wishes.Choices.GetValueOrDefault("mood") ?? "plain",
            StyleWeight = styleWeight,
            Weirdness = Slider(plan.Weirdness),
        };
    }

    // A forged or missing value means the middle, so that no number can break a song.
    private static double Slider(double value) => double.IsFinite(value) ? Math.Clamp(value, 0, 1) : 0.5;

    private static string ChooseVoice(SongPlan plan, Wishes wishes, Sibling? sibling, ulong planKey, long seed) =>
        plan.VocalGender is "f" or "m" ? plan.VocalGender
        : wishes.Choices.GetValueOrDefault("voice") ?? sibling?.Voice ?? (Dice.Turn(Dice.Key(planKey, "voice"), seed >> 1, 2) == 0 ? "f" : "m");

    private static StyleProfile ChooseProfile(Wishes wishes, Sibling? sibling, ulong planKey, long seed)
    {
        // A word or two about the mood does not make another style of it; naming one does.
        if (sibling?.Style is { } own && !StyleLibrary.All.Any(other => other != own && wishes.Styles.GetValueOrDefault(other.Name) >= Sibling.StyleAskedFor && wishes.Styles.GetValueOrDefault(other.Name) > wishes.Styles.GetValueOrDefault(own.Name))) return own;
        var scored = StyleLibrary.All.Select(profile => (Profile: profile, Points: wishes.Styles.GetValueOrDefault(profile.Name))).ToList();
        var best = scored.Max(entry => entry.Points);
        if (best > 0)
        {
            var near = scored.Where(entry => entry.Points >= best * 0.85).ToList();
            return near[Dice.Turn(Dice.Key(planKey, "style"), seed >> 1, near.Count)].Profile;
        }

        // Nothing asked for: pop half of the time, else whatever was not pushed away.
        var everyday = scored.Where(entry => StyleLibrary.Everyday.Contains(entry.Profile)).ToList();
        var least = everyday.Max(entry => entry.Points);
        var open = everyday.Where(entry => entry.Points >= least).Select(entry => entry.Profile).ToList();
        var dice = Dice.For(planKey, "style", (int)(seed >> 1));
        return open[0].Name is "pop" && dice.Chance(0.5) ? open[0] : dice.Pick(open);
    }

    private static (int Root, Mode Mode) ChooseKey(string text, Wishes wishes, StyleProfile profile, Sibling? sibling, ulong planKey, long seed)
    {
        var named = KeyPattern().Match(text);
        if (!named.Success) named = KeyOfPattern().Match(text);
        var share = Math.Clamp(profile.MajorShare + (0.45 * wishes.Major), 0, 1);
        var mode = Dice.Spread(Dice.Key(planKey, "mode"), seed) < share ? Mode.Major : Mode.Minor;
        if (!named.Success) return sibling?.KeyFor(wishes.Major, seed) ?? (Dice.Turn(Dice.Key(planKey, "root"), seed * 5, 12), mode);

        int[] naturals = [9, 11, 0, 2, 4, 5, 7];
        var accidental = named.Groups[2].Value.ToLowerInvariant() switch
        {
            "#" or "♯" or "sharp" => 1,
            "b" or "♭" or "flat" => -1,
            _ => 0,
        };
        var root = (naturals[char.ToLowerInvariant(named.Groups[1].Value[0]) - 'a'] + accidental + 12) % 12;
        var quality = named.Groups[3].Value.ToLowerInvariant();
        return (root, quality.Length == 0 ? mode : quality.StartsWith("maj", StringComparison.Ordinal) ? Mode.Major : Mode.Minor);
    }

    private static double ChooseTempo(string text, Wishes wishes, StyleProfile profile, Metre metre, Sibling? sibling, double styleWeight, ulong planKey, long seed)
    {
        var match = BpmPattern().Match(text);
        if (match.Success)
        {
            var number = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value;
            // What is counted are the beats of the metre; a song's tempo is in quarters.
            return Math.Clamp(double.Parse(number, CultureInfo.InvariantCulture) / metre.BeatsPerQuarter, 40, 220);
        }

        var middle = sibling?.Bpm ?? (profile.Tempo[0] + profile.Tempo[1]) / 2;
        var half = sibling is not null ? middle * Sibling.TempoShare : (profile.Tempo[1] - profile.Tempo[0]) / 2 * (1.25 - (0.6 * styleWeight));
        var pull = Math.Clamp(wishes.Tempo, -1.3, 1.3);
        if (Math.Abs(pull) > 0.25)
        {
            middle *= 1 + (0.15 * pull);
            half *= 0.65;
        }

        return Math.Clamp(Math.Round(middle - half + (2 * half * Dice.Spread(Dice.Key(planKey, "tempo"), seed))), 40, 220);
    }

    private static Dictionary<string, string> ChoosePatches(Wishes wishes, StyleProfile profile, Sibling? sibling, double styleWeight, ulong planKey, long seed)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in Roles)
        {
            var typical = profile.Patches[role];
            var open = typical.Take(Math.Max(1, (int)Math.Ceiling(typical.Length * (1 - (0.5 * styleWeight))))).Where(patch => !wishes.Banned.Contains(patch)).ToList();
            if (open.Count == 0) open = [.. typical.Where(patch => !wishes.Banned.Contains(patch))];
            if (open.Count == 0) open = [.. StyleLibrary.All.SelectMany(other => other.Patches[role]).Where(patch => !wishes.Banned.Contains(patch)).Take(1)];
            if (open.Count == 0) open = [typical[0]];
            chosen[role] = wishes.Choices.TryGetValue(role, out var wanted) && !wishes.Banned.Contains(wanted) ? wanted
                : sibling?.PatchFor(role) is { } same && !wishes.Banned.Contains(same) ? same
                : open[MostlyFirst(Dice.Spread(Dice.Key(planKey, "patch " + role), seed), open.Count)];
        }

        // A guitar asked for in a rock song is a loud one.
        if (profile.Name is "rock" && chosen["chords"] is "guitar-clean" && wishes.Energy >= 0 && !wishes.IsAcoustic && !wishes.Banned.Contains("guitar-drive")) chosen["chords"] = "guitar-drive";
        return chosen;
    }

    // Squared, so that the most typical choice comes most often.
    private static int MostlyFirst(double spread, int count) => (int)(spread * spread * count);

    [GeneratedRegex(@"(?<!\d)(\d{2,3})(?:[.,]\d+)?\s*-?\s*bpm\b|\b(?:bpm|tempo)\s*[:=]?\s*(\d{2,3})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BpmPattern();

    [GeneratedRegex(@"(?<![\p{L}\p{N}'’])([a-g])[\s-]?(#|♯|b|♭|sharp|flat)?[\s-]*(major|minor|maj|min)(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"\bkey\s+of\s+([a-g])[\s-]?(#|♯|b|♭|sharp|flat)?()(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeyOfPattern();
}
