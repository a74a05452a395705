namespace Tidy.Tests;

/// <summary>The files that people write: what is made by a build or belongs to a tool is left out.</summary>
public static class Repository
{
    private static readonly string[] _made = ["bin", "obj", "node_modules", "dist", "TestResults", "src/MusicWeb/wwwroot", "e2e/GuardApp/wwwroot", "e2e/screenshots"];
    private static readonly string[] _text =
        [".cs", ".razor", ".css", ".js", ".mjs", ".ts", ".md", ".csproj", ".props", ".targets", ".json", ".sh", ".sln", ".html", ".svg", ".yml", ".resx", ".txt", "Dockerfile", ".ci/run"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Files { get; } =
        [.. Enumerate(Root).Order(StringComparer.Ordinal).Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))))];

    public static IReadOnlyList<string> Folders { get; } =
        [.. Files.SelectMany(file => Parents(file.Folder)).Distinct().Order(StringComparer.Ordinal)];

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MusicWeb.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("MusicWeb.sln is in no folder above the test's own.");
        }

        return folder.FullName;
    }

    private static IEnumerable<string> Enumerate(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            if (_text.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))) yield return Relative(path);
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            var (relative, name) = (Relative(child), Path.GetFileName(child));
            var isTools = name[0] is '.' && name is not (".ci" or ".config");
            if (isTools || _made.Contains(name) || _made.Contains(relative)) continue;
            foreach (var path in Enumerate(child)) yield return path;
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Parents(string folder)
    {
        for (var rest = folder; rest.Length > 0; rest = rest.Contains('/', StringComparison.Ordinal) ? rest[..rest.LastIndexOf('/')] : "") yield return rest;
    }
}
