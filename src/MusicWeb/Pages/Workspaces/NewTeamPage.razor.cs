using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>Where a team begins.</summary>
public sealed partial class NewTeamPage(CircuitActor people, CreateWorkspace create, NavigationManager navigation, TimeProvider time) : ComponentBase
{
    private Guid _id;
    private string _name = "";
    private string? _error;
    private bool _isBusy;

    // One id for this page: two presses make one team.
    /// <inheritdoc/>
    protected override void OnInitialized() => _id = Guid.CreateVersion7(time.GetUtcNow());

    private async Task CreateAsync()
    {
        if (_isBusy) return;
        (_isBusy, _error) = (true, null);
        var found = await people.FindAsync(FindActor.Me);
        var created = found.IsOk ? await create.RunAsync(found.Value, _id, _name, CancellationToken.None) : found.Error;
        if (created.IsOk) navigation.NavigateTo($"/w/{created.Value}/settings");
        else if (created.Error is { } error) _error = L.Of(error);
        _isBusy = false;
    }
}
