using System.Globalization;
using Bench;
using MusicWeb.Core.Data;

// Measures what the program promises. One line a figure; the exit code is 1 when one falls short, 2 when the command is unknown.
return args switch
{
    ["engine"] => Rows.Print(EngineBench.Measure(songs: 40, seconds: 24)),
    ["engine", "--quick"] => Rows.Print(EngineBench.Judge(songs: 4, seconds: 12)),
    ["words"] => WordsBench.Run(),
    ["ledger", "--provider", var provider, ..] when Enum.TryParse<DatabaseProvider>(provider, ignoreCase: true, out var database) && Operations(args[3..]) is { } operations =>
        await LedgerBench.RunAsync(database, operations),
    ["examples", var folder] => Examples.Make(folder, bankPath: null),
    ["examples", var folder, "--bank", var bank] => Examples.Make(folder, bank),
    [RenderChild.Command, var op, var seconds, .. var folders] when folders.Length <= 2 => await RenderChild.RunAsync(op, seconds, folders.ElementAtOrDefault(0) ?? "", folders.ElementAtOrDefault(1) ?? ""),
    _ => Unknown(),
};

static int? Operations(string[] rest) => rest switch
{
    [] => 100_000,
    ["--operations", var count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
    _ => null,
};

static int Unknown()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Bench -- engine [--quick] | words | examples FOLDER [--bank FILE.sf2] | ledger --provider Sqlite|Postgres [--operations N]");
    return 2;
}
