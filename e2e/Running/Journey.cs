namespace E2e.Running;

/// <summary>What every journey starts from: people who come, and a look at what their browsers complained about.</summary>
public abstract class Journey(Sites sites) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    protected Sites Sites => sites;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A stranger at the door.</summary>
    protected async Task<Visitor> VisitAsync(Screen? screen = null, SiteProcess? site = null)
    {
        var visitor = await sites.Browsers.OpenAsync(site ?? sites.Site, screen);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Somebody who has just signed up and looks at the Create page.</summary>
    protected async Task<Visitor> SignUpAsync(Screen? screen = null, SiteProcess? site = null)
    {
        var visitor = await VisitAsync(screen, site);
        await new Pages.SignUpPage(visitor.Page).SignUpAsync();
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var complaints = _visitors.SelectMany(visitor => visitor.Complaints).ToArray();
        var failed = TestContext.Current.TestState?.Result is TestResult.Failed;
        if (failed || complaints.Length > 0) await KeepAsync();
        foreach (var visitor in _visitors) await visitor.DisposeAsync();
        if (!failed) Assert.True(complaints.Length == 0, $"The browser complained:\n{string.Join('\n', complaints)}");
    }

    // What the person saw last is worth more than a stack trace.
    private async Task KeepAsync()
    {
        if (Environment.GetEnvironmentVariable("FAILED_PAGES") is not { Length: > 0 } folder) return;
        var name = string.Concat((TestContext.Current.TestCase?.TestCaseDisplayName ?? "journey").Split(Path.GetInvalidFileNameChars())).Replace(' ', '_');
        for (var i = 0; i < _visitors.Count; i++)
        {
            await _visitors[i].Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.{i}.png") });
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.{i}.log"), $"{_visitors[i].Page.Url}\n{string.Join('\n', _visitors[i].Complaints)}\n{_visitors[i].Site.Said}");
        }
    }
}
