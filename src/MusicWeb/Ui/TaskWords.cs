using MusicWeb.Core.Tasks;

namespace MusicWeb.Ui;

/// <summary>How the states of a task are shown: always an icon and a word, never colour alone.</summary>
internal static class TaskWords
{
    public static bool IsOver(TaskState state) => state is TaskState.Failed or TaskState.Cancelled;

    public static (string Look, string Icon) Of(TaskState state) => state switch
    {
        TaskState.Queued => ("state-waiting", "clock"),
        TaskState.Uncertain => ("state-warn", "alert"),
        TaskState.Failed => ("state-bad", "alert"),
        TaskState.Cancelled => ("state-waiting", "close"),
        TaskState.Succeeded => ("state-good", "check"),
        _ => ("state-running", "busy"),
    };
}
