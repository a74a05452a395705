namespace E2e.Running;

/// <summary>Stands between a page and its circuit and can cut the line.</summary>
public sealed class CutLine
{
    private const int Gone = 3001; // Any code that is no normal goodbye; the page must believe in an accident.
    private readonly Lock _lock = new();
    private readonly List<IWebSocketRoute> _lines = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<CutLine> InstallAsync(Visitor visitor)
    {
        var line = new CutLine();
        visitor.ExpectsLostConnection = true;
        await visitor.Page.RouteWebSocketAsync("**/_blazor*", line.Connect);
        return line;
    }

    /// <summary>Cuts the line that is open.</summary>
    public async Task CutAsync()
    {
        IWebSocketRoute open;
        lock (_lock)
        {
            open = _lines[^1];
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await open.CloseAsync(new() { Code = Gone, Reason = "cut" });
    }

    /// <summary>Waits until the page has called again.</summary>
    public Task UntilBackAsync()
    {
        lock (_lock) return _next.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private void Connect(IWebSocketRoute route)
    {
        route.ConnectToServer();
        lock (_lock)
        {
            _lines.Add(route);
            _next.TrySetResult();
        }
    }
}
