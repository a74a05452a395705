using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>Styles, scripts and code-behind that nobody would miss.</summary>
public static partial class Orphans
{
    public static IEnumerable<Finding> Find(IReadOnlyList<SourceFile> files)
    {
        var paths = files.Select(file => file.Path).ToHashSet();
        foreach (var file in files)
        {
            if (file.Is(".razor.css", ".razor.cs", ".razor.js"))
            {
                if (!paths.Contains(file.Path[..(file.Path.LastIndexOf(".razor", StringComparison.Ordinal) + ".razor".Length)])) yield return file.At(0, "its component is gone");
            }
            else if (file.Is(".css", ".js", ".mjs") && !files.Any(other => other != file && Names(other, file)))
            {
                yield return file.At(0, "no other file names it");
            }
        }
    }

    private static bool Names(SourceFile other, SourceFile file) => !other.Is(".md") && other.Text.Contains(file.Name, StringComparison.Ordinal);

    /// <summary>Both databases must have the same migrations in the same order.</summary>
    public static IEnumerable<Finding> LonelyMigrations(IReadOnlyList<SourceFile> files)
    {
        var sqlite = Migrations(files, "Sqlite");
        var postgres = Migrations(files, "Postgres");
        foreach (var name in sqlite.Except(postgres)) yield return new Finding($"{Folder}/Postgres", 0, $"{name} exists for SQLite only");
        foreach (var name in postgres.Except(sqlite)) yield return new Finding($"{Folder}/Sqlite", 0, $"{name} exists for PostgreSQL only");
        if (sqlite.Length == postgres.Length && sqlite.ToHashSet().SetEquals(postgres) && !sqlite.SequenceEqual(postgres)) yield return new Finding(Folder, 0, "the two sets have another order");
    }

    /// <summary>Projects that no build of the solution would see.</summary>
    public static IEnumerable<Finding> ProjectsOutsideTheSolution(IReadOnlyList<SourceFile> files)
    {
        var solution = files.Single(file => file.Is(".sln")).Text.Replace('\\', '/');
        return files.Where(file => file.Is(".csproj") && !solution.Contains($"\"{file.Path}\"", StringComparison.Ordinal)).Select(file => file.At(0, "not in the solution"));
    }

    private const string Folder = "src/MusicWeb.Core/Data/Migrations";

    private static string[] Migrations(IReadOnlyList<SourceFile> files, string database) =>
        [.. files.Where(file => file.Folder == $"{Folder}/{database}").Select(file => MigrationName().Match(file.Name)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^\d{14}_(\w+)\.cs$")]
    private static partial Regex MigrationName();
}
