namespace Tidy.Tests;

/// <summary>Files small enough to read: above the hint they are named, at twice the hint the test fails.</summary>
public static class SizeHints
{
    public static IEnumerable<Finding> Above(IReadOnlyList<SourceFile> files, double times) =>
        from file in files
        let hint = Hint(file)
        where file.Lines > hint * times
        select new Finding(file.Path, file.Lines, $"{file.Lines} lines, the hint is {hint}");

    private static int Hint(SourceFile file)
    {
        if (file.Path.Contains("/Migrations/", StringComparison.Ordinal)) return int.MaxValue;
        if (file.Is(".razor")) return 150;
        if (!file.Is(".cs")) return int.MaxValue;
        return file.IsBelow("tests") || file.IsBelow("e2e") ? 500 : 300;
    }
}
