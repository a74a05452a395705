using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Create;

/// <summary>Somebody pasted an API key of his own into the form: one press gives it another text.</summary>
public sealed partial class LeakedKey(CircuitActor people, RotateApiKey rotate, TimeProvider time) : ComponentBase
{
    // Long enough to tell one's programs, short enough for a text that was in the open.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private NewApiKey? _shown;
    private DateTime? _old;
    private string? _error;
    private bool _isBusy;

    /// <summary>The key.</summary>
    [Parameter, EditorRequired]
    public Guid KeyId { get; set; }

    private async Task RotateAsync()
    {
        if (_isBusy) return;
        (_isBusy, _error) = (true, null);
        var found = await people.FindAsync(FindActor.Me);
        var rotated = found.IsOk ? await rotate.RunAsync(found.Value, KeyId, Overlap, CancellationToken.None) : found.Error!;
        if (rotated.IsOk) (_shown, _old) = (rotated.Value, time.GetUtcNow().UtcDateTime + Overlap);
        else _error = L.Of(rotated.Error!);
        _isBusy = false;
    }
}
