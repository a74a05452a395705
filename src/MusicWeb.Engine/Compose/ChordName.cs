using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Compose;

/// <summary>Reads a chord written as a degree of the key: <c>vi7</c>, <c>bVII</c>, <c>IVmaj9</c>.</summary>
internal static class ChordName
{
    private static readonly string[] Degrees = ["VII", "III", "VI", "IV", "II", "V", "I"];
    private static readonly int[] DegreeIndex = [6, 2, 5, 3, 1, 4, 0];
    private static readonly int[] MajorScale = [0, 2, 4, 5, 7, 9, 11];
    private static readonly int[] MinorScale = [0, 2, 3, 5, 7, 8, 10];
    private static readonly string[] Sharps = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
    private static readonly string[] Flats = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"];

    /// <summary>The seven pitch classes of a key.</summary>
    public static int[] Scale(int root, Mode mode) => [.. (mode is Mode.Major ? MajorScale : MinorScale).Select(step => (root + step) % 12)];

    /// <summary>The chord's pitch classes, root first, and its name.</summary>
    /// <exception cref="FormatException">The text is no degree; profiles are checked by a test.</exception>
    public static (int[] PitchClasses, string Name) Read(string text, int root, Mode mode)
    {
        var flat = text[0] == 'b' ? 1 : 0;
        var body = text[flat..];
        var found = Array.FindIndex(Degrees, degree => body.StartsWith(degree, StringComparison.OrdinalIgnoreCase));
        if (found < 0) throw new FormatException($"{text} is no chord.");
        var length = Degrees[found].Length;
        var isMinor = char.IsLower(body[0]);
        var suffix = body[length..];
        var scale = mode is Mode.Major || flat == 1 ? MajorScale : MinorScale;
        var chordRoot = (root + scale[DegreeIndex[found]] - flat + 12) % 12;
        var third = isMinor ? 3 : 4;
        int[] steps = suffix switch
        {
            "" => [0, third, 7],
            "7" => [0, third, 7, 10],
            "maj7" => [0, 4, 7, 11],
            "9" => [0, third, 7, 10, 14],
            "maj9" => [0, 4, 7, 11, 14],
            "add9" => [0, third, 7, 14],
            "6" => [0, third, 7, 9],
            "sus4" => [0, 5, 7],
            "sus2" => [0, 2, 7],
            _ => throw new FormatException($"{text} is no chord."),
        };
        var name = Note(chordRoot, root, mode) + (isMinor ? "m" : "") + suffix;
        return ([.. steps.Select(step => (chordRoot + step) % 12)], name);
    }

    /// <summary>A pitch class as it is spelled in a key.</summary>
    public static string Note(int pitchClass, int root, Mode mode)
    {
        var major = mode is Mode.Major ? root : (root + 3) % 12;
        return (major is 5 or 10 or 3 or 8 or 1 ? Flats : Sharps)[pitchClass];
    }
}
