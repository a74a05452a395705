using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Art;

/// <summary>
/// The picture of a song, made from the song: its key and mode give the colours, its style the shapes, its form their heights. The
/// same song has the same picture.
/// </summary>
public static class CoverArt
{
    private const int Points = 48;

    /// <summary>As SVG, a few kilobytes.</summary>
    public static byte[] Svg(SongScore score) => SvgPicture.Write(SceneOf(score));

    /// <summary>As PNG of 512 by 512 pixels; about 50 ms.</summary>
    /// <param name="score">The song.</param>
    /// <param name="ct">Looked at once a row.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static byte[] Png(SongScore score, CancellationToken ct = default) => PngPicture.Write(SceneOf(score), side: 512, ct);

    internal static CoverScene SceneOf(SongScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        var dice = Dice.For((ulong)score.Seed, "cover " + score.Style);
        // Once round the circle of fifths is once round the colours; minor is darker and cooler.
        var isMinor = score.Mode is Mode.Minor;
        var hue = (score.KeyRoot * 7 % 12 * 30) + (isMinor ? 200 : 20) + (dice.Next() * 40) - 20;
        var second = hue + (dice.Chance(0.5) ? 40 : -40) + (dice.Next() * 60);
        var (saturation, light) = (isMinor ? 0.45 : 0.62, isMinor ? 0.24 : 0.4);
        Rgb Shade(double share, double lift) => Rgb.OfHue(hue + (share * (second - hue)), saturation, Math.Clamp(light + lift, 0.08, 0.9));
        IEnumerable<CoverShape> shapes = score.Style switch
        {
            "rock" or "metal" => Shards(score, dice, Shade),
            "ambient" or "classical" or "orchestral" or "folk" => Hills(score, dice, Shade),
            "house" or "techno" or "synthwave" or "trap" => Rings(score, dice, Shade),
            _ => Discs(score, dice, Shade),
        };
        return new CoverScene(Shade(0, 0.12), Shade(1, -0.1), [.. shapes]);
    }

    // Ranges behind ranges, as high as the song is strong there, under a sun or moon.
    private static IEnumerable<CoverShape> Hills(SongScore score, Dice dice, Func<double, double, Rgb> shade)
    {
        yield return new Disc(0.2 + (0.6 * dice.Next()), 0.16 + (0.2 * dice.Next()), 0.07 + (0.07 * dice.Next()), 0, shade(0.2, 0.42), 0.9);
        for (var range = 0; range < 4; range++)
        {
            var (phase, waves, floor) = (dice.Next() * 6.3, 1.2 + (2 * dice.Next()), 0.5 + (0.14 * range));
            yield return new Hill([.. Enumerable.Range(0, Points).Select(i => floor - (0.28 * Energy(score, (double)i / Points) * (1 - (0.15 * range))) + (0.05 * Math.Sin(phase + (waves * 6.3 * i / Points))))], shade(range / 3.0, 0.16 - (0.11 * range)), 0.92);
        }
    }

    // Rings of a low sun over stripes, one for each section.
    private static IEnumerable<CoverShape> Rings(SongScore score, Dice dice, Func<double, double, Rgb> shade)
    {
        var (x, y) = (0.35 + (0.3 * dice.Next()), 0.42 + (0.1 * dice.Next()));
        for (var ring = 0; ring < 5; ring++) yield return new Disc(x, y, 0.44 - (0.07 * ring), 0.40 - (0.07 * ring), shade(ring / 4.0, 0.08 + (0.07 * ring)), 0.85);
        yield return new Disc(x, y, 0.1, 0, shade(0.5, 0.45), 0.95);
        for (var i = 0; i < Math.Min(8, score.Sections.Count); i++)
        {
            var top = 1 - (0.06 * (i + 1)) - (0.05 * score.Sections[i].Energy);
            yield return new Hill([top + (0.02 * dice.Next()), top - (0.02 * dice.Next())], shade(1, -0.12), 0.3);
        }
    }

    // Splinters that spring from one point.
    private static IEnumerable<CoverShape> Shards(SongScore score, Dice dice, Func<double, double, Rgb> shade)
    {
        var (x, y) = (0.3 + (0.4 * dice.Next()), 0.3 + (0.4 * dice.Next()));
        const int Count = 14;
        for (var i = 0; i < Count; i++)
        {
            var turn = (6.2832 * i / Count) + (0.3 * dice.Next());
            var (length, width) = (0.35 + (0.6 * Energy(score, (double)i / Count)), 0.09 + (0.12 * dice.Next()));
            yield return new Shard((x, y), (x + (length * Math.Cos(turn)), y + (length * Math.Sin(turn))), (x + (length * Math.Cos(turn + width)), y + (length * Math.Sin(turn + width))), shade(dice.Next(), 0.3 - (0.4 * dice.Next())), 0.85);
        }
    }

    // Lights out of focus.
    private static IEnumerable<CoverShape> Discs(SongScore score, Dice dice, Func<double, double, Rgb> shade)
    {
        const int Count = 9;
        for (var i = 0; i < Count; i++)
        {
            var radius = 0.08 + (0.24 * Energy(score, (double)i / Count) * (0.5 + dice.Next()));
            yield return new Disc(dice.Next(), dice.Next(), radius, dice.Chance(0.3) ? radius * 0.82 : 0, shade(dice.Next(), (0.5 * dice.Next()) - 0.08), 0.35 + (0.4 * dice.Next()));
        }
    }

    private static double Energy(SongScore score, double share)
    {
        var bar = (int)(share * score.Bars);
        return score.Sections.LastOrDefault(section => section.StartBar <= bar)?.Energy ?? 0.5;
    }
}
