using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>The one table of the README and the options classes name the same settings.</summary>
public static partial class Settings
{
    public static IEnumerable<Finding> Unlike(IReadOnlyList<SourceFile> files)
    {
        var readme = files.Single(file => file.Path == "README.md");
        var options = files.Where(file => file.IsBelow("src") && file.Is("Options.cs")).ToArray();
        var known = options.SelectMany(file => Names(file).Select(name => (file, name))).ToArray();
        foreach (var (file, name) in known.Where(one => !readme.Text.Contains($"| `{one.name}` |", StringComparison.Ordinal))) yield return file.At(0, $"{name} is not in the README's table");
        var sections = known.Select(one => one.name.Split(':')[0]).ToHashSet();
        foreach (Match row in Row().Matches(readme.Text))
        {
            var name = row.Groups[1].Value;
            if (sections.Contains(name.Split(':')[0]) && !known.Any(one => one.name == name)) yield return readme.At(row.Index, $"{name} is no setting");
        }
    }

    private static IEnumerable<string> Names(SourceFile file)
    {
        var section = Section().Match(file.Text).Groups[1].Value;
        return Property().Matches(CodeText.Bare(file)).Select(match => $"{section}:{match.Groups[1].Value}");
    }

    [GeneratedRegex(@"const string Section = ""([\w:<>]+)""")]
    private static partial Regex Section();

    [GeneratedRegex(@"public [\w<>?, ]+ (\w+) \{ get; (?:set; )?\}")]
    private static partial Regex Property();

    [GeneratedRegex(@"^\| `(\w+(?::<name>)?:\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
