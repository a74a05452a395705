using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>Shows what <see cref="ToastFeed"/> brings: the newest three, each for eight seconds.</summary>
public sealed partial class Toasts(ToastFeed feed, TimeProvider time) : ComponentBase, IDisposable
{
    private const int Most = 3;
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(8);
    private readonly List<Toast> _shown = [];
    private readonly Dictionary<Toast, ITimer> _timers = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        feed.Added -= Add;
        foreach (var timer in _timers.Values) timer.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => feed.Added += Add;

    private void Add(Toast toast)
    {
        if (_shown.Count == Most) Hide(_shown[0]);
        _shown.Add(toast);
        _timers[toast] = time.CreateTimer(_ => _ = InvokeAsync(() => { Hide(toast); StateHasChanged(); }), null, Shown, Timeout.InfiniteTimeSpan);
        _ = InvokeAsync(StateHasChanged);
    }

    private async Task UndoAsync(Toast toast)
    {
        Hide(toast);
        await toast.Undo!();
    }

    private void Hide(Toast toast)
    {
        _shown.Remove(toast);
        if (_timers.Remove(toast, out var timer)) timer.Dispose();
    }
}
