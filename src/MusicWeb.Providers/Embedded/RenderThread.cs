using System.Runtime.InteropServices;

namespace MusicWeb.Providers.Embedded;

/// <summary>
/// Runs one long computation on a thread of its own, so that it takes none from the pool that serves the pages, and below their
/// priority where the system allows it.
/// </summary>
internal static partial class RenderThread
{
    private const int Niceness = 5;

    /// <summary>Runs the work; cancellation is the work's own business and comes back as a cancelled task.</summary>
    public static Task<T> RunAsync<T>(string name, Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            StepBack();
            try
            {
                done.SetResult(work());
            }
            catch (OperationCanceledException cancelled)
            {
                done.SetCanceled(cancelled.CancellationToken);
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        })
        {
            IsBackground = true,
            Name = name,
        };
        thread.Start();
        return done.Task;
    }

    /// <summary>
    /// Linux schedules threads one by one and takes 0 for the calling one. Thread.Priority has no effect there, and where there is
    /// no such call the thread simply keeps its priority.
    /// </summary>
    private static void StepBack()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = SetPriority(which: 0, who: 0, Niceness);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // Slower pages while a song is rendered, nothing worse.
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
