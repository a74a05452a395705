using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Engine.Tests.Compose;
using MusicWeb.Engine.Art;
using MusicWeb.Engine.Style;

namespace Engine.Tests.Art;

public sealed class CoverArtTests
{
    [Fact]
    public void A_song_has_one_picture_and_every_song_another()
    {
        var song = Songs.Compose("lofi", seed: 3, seconds: 30);
        Assert.Equal(CoverArt.Svg(song), CoverArt.Svg(song));
        Assert.Equal(12, Enumerable.Range(0, 12).Select(seed => Encoding.UTF8.GetString(CoverArt.Svg(song with { Seed = seed }))).Distinct().Count());
    }

    [Fact]
    public void The_svg_of_every_style_is_small_has_shapes_and_holds_nothing_that_runs()
    {
        foreach (var style in StyleLibrary.All)
        {
            var bytes = CoverArt.Svg(Songs.Compose(style.Name, seed: 5, seconds: 40));
            Assert.InRange(bytes.Length, 500, 12_000);
            var names = XDocument.Parse(Encoding.UTF8.GetString(bytes)).Descendants().Select(element => element.Name.LocalName).Distinct().ToList();
            Assert.All(names, name => Assert.Contains(name, (string[])["svg", "defs", "linearGradient", "stop", "rect", "circle", "polygon"]));
            Assert.Contains(names, name => name is "circle" or "polygon");
        }
    }

    [Fact]
    public void The_png_is_the_same_picture()
    {
        var song = Songs.Compose("ambient", seed: 2, seconds: 30);
        var (scene, png) = (CoverArt.SceneOf(song), CoverArt.Png(song, TestContext.Current.CancellationToken));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], png[..8]);
        Assert.Equal((512, 512), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        var pixels = PixelsOf(png);
        foreach (var (x, y) in new[] { (5, 5), (300, 60), (256, 256), (100, 400), (500, 500) })
        {
            var colour = Painted(scene, (x + 0.5) / 512, (y + 0.5) / 512);
            for (var part = 0; part < 3; part++) Assert.InRange(pixels[(((y * 512) + x) * 3) + part] - colour[part], -24, 24);
        }
    }

    private static double[] Painted(CoverScene scene, double x, double y)
    {
        double[] colour = [scene.Top.Red + (y * (scene.Bottom.Red - scene.Top.Red)), scene.Top.Green + (y * (scene.Bottom.Green - scene.Top.Green)), scene.Top.Blue + (y * (scene.Bottom.Blue - scene.Top.Blue))];
        foreach (var shape in scene.Shapes.Where(shape => shape.Contains(x, y)))
        {
            byte[] own = [shape.Colour.Red, shape.Colour.Green, shape.Colour.Blue];
            for (var part = 0; part < 3; part++) colour[part] += shape.Opacity * (own[part] - colour[part]);
        }

        return colour;
    }

    private static byte[] PixelsOf(byte[] png)
    {
        var at = 8 + 25;
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
        using var zip = new ZLibStream(new MemoryStream(png, at + 8, length), CompressionMode.Decompress);
        var (pixels, line) = (new byte[512 * 512 * 3], new byte[1 + (512 * 3)]);
        for (var y = 0; y < 512; y++)
        {
            zip.ReadExactly(line);
            Assert.Equal(2, line[0]);
            for (var i = 0; i < 512 * 3; i++) pixels[(y * 512 * 3) + i] = (byte)(line[i + 1] + (y > 0 ? pixels[((y - 1) * 512 * 3) + i] : 0));
        }

        return pixels;
    }
}
