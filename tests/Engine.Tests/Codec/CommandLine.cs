using System.ComponentModel;
using System.Diagnostics;

namespace Engine.Tests.Codec;

/// <summary>Asks an independent program for a second opinion, where it is installed.</summary>
internal static class CommandLine
{
    /// <summary>What the program wrote, both streams together; skips the test when it is not installed.</summary>
    public static async Task<string> AskAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
        }
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var text = await output + await error;
        Assert.True(process.ExitCode == 0, text);
        return text;
    }
}
