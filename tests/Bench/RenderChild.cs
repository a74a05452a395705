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
/// Makes both takes of one song with all their files, or works on such a song, as a task does, in a process of its own: what is
/// measured there has no past.
/// </summary>
internal static class RenderChild
{
    public const string Command = "render";

    /// <summary>In place of an operation: songs that are stopped on their way.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>In place of an operation: the stems of a song that kept nothing of its mastering, as those of earlier versions.</summary>
    public const string StemsOfOld = "stems-of-old";

    /// <summary>In place of an operation: pages that are asked for while a song is rendered.</summary>
    public const string Web = "web";

    private static readonly Guid _sourceId = new("0198a000-0000-7000-8000-000000000002");

    /// <summary>Starts the child and waits for what it measured.</summary>
    /// <param name="op">A new song, or an operation on one.</param>
    /// <param name="seconds">Length of the result.</param>
    /// <param name="source">Where an operation finds the song's files; null for a new song.</param>
    /// <param name="target">Where the result's files stay; null to keep nothing.</param>
    public static RenderCost Run(string op, int seconds, string? source = null, string? target = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in (string[])[Command, op, seconds.ToString(CultureInfo.InvariantCulture), source ?? "", target ?? ""]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"{op} of {seconds} s was not made: exit code {child.ExitCode}. {said}");
        var numbers = said.Split(' ', StringSplitOptions.TrimEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new RenderCost(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /// <summary>The child's part.</summary>
    public static async Task<int> RunAsync(string op, string seconds, string source, string target)
    {
        if (op == Web) return await WebWhileRendering.RunAsync();
        var length = int.Parse(seconds, CultureInfo.InvariantCulture);
        var scratch = Directory.CreateTempSubdirectory("musicweb-bench-");
        try
        {
            if (op == Cancelled) return await CancelAsync(length, source, scratch.FullName);
            var call = new ProviderCall
            {
                TaskId = new Guid("0198a000-0000-7000-8000-000000000001"),
                Request = RequestOf(op == StemsOfOld ? Ops.StemsFull : op, length),
                ScratchDirectory = target.Length > 0 ? target : scratch.FullName,
                Progress = new Progress<ProviderProgress>(),
                Sources = source.Length == 0 ? [] : [ClipIn(source, isOld: op == StemsOfOld)],
            };
            var provider = new SketchProvider(Options.Create(new EngineOptions()));
            var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var answer = await provider.SubmitAsync(call, CancellationToken.None);
            var made = answer switch
            {
                SubmitAnswer.Done done => done.Results.Sum(result => result.DurationSeconds),
                SubmitAnswer.MadeFiles files => files.Files.Count * (double)length,
                _ => throw new InvalidOperationException($"Not a song but {answer}."),
            };
            cpu = Environment.CpuUsage.TotalTime - cpu;
            var passed = Stopwatch.GetElapsedTime(wall);
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made} {cpu.TotalSeconds} {passed.TotalSeconds} {self.PeakWorkingSet64 / 1048576.0}"));
            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    // The worst of moments in composing, rendering, mastering and writing, for a new song and for stems.
    private static async Task<int> CancelAsync(int length, string source, string scratch)
    {
        var worst = TimeSpan.Zero;
        foreach (var op in (string[])[Ops.Create, Ops.StemsFull])
        {
            for (var after = TimeSpan.FromMilliseconds(50); after < TimeSpan.FromSeconds(13); after = (after * 1.6) + TimeSpan.FromMilliseconds(150))
            {
                var call = new ProviderCall
                {
                    TaskId = Guid.CreateVersion7(),
                    Request = RequestOf(op, length),
                    ScratchDirectory = Path.Combine(scratch, Path.GetRandomFileName()),
                    Progress = new Progress<ProviderProgress>(),
                    Sources = op == Ops.Create ? [] : [ClipIn(source)],
                };
                Directory.CreateDirectory(call.ScratchDirectory);
                using var stop = new CancellationTokenSource();
                var work = new SketchProvider(Options.Create(new EngineOptions())).SubmitAsync(call, stop.Token);
                if (await Task.WhenAny(work, Task.Delay(after)) == work) break;
                var start = Stopwatch.GetTimestamp();
                await stop.CancelAsync();
                await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (work.IsCanceled && Stopwatch.GetElapsedTime(start) is var took && took > worst) worst = took;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"0 0 {worst.TotalSeconds} 0"));
        return 0;
    }

    private static MusicRequest RequestOf(string op, int seconds) => op == Ops.Create
        ? new() { Op = op, Model = "sketch-1", Description = "upbeat summer pop with drums and strings", DurationSeconds = seconds }
        : new()
        {
            Op = op,
            Model = "sketch-1",
            SourceClipId = _sourceId,
            ContinueAtSeconds = op == Ops.Extend ? seconds * 0.75 : null,
            DurationSeconds = op == Ops.Extend ? seconds / 4 : null,
            RangeStartSeconds = op == Ops.ReplaceSection ? seconds * 0.4 : null,
            RangeEndSeconds = op == Ops.ReplaceSection ? seconds * 0.6 : null,
        };

    private static SourceClip ClipIn(string folder, bool isOld = false) => new()
    {
        Id = _sourceId,
        Provider = "sketch",
        Title = "Source",
        CreatedAt = DateTime.UnixEpoch,
        Files = [FileIn(folder, "score", "json"), isOld ? FileIn(folder, "wav", "wav") : FileIn(folder, "flac", "flac")],
    };

    private static SourceFile FileIn(string folder, string kind, string extension)
    {
        var path = Path.Combine(folder, $"0-{kind}.{extension}");
        return new SourceFile(kind, "application/octet-stream", new FileInfo(path).Length, _ => ValueTask.FromResult<Stream>(File.OpenRead(path)));
    }
}
