using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>A team's name, people, invitations and wallet, and the ways out of it. Everybody sees it; buttons are for those who may.</summary>
public sealed partial class SettingsPage(OpenTeam open, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Members, LiveKinds.Credits];
    private Team? _team;
    private string? _workspace;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter]
    public string Workspace { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_workspace == Workspace) return;
        _workspace = Workspace;
        _team = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"team {Workspace}", () => open.RunAsync(Workspace, CancellationToken.None));
        if (_team is null) navigation.NotFound();
    }

    // Whoever lost the right to be here keeps the last picture; the frame says that it is over.
    private async Task ReadAgainAsync() => _team = await open.RunAsync(Workspace, CancellationToken.None) ?? _team;
}
