namespace E2e.Running;

/// <summary>Knows whether a page's circuit has taken over what the server had drawn.</summary>
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
        });
        """;

    /// <summary>Waits until clicks are heard; input before that would be lost.</summary>
    public static Task UntilAliveAsync(this IPage page) =>
        page.WaitForFunctionAsync("() => { const main = document.querySelector('main'); return main && !main.cameAsHtml; }");
}
