using System.Diagnostics;

namespace Providers.Tests.Embedded;

public sealed class SketchMemoryTests
{
    // The bar is 400 MB for the process; runtime and code take less than 100 of them.
    private const int HeapMegabytes = 300;

    [Fact]
    public async Task Both_takes_of_the_longest_song_fit_into_a_heap_that_may_not_grow_further()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bench.dll"), "render", "create", "240"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = $"{HeapMegabytes * 1024L * 1024:X}";
        using var child = Process.Start(start)!;
        var complaints = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, await complaints);
        Assert.Matches(@"^4\d\d", said); // Seconds of both takes.
    }
}
