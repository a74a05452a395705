using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;

namespace MusicWeb.Ui;

/// <summary>Asks where a song should live from now on.</summary>
public sealed partial class MoveClipDialog(CircuitActor people, WorkspaceDirectory directory) : ComponentBase
{
    private List<WorkspaceView>? _targets;
    private Guid _toId;

    /// <summary>The song.</summary>
    [Parameter, EditorRequired]
    public ClipView Clip { get; set; } = null!;

    /// <summary>Where it lives, as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Told where it should go.</summary>
    [Parameter, EditorRequired]
    public EventCallback<WorkspaceView> OnChosen { get; set; }

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var found = await people.FindAsync(Workspace);
        _targets = found.Value is not { } actor ? []
            : [.. (await directory.OfUserAsync(actor.UserId, CancellationToken.None)).Where(view => view.Role <= Role.Member && view.Id != actor.WorkspaceId)];
        _toId = _targets.Select(view => view.Id).FirstOrDefault();
    }

    private Task MoveAsync() => _targets?.Find(view => view.Id == _toId) is { } target ? OnChosen.InvokeAsync(target) : Task.CompletedTask;
}
