using System.Globalization;

namespace E2e.Running;

/// <summary>Measured values: kept in the file that FIGURES names, so that a run can show them.</summary>
public static class Figures
{
    private static readonly Lock _lock = new();

    public static void Note(string what, FormattableString value)
    {
        if (Environment.GetEnvironmentVariable("FIGURES") is not { Length: > 0 } path) return;
        lock (_lock) File.AppendAllText(path, $"{what}: {value.ToString(CultureInfo.InvariantCulture)}\n");
    }
}
