using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Keys;

/// <summary>Gives a key a new text.</summary>
public sealed partial class RotateForm(CircuitActor people, RotateApiKey rotate, TimeProvider time) : ComponentBase
{
    private const int DayHours = 24;

    private static readonly (int Hours, string Word)[] _overlaps = [(0, "not any more: it stops at once"), (1, "an hour"), (DayHours, "a day"), (7 * DayHours, "a week")];
    private int _overlapHours = DayHours;
    private string? _error;
    private bool _isBusy;

    /// <summary>The key.</summary>
    [Parameter, EditorRequired]
    public ApiKeyView Key { get; set; } = null!;

    /// <summary>It has a new text, which is to be shown.</summary>
    [Parameter]
    public EventCallback<ShownKey> OnRotated { get; set; }

    /// <summary>The reader thought better of it.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private async Task RotateAsync()
    {
        if (_isBusy) return;
        (_isBusy, _error) = (true, null);
        var overlap = TimeSpan.FromHours(_overlapHours);
        var found = await people.FindAsync(FindActor.Me);
        var rotated = found.IsOk ? await rotate.RunAsync(found.Value, Key.Id, overlap, CancellationToken.None) : found.Error!;
        DateTime? oldEndsAt = _overlapHours > 0 ? time.GetUtcNow().UtcDateTime + overlap : null;
        if (rotated.IsOk) await OnRotated.InvokeAsync(new ShownKey(rotated.Value, Key.Scopes.HasFlag(ApiKeyScopes.Create), oldEndsAt));
        else _error = L.Of(rotated.Error!);
        _isBusy = false;
    }
}
