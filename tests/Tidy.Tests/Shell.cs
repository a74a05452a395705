using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>What goes wrong in a shell script only now and then.</summary>
public static partial class Shell
{
    /// <summary>
    /// Under <c>pipefail</c> a reader that stops at its first line kills the writer before it, and the pipe fails although all was found: now and
    /// then, by how busy the machine is. Allowed where another answer follows (<c>|| true</c>).
    /// </summary>
    public static IEnumerable<Finding> EarlyReaders(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.Is(".sh") && file.Text.Contains("pipefail", StringComparison.Ordinal)
        from match in EarlyReader().Matches(file.Text)
        select file.At(match.Index, "the end of this pipe stops reading early, which pipefail takes for a failure: read it all, or look at the file itself");

    [GeneratedRegex(@"^(?!\s*#)[^\n]*[^|]\|\s*(?:grep\s+-\w*q|head\b)(?![^\n]*\|\|)", RegexOptions.Multiline)]
    private static partial Regex EarlyReader();
}
