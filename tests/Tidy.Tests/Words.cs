using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>Names that say nothing, and promises that belong into an issue.</summary>
public static partial class Words
{
    private static readonly string[] _emptyNames = ["services", "models", "helpers", "interfaces", "common", "utils"];

    public static IEnumerable<Finding> EmptyFolderNames(IEnumerable<string> folders) =>
        folders.Where(folder => _emptyNames.Contains(folder[(folder.LastIndexOf('/') + 1)..].ToLowerInvariant()))
            .Select(folder => new Finding(folder, 0, "this folder's name says nothing about its content"));

    public static IEnumerable<Finding> EmptyTypeNames(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.Is(".cs", ".razor")
        from match in EmptyTypeName().Matches(CodeText.Bare(file))
        select file.At(match.Index, $"{match.Groups[1].Value} says nothing about what it does");

    public static IEnumerable<Finding> Promises(IReadOnlyList<SourceFile> files) =>
        from file in files
        where !file.IsBelow("tests/Tidy.Tests")
        from match in Promise().Matches(file.Text)
        select file.At(match.Index, $"{match.Value}: do it now or file an issue");

    [GeneratedRegex(@"\b(?:class|record|struct|interface)\s+([A-Z]\w*(?:Manager|Helper|Helpers|Utils|Util))\b")]
    private static partial Regex EmptyTypeName();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bNotImplemented(Exception)?\b|\b[Cc]oming soon\b")]
    private static partial Regex Promise();
}
