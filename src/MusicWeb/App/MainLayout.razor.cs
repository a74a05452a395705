using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.App;

/// <summary>The frame around everything a member sees: places, balance, account, and room for the player.</summary>
public sealed partial class MainLayout(NavigationManager navigation, CircuitActor people, WorkspaceDirectory directory, Prerendered prerendered) : LayoutComponentBase, IDisposable
{
    // A phone has room for four; the rest waits behind More.
    private static readonly (string Path, string Icon, string Word, bool IsRest)[] _places =
    [
        ("create", "create", "Create", false),
        ("library", "library", "Library", false),
        ("personas", "persona", "Personas", true),
        ("lyrics", "lyrics", "Lyrics", true),
        ("activity", "activity", "Activity", false),
        ("credits", "credits", "Credits", false),
    ];

    private static readonly string[] _kinds = [LiveKinds.Access];
    private string _workspace = FindActor.Me;
    private Home _home = new(UserId: null, []);
    private WorkspaceView? _lost;
    private bool _isAdministrator;

    // An address within the page: a bare "#main" would lead to the base address.
    private string SkipTarget => $"{navigation.Uri.Split('#')[0]}#main";

    /// <inheritdoc/>
    public void Dispose() => navigation.LocationChanged -= Follow;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        ReadWorkspace();
        navigation.LocationChanged += Follow;
        _home = await prerendered.ReadAsync(RendererInfo.IsInteractive, "workspaces", ReadHomeAsync);
        _isAdministrator = await prerendered.ReadAsync(RendererInfo.IsInteractive, "is administrator", async () => (await people.FindAdministratorAsync()).IsOk);
    }

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        _lost = null;
        ReadWorkspace();
        _ = InvokeAsync(StateHasChanged);
    }

    private async Task<Home> ReadHomeAsync() => await people.FindAsync(FindActor.Me) is { Value.UserId: var userId }
        ? new Home(userId, await directory.OfUserAsync(userId, CancellationToken.None))
        : new Home(UserId: null, []);

    // A page of a workspace that one is no longer in must not stay open, whoever ended it.
    private async Task ReadAgainAsync()
    {
        var (before, now) = (Current, await ReadHomeAsync());
        _home = now;
        if (before is null || Current is not null) return;
        (_lost, _workspace) = (before, FindActor.Me);
    }

    private WorkspaceView? Current => _home.Workspaces.FirstOrDefault(view => view.Slug == _workspace || view.Id.ToString() == _workspace);

    private void ReadWorkspace()
    {
        if (navigation.ToBaseRelativePath(navigation.Uri).Split('/', '?', '#') is ["w", { Length: > 0 } workspace, ..]) _workspace = workspace;
    }

    private sealed record Home(Guid? UserId, IReadOnlyList<WorkspaceView> Workspaces);
}
