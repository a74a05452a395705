namespace Tidy.Tests;

/// <summary>A text file of the repository. Paths are relative to its root, with slashes.</summary>
public sealed record SourceFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public bool Is(params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (Path.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    public bool IsBelow(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public int Lines => Text.Count(character => character is '\n') + (Text.Length > 0 && Text[^1] is not '\n' ? 1 : 0);

    public Finding At(int position, string text) => new(Path, Text.AsSpan(0, position).Count('\n') + 1, text);
}

/// <summary>Where a rule is broken, and how.</summary>
public sealed record Finding(string Path, int Line, string Text)
{
    public override string ToString() => $"{Path}({Line}): {Text}";
}
