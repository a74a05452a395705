using Bench;

// Measures what the program promises. One line a figure; the exit code is 1 when one falls short, 2 when the command is unknown.
return args switch
{
    ["engine"] => Rows.Print(EngineBench.Measure(songs: 40, seconds: 24)),
    ["engine", "--quick"] => Rows.Print(EngineBench.Judge(songs: 4, seconds: 12)),
    [RenderChild.Command, var seconds] => await RenderChild.RunAsync(seconds),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Bench -- engine [--quick]");
    return 2;
}
