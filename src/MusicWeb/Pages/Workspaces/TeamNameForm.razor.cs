using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>Gives a team another name.</summary>
public sealed partial class TeamNameForm(CircuitActor people, RenameWorkspace rename, ToastFeed toasts) : ComponentBase
{
    private string _name = "";
    private string? _error;
    private bool _isBusy;

    /// <summary>The name of now.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <inheritdoc/>
    protected override void OnInitialized() => _name = Name;

    private async Task SaveAsync()
    {
        if (_isBusy) return;
        (_isBusy, _error) = (true, null);
        var found = await people.FindAsync(Workspace);
        var renamed = found.IsOk ? await rename.RunAsync(found.Value, _name, CancellationToken.None) : found.Error;
        if (renamed.Error is { } error) _error = L.Of(error);
        else toasts.Show(L["The team is called “{0}” now.", renamed.Value!]);
        _isBusy = false;
    }
}
