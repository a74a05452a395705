namespace MusicWeb.Engine.Art;

/// <summary>A picture as shapes on a square of side 1, from the back to the front.</summary>
/// <param name="Top">Colour of the ground at the top.</param>
/// <param name="Bottom">Colour at the bottom; between them it goes over.</param>
/// <param name="Shapes">What stands before it.</param>
internal sealed record CoverScene(Rgb Top, Rgb Bottom, IReadOnlyList<CoverShape> Shapes);

/// <summary>A colour, each part 0 to 255.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>A colour by hue (degrees), saturation and lightness (0 to 1).</summary>
    public static Rgb OfHue(double hue, double saturation, double lightness)
    {
        byte Part(int offset)
        {
            var k = (offset + (((hue % 360) + 360) % 360 / 30)) % 12;
            var value = lightness - (saturation * Math.Min(lightness, 1 - lightness) * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)));
            return (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
        }

        return new Rgb(Part(0), Part(8), Part(4));
    }
}

/// <summary>A shape in one colour.</summary>
/// <param name="Colour">The colour.</param>
/// <param name="Opacity">0 to 1.</param>
internal abstract record CoverShape(Rgb Colour, double Opacity)
{
    /// <summary>Whether a point is in it.</summary>
    public abstract bool Contains(double x, double y);
}

/// <summary>A disc, or with an inner radius a ring.</summary>
internal sealed record Disc(double X, double Y, double Radius, double Hole, Rgb Colour, double Opacity) : CoverShape(Colour, Opacity)
{
    public override bool Contains(double x, double y)
    {
        var distance = ((x - X) * (x - X)) + ((y - Y) * (y - Y));
        return distance <= Radius * Radius && distance >= Hole * Hole;
    }
}

/// <summary>Everything below a line through points that stand evenly from left to right.</summary>
internal sealed record Hill(IReadOnlyList<double> Tops, Rgb Colour, double Opacity) : CoverShape(Colour, Opacity)
{
    public override bool Contains(double x, double y)
    {
        var at = Math.Clamp(x, 0, 1) * (Tops.Count - 1);
        var left = Math.Min((int)at, Tops.Count - 2);
        return y >= Tops[left] + ((at - left) * (Tops[left + 1] - Tops[left]));
    }
}

/// <summary>A triangle.</summary>
internal sealed record Shard((double X, double Y) A, (double X, double Y) B, (double X, double Y) C, Rgb Colour, double Opacity) : CoverShape(Colour, Opacity)
{
    public override bool Contains(double x, double y)
    {
        double Side((double X, double Y) from, (double X, double Y) to) => ((to.X - from.X) * (y - from.Y)) - ((to.Y - from.Y) * (x - from.X));
        var (ab, bc, ca) = (Side(A, B), Side(B, C), Side(C, A));
        return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
    }
}
