using System.Globalization;
using MusicWeb.Providers;

namespace Kit;

/// <summary>What works on tasks in a process that will be killed: one provider that may repeat, one that must not and is polled.</summary>
public static class CrashProviders
{
    public const string Vendor = "vendor";

    private static readonly TimeSpan _work = TimeSpan.FromMilliseconds(15);

    /// <summary>Renders in a few steps with progress, as an embedded engine does.</summary>
    public static ScriptedProvider Repeatable() => new(slots: 3)
    {
        OnSubmit = async (call, ct) =>
        {
            for (var step = 1; step <= 4; step++)
            {
                await Task.Delay(_work, ct);
                call.Progress.Report(new ProviderProgress(Stages.Rendering, step * 25));
            }

            return ScriptedProvider.Done(call.TaskId);
        },
    };

    /// <summary>Accepts and is polled; notes every order in the folder, as a real vendor would on its bill.</summary>
    public static ScriptedProvider Unrepeatable(string folder) => new(repeatable: false, slots: 3, name: Vendor)
    {
        OnSubmit = async (call, ct) =>
        {
            await Task.Delay(_work, ct);
            await File.AppendAllTextAsync(Path.Combine(folder, $"{call.TaskId:D}.order"), "ordered\n", ct);
            await Task.Delay(_work, ct);
            return new SubmitAnswer.Accepted(call.TaskId.ToString("D", CultureInfo.InvariantCulture), _work);
        },
        OnPoll = async (call, _, ct) =>
        {
            await Task.Delay(_work, ct);
            return Random.Shared.Next(3) == 0
                ? new ProviderStatus.Working(new ProviderProgress(Stages.Running, 50), _work)
                : new ProviderStatus.Done(ScriptedProvider.Takes(call.TaskId, 2));
        },
    };
}
