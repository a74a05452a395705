using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>Where a task stands, as icon and word.</summary>
public sealed partial class StateChip
{
    /// <summary>The task.</summary>
    [Parameter, EditorRequired]
    public TaskView Task { get; set; } = null!;

    private string Word => Task.State switch
    {
        TaskState.Queued => Task.QueuePosition is { } position ? L["Queued #{0}", position] : L["Queued"],
        TaskState.Submitting or TaskState.Submitted => Running,
        TaskState.Ingesting => L["Saving"],
        TaskState.Uncertain => L["Uncertain"],
        TaskState.Succeeded => L["Done"],
        TaskState.Cancelled => L["Cancelled"],
        _ => L["Failed"],
    };

    private string Running
    {
        get
        {
            string stage = L[Task.Stage ?? Stages.Running];
            return Task.Percent is { } percent ? L["{0} {1} %", stage, percent] : stage;
        }
    }
}
