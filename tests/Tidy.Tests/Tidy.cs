namespace Tidy.Tests;

/// <summary>How a rule speaks: all findings at once, one a line.</summary>
public static class Tidy
{
    public static void Nothing(IEnumerable<Finding> findings)
    {
        var all = findings.Select(finding => finding.ToString()).ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    /// <summary>A rule that cannot fail is none: the sample must be found, and nothing else.</summary>
    public static void Finds(string expected, IEnumerable<Finding> findings) => Assert.Contains(expected, Assert.Single(findings).ToString(), StringComparison.Ordinal);
}
