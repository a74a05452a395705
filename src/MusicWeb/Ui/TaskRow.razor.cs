using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Ui;

/// <summary>A task that has no songs (yet): one skeleton row for each take while it is open, one row with the cause when it failed.</summary>
public sealed partial class TaskRow(CircuitActor people, CancelTask cancel, RetryTask retry, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    private TaskView? _drawn;
    private Guid _retryId;
    private bool _isBusy;
    private bool _showsCharge;
    private bool _isDirty = true;

    /// <summary>The task.</summary>
    [Parameter, EditorRequired]
    public TaskView Task { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The reader may cancel and retry.</summary>
    [Parameter]
    public bool CanWrite { get; set; }

    /// <summary>Loads its request into a form beside the list; without one, Edit leads to the Create page.</summary>
    [Parameter]
    public EventCallback<TaskView> OnEdit { get; set; }

    /// <summary>Told after a change that was made here.</summary>
    [Parameter]
    public EventCallback<Guid> OnChanged { get; set; }

    private string? WhyNoCancel => Task is { CanCancel: false, WhyNoCancel: { } why } ? L[why].Value : null;

    // One id for this row's retries, so that two clicks make one task.
    /// <inheritdoc/>
    protected override void OnInitialized() => _retryId = Guid.CreateVersion7(time.GetUtcNow());

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_drawn == Task) return;
        (_drawn, _isDirty) = (Task, true);
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _isDirty;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _isDirty = false;

    private void ShowCharge() => (_showsCharge, _isDirty) = (true, true);

    private void HideCharge() => (_showsCharge, _isDirty) = (false, true);

    private System.Threading.Tasks.Task CancelAsync() => ActAsync(actor => cancel.RunAsync(actor, Task.Id, CancellationToken.None));

    private System.Threading.Tasks.Task RetryAsync() => ActAsync(actor => retry.RunAsync(actor, Task.Id, _retryId, CancellationToken.None));

    private async System.Threading.Tasks.Task ActAsync(Func<Actor, Task<Result<Guid>>> act)
    {
        if (_isBusy) return;
        (_isBusy, _isDirty) = (true, true);
        var found = await people.FindAsync(Workspace);
        var error = found.IsOk ? (await act(found.Value)).Error : found.Error;
        if (error is not null) toasts.ShowProblem(L.Of(error));
        (_isBusy, _isDirty) = (false, true);
        await OnChanged.InvokeAsync(Task.Id);
    }
}
