using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>Links of the documentation that lead nowhere.</summary>
public static partial class Links
{
    public static IEnumerable<Finding> Broken(IReadOnlyList<SourceFile> files, Func<string, bool> exists) =>
        from file in files
        where file.Is(".md")
        from match in Link().Matches(file.Text)
        let target = match.Groups[1].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        let reason = Reason(file, target, files, exists)
        where reason is not null
        select file.At(match.Index, reason);

    private static string? Reason(SourceFile file, string target, IReadOnlyList<SourceFile> files, Func<string, bool> exists)
    {
        var (path, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, "");
        var resolved = path.Length == 0 ? file.Path : Combine(file.Folder, path);
        if (path.Length > 0 && !exists(resolved)) return $"{target} does not exist";
        if (anchor.Length == 0 || files.FirstOrDefault(other => other.Path == resolved) is not { } page || !page.Is(".md")) return null;
        return Heading().Matches(page.Text).Any(heading => Slug(heading.Groups[1].Value) == anchor) ? null : $"{target} has no such heading";
    }

    private static string Combine(string folder, string path)
    {
        var parts = new Stack<string>();
        foreach (var part in $"{folder}/{path}".Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..") parts.TryPop(out _);
            else if (part != ".") parts.Push(part);
        }

        return string.Join('/', parts.Reverse());
    }

    private static string Slug(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"(?<!`)!?\[[^\]\n]*\]\(([^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
