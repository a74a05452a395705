using System.Collections.Concurrent;

namespace E2e.Running;

/// <summary>A person at a browser, who remembers what the browser complained about.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];

    private Visitor(SiteProcess site, IBrowserContext context, IPage page) => (Site, _context, Page) = (site, context, page);

    public SiteProcess Site { get; }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Errors of the console and of scripts: a blocked script or style shows here and nowhere else.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    internal static async Task<Visitor> EnterAsync(SiteProcess site, IBrowserContext context)
    {
        await context.AddInitScriptAsync(Liveness.Script);
        var visitor = new Visitor(site, context, await context.NewPageAsync());
        context.Console += (_, message) =>
        {
            // A page that is not found is an answer, not a fault; the journeys that provoke one look at it themselves.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) visitor.Note(message.Text);
        };
        context.WebError += (_, error) => visitor.Note(error.Error);
        return visitor;
    }

    /// <summary>The test cuts the line or ends the server, and the browser may say so.</summary>
    public bool ExpectsLostConnection { get; set; }

    /// <summary>A second tab of the same person.</summary>
    public Task<IPage> OpenTabAsync() => _context.NewPageAsync();

    private void Note(string complaint)
    {
        if (!ExpectsLostConnection) _complaints.Enqueue(complaint);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
