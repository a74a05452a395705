using System.Globalization;
using System.Text;

namespace MusicWeb.Engine.Art;

/// <summary>Writes a scene as SVG: shapes and colours alone, nothing that a browser would run or fetch.</summary>
internal static class SvgPicture
{
    private const double Side = 512;

    public static byte[] Write(CoverScene scene)
    {
        var text = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 512 512\"><defs><linearGradient id=\"g\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\">");
        text.Append(CultureInfo.InvariantCulture, $"<stop stop-color=\"{Name(scene.Top)}\"/><stop offset=\"1\" stop-color=\"{Name(scene.Bottom)}\"/></linearGradient></defs><rect width=\"512\" height=\"512\" fill=\"url(#g)\"/>");
        foreach (var shape in scene.Shapes) Append(text, shape);
        return Encoding.UTF8.GetBytes(text.Append("</svg>").ToString());
    }

    private static void Append(StringBuilder text, CoverShape shape)
    {
        var (colour, opacity) = (Name(shape.Colour), Number(shape.Opacity));
        switch (shape)
        {
            case Disc { Hole: > 0 } ring:
                var (middle, width) = ((ring.Radius + ring.Hole) / 2, ring.Radius - ring.Hole);
                text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Place(ring.X)}\" cy=\"{Place(ring.Y)}\" r=\"{Place(middle)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{Place(width)}\" stroke-opacity=\"{opacity}\"/>");
                break;
            case Disc disc:
                text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Place(disc.X)}\" cy=\"{Place(disc.Y)}\" r=\"{Place(disc.Radius)}\" fill=\"{colour}\" fill-opacity=\"{opacity}\"/>");
                break;
            case Hill hill:
                var line = hill.Tops.Select((top, i) => (X: (double)i / (hill.Tops.Count - 1), Y: top));
                Polygon(text, [.. line, (1, 1), (0, 1)], colour, opacity);
                break;
            case Shard shard:
                Polygon(text, [shard.A, shard.B, shard.C], colour, opacity);
                break;
        }
    }

    private static void Polygon(StringBuilder text, IReadOnlyList<(double X, double Y)> points, string colour, string opacity) =>
        text.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{string.Join(' ', points.Select(point => $"{Place(point.X)},{Place(point.Y)}"))}\" fill=\"{colour}\" fill-opacity=\"{opacity}\"/>");

    private static string Place(double share) => Number(share * Side);

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Name(Rgb colour) => string.Create(CultureInfo.InvariantCulture, $"rgb({colour.Red},{colour.Green},{colour.Blue})");
}
