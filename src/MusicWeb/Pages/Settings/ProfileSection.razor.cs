using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Settings;

/// <summary>The person's name.</summary>
public sealed partial class ProfileSection(SettingsPerson person, RenamePerson rename, ToastFeed toasts) : ComponentBase
{
    private string? _name;
    private string? _error;

    /// <summary>The person as saved.</summary>
    [Parameter, EditorRequired]
    public User Person { get; set; } = null!;

    /// <summary>Told after a change.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => _name = Person.DisplayName;

    private async Task SaveAsync()
    {
        if (await person.FindAsync() is not { UserId: var userId }) return;
        var saved = await rename.RunAsync(userId, _name, CancellationToken.None);
        _error = saved.Error is { } error ? L.Of(error) : null;
        if (!saved.IsOk) return;
        _name = saved.Value;
        toasts.Show(L["Saved."]);
        await OnChanged.InvokeAsync();
    }
}
