namespace E2e.Running;

/// <summary>One Chromium for all tests: the one that CHROMIUM names, or Debian's, without a window system where that is installed.</summary>
public sealed class Browsers : IAsyncDisposable
{
    private static readonly string[] _installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
    private const int PatienceMilliseconds = 15_000;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browsers(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browsers> StartAsync()
    {
        // Patience is no bar: what is promised to be fast is measured.
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : Array.Find(_installed, File.Exists),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            ],
        });
        return new Browsers(playwright, browser);
    }

    /// <summary>A person with an empty browser.</summary>
    public async Task<Visitor> OpenAsync(SiteProcess site, Screen? screen = null)
    {
        screen ??= Screen.Desktop;
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address.ToString(),
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Light ? ColorScheme.Light : ColorScheme.Dark,
            HasTouch = screen.IsPhone,
            Locale = "en-GB",
            TimezoneId = "Europe/Vienna",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        return await Visitor.EnterAsync(site, context);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>What somebody looks at.</summary>
public sealed record Screen(int Width, int Height, bool Light = false)
{
    public static Screen Desktop { get; } = new(1280, 800);

    public static Screen Phone { get; } = new(390, 844);

    public bool IsPhone => Width < 600;
}
