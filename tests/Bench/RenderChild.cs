using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using MusicWeb.Providers;
using MusicWeb.Providers.Embedded;

namespace Bench;

/// <summary>What making one song costs.</summary>
/// <param name="SongSeconds">Length of all takes together.</param>
/// <param name="CpuSeconds">CPU of the whole process while they were made.</param>
/// <param name="WallSeconds">Time that passed.</param>
/// <param name="PeakMegabytes">Most memory the process ever had, as the system counts it.</param>
internal sealed record RenderCost(double SongSeconds, double CpuSeconds, double WallSeconds, double PeakMegabytes);

/// <summary>
/// Makes both takes of one song with all their files, as a task does, in a process of its own: what is measured there has no past.
/// </summary>
internal static class RenderChild
{
    public const string Command = "render";

    /// <summary>Starts the child and waits for what it measured.</summary>
    public static RenderCost Run(int seconds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(Command);
        start.ArgumentList.Add(seconds.ToString(CultureInfo.InvariantCulture));
        using var child = Process.Start(start)!;
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"The song of {seconds} s was not made: exit code {child.ExitCode}. {said}");
        var numbers = said.Split(' ', StringSplitOptions.TrimEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new RenderCost(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /// <summary>The child's part.</summary>
    public static async Task<int> RunAsync(string seconds)
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-bench-");
        try
        {
            var request = new MusicRequest { Op = Ops.Create, Model = "sketch-1", Description = "upbeat summer pop with drums and strings", DurationSeconds = int.Parse(seconds, CultureInfo.InvariantCulture) };
            var call = new ProviderCall { TaskId = new Guid("0198a000-0000-7000-8000-000000000001"), Request = request, ScratchDirectory = folder.FullName, Progress = new Progress<ProviderProgress>() };
            var provider = new SketchProvider(Options.Create(new EngineOptions()));
            var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var answer = await provider.SubmitAsync(call, CancellationToken.None);
            if (answer is not SubmitAnswer.Done done) throw new InvalidOperationException($"Not a song but {answer}.");
            cpu = Environment.CpuUsage.TotalTime - cpu;
            var passed = Stopwatch.GetElapsedTime(wall);
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done.Results.Sum(result => result.DurationSeconds)} {cpu.TotalSeconds} {passed.TotalSeconds} {self.PeakWorkingSet64 / 1048576.0}"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
