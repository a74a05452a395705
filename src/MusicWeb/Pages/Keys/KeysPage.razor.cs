using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Keys;

/// <summary>A person's API keys: made, changed, rotated and revoked here, and nowhere else.</summary>
public sealed partial class KeysPage(CircuitActor people, ListApiKeys list, WorkspaceDirectory directory, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Key];
    private Shelf? _shelf;
    private object? _dialog; // What is open over the page: one of the records below.

    private string Address => $"{navigation.BaseUri}api/v1";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _shelf = await prerendered.ReadAsync(RendererInfo.IsInteractive, "keys", ReadAsync);
        if (_shelf is null) navigation.NotFound();
    }

    private async Task<Shelf?> ReadAsync()
    {
        var found = await people.FindAsync(FindActor.Me);
        if (!found.IsOk) return null;
        return new Shelf(found.Value.UserId, await list.RunAsync(found.Value, CancellationToken.None), await directory.OfUserAsync(found.Value.UserId, CancellationToken.None));
    }

    private async Task ReadAgainAsync() => _shelf = await ReadAsync() ?? _shelf;

    private void Show(ShownKey shown) => _dialog = shown;

    private void Close() => _dialog = null;

    private async Task CloseAndReadAsync()
    {
        Close();
        await ReadAgainAsync();
    }

    private sealed record Shelf(Guid UserId, IReadOnlyList<ApiKeyView> Keys, IReadOnlyList<WorkspaceView> Workspaces);

    private sealed record Making;

    private sealed record Editing(ApiKeyView Key);

    private sealed record Rotating(ApiKeyView Key);

    private sealed record Revoking(ApiKeyView Key);
}

/// <summary>A key whose text is to be seen.</summary>
/// <param name="Key">The key with its text.</param>
/// <param name="MayCreate">It may order songs.</param>
/// <param name="OldEndsAt">When the text it replaces stops working.</param>
public sealed record ShownKey(NewApiKey Key, bool MayCreate, DateTime? OldEndsAt = null);
