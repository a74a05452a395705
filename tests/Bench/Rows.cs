using System.Globalization;

namespace Bench;

/// <summary>A figure beside its goal.</summary>
/// <param name="Name">With its area: engine.memory_240s.</param>
/// <param name="Value">Measured, in this unit.</param>
/// <param name="Unit">Short: MB, x, %.</param>
/// <param name="AtLeast">Whether the goal is a least value; otherwise it is a most value.</param>
/// <param name="Goal">In the same unit.</param>
internal readonly record struct Row(string Name, double Value, string Unit, bool AtLeast, double Goal)
{
    public bool IsShort => !(AtLeast ? Value >= Goal : Value <= Goal);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} = {Value:0.###} {Unit} (goal {(AtLeast ? ">=" : "<=")} {Goal:0.###}) {(IsShort ? "short" : "ok")}");
}

internal static class Rows
{
    /// <summary>Prints each row when it is known; 1 when one is short, otherwise 0.</summary>
    public static int Print(IEnumerable<Row> rows)
    {
        var code = 0;
        foreach (var row in rows)
        {
            Console.WriteLine(row);
            if (row.IsShort) code = 1;
        }

        return code;
    }
}
