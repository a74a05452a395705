using Microsoft.AspNetCore.Components;

namespace MusicWeb.Pages.Admin;

/// <summary>
/// Tells a page about the installation as a whole that something changed anywhere: the first time at once, then every two seconds at
/// most, because what it reads again are sums over everybody.
/// </summary>
public sealed partial class CalmRefresh(TimeProvider time) : ComponentBase, IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _gone = new();

    /// <summary>The kinds that matter here.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Kinds { get; set; } = [];

    /// <summary>Reads again.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChange { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    // LiveRefresh tells nothing more until this is over, and keeps what comes meanwhile.
    private async Task TellAsync()
    {
        await OnChange.InvokeAsync();
        if (!_gone.IsCancellationRequested) await Task.Delay(_pause, time, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
