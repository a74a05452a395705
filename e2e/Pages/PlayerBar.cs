namespace E2e.Pages;

/// <summary>The bar at the foot and the audio element behind it.</summary>
public sealed class PlayerBar(IPage page)
{
    public ILocator Bar => page.GetByRole(AriaRole.Region, new() { Name = "Player" });

    public ILocator Toggle => Bar.Locator("[data-part=play]");

    public ILocator Title => Bar.Locator("[data-part=title]");

    public static Task PlayAsync(ILocator row) => row.Locator("[data-play]").ClickAsync();

    /// <summary>Where the audio element itself is, in seconds.</summary>
    public Task<double> SecondsAsync() => page.EvaluateAsync<double>("window.audioElements.at(-1)?.currentTime ?? -1");

    public Task<double> DurationAsync() => page.EvaluateAsync<double>("window.audioElements.at(-1)?.duration ?? -1");

    /// <summary>Waits until the sound has got this far.</summary>
    public Task UntilAsync(double seconds) => page.WaitForFunctionAsync("seconds => window.audioElements.at(-1)?.currentTime >= seconds", seconds);
}
