using System.Globalization;

namespace MusicWeb.Ui;

/// <summary>The three hues of a song's cover, drawn from its id: every song has a face of its own without a picture file.</summary>
/// <param name="First">Hue of the light, in degrees.</param>
/// <param name="Second">Hue of the shade, in degrees.</param>
/// <param name="Third">Hue of the ground, in degrees.</param>
public readonly record struct CoverHues(int First, int Second, int Third)
{
    private static readonly int[] Distances = [38, 62, 95, 140, 180, 220, 265];

    /// <summary>The hues that belong to an id; the same for ever.</summary>
    public static CoverHues Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        // The last bytes of a time-ordered id are random; FNV-1a spreads them.
        var hash = 2166136261u;
        foreach (var value in bytes[8..]) hash = (hash ^ value) * 16777619u;
        var first = (int)(hash % 360);
        var second = (first + Distances[(int)(hash / 360 % (uint)Distances.Length)]) % 360;
        return new CoverHues(first, second, (second + 20) % 360);
    }

    /// <summary>As the style of an element with the class <c>cover</c>.</summary>
    public string Style => string.Create(CultureInfo.InvariantCulture, $"--hue-a:{First};--hue-b:{Second};--hue-c:{Third}");

    /// <summary>As the data attribute that the player reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First} {Second} {Third}");
}
