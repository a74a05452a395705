using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.App;

/// <summary>The frame around everything a member sees: places, balance, account, and room for the player.</summary>
public sealed partial class MainLayout(NavigationManager navigation, CircuitActor people, Prerendered prerendered) : LayoutComponentBase, IDisposable
{
    private static readonly (string Path, string Icon, string Word)[] _places =
    [
        ("create", "create", "Create"),
        ("library", "library", "Library"),
        ("personas", "persona", "Personas"),
        ("lyrics", "lyrics", "Lyrics"),
        ("credits", "credits", "Credits"),
    ];

    private string _workspace = FindActor.Me;
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
        _isAdministrator = await prerendered.ReadAsync(RendererInfo.IsInteractive, "is administrator", async () => (await people.FindAdministratorAsync()).IsOk);
    }

    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        ReadWorkspace();
        _ = InvokeAsync(StateHasChanged);
    }

    private void ReadWorkspace()
    {
        if (navigation.ToBaseRelativePath(navigation.Uri).Split('/', '?', '#') is ["w", { Length: > 0 } workspace, ..]) _workspace = workspace;
    }
}
