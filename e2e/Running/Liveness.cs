namespace E2e.Running;

/// <summary>Knows where a page is, and whether its circuit has taken over what the server had drawn.</summary>
public static class Liveness
{
    // Runs before anything of the page: keeps hold of the audio element, which is in no document, and marks what came as HTML. The
    // circuit draws everything anew when it starts, so the mark is gone as soon as a click is heard.
    internal const string Script = """
        window.audioElements = [];
        window.Audio = new Proxy(window.Audio, {
          construct(target, values) { const audio = new target(...values); window.audioElements.push(audio); return audio; }
        });
        document.addEventListener('DOMContentLoaded', () => {
          for (const main of document.querySelectorAll('main')) main.cameAsHtml = true;
          window.isMarked = true;
        });
        """;

    /// <summary>Waits until clicks are heard; input before that would be lost.</summary>
    public static Task UntilAliveAsync(this IPage page) =>
        page.UntilAsync("() => { const main = document.querySelector('main'); return window.isMarked && main && !main.cameAsHtml; }", argument: null, "alive");

    /// <summary>
    /// Waits until the page has loaded an address. It asks the page again and again, since an event is missed when it comes before
    /// somebody listens.
    /// </summary>
    /// <param name="page">Where somebody looks.</param>
    /// <param name="pattern">A regular expression that the path with its query matches from start to end, such as <c>/w/[^/]+/library</c>.</param>
    public static Task UntilAtAsync(this IPage page, string pattern) =>
        page.UntilAsync("pattern => document.readyState === 'complete' && new RegExp(`^(${pattern})$`).test(location.pathname + location.search)", pattern, $"at {pattern}");

    // What the person saw instead is worth more than that time was over.
    private static async Task UntilAsync(this IPage page, string condition, object? argument, string wanted)
    {
        try
        {
            await page.WaitForFunctionAsync(condition, argument, new() { PollingInterval = 50 });
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Not {wanted}, but at {page.Url}: {await page.Locator("body").InnerTextAsync()}", late);
        }
    }
}
