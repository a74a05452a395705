using System.Diagnostics;

namespace Kit;

/// <summary>A real process with a program of this solution, which tests may kill as the power failure would.</summary>
public sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _complaints;

    private ChildProcess(Process process)
    {
        _process = process;
        _complaints = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a program whose project the test project references, so that it lies beside the tests.</summary>
    public static ChildProcess Start(string assembly, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the program says this line.</summary>
    public async Task UntilAsync(string line, TimeSpan atMost, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(atMost);
        while (await _process.StandardOutput.ReadLineAsync(timeout.Token) is { } said)
        {
            if (said == line) return;
        }

        throw new InvalidOperationException($"The process ended without saying “{line}”: {await _complaints}");
    }

    /// <summary>Says a line to the program.</summary>
    public Task SayAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>SIGKILL: it gets no chance to tidy up.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
