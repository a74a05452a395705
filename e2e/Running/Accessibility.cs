using System.Text.Json;
using Deque.AxeCore.Commons;

namespace E2e.Running;

/// <summary>What weak eyes, or a screen reader, would stumble over on a page as it stands.</summary>
public static class Accessibility
{
    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// The violations in the dark theme, which it must be in, and those of colour in the light one: all rules but these two read the
    /// tree, which is the same in both. The pages have no frames, so axe runs in the page itself.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindViolationsAsync(this IPage page, string where = "here")
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(_axe);
        var dark = await RunAsync(page, "{ resultTypes: ['violations'] }");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var light = await RunAsync(page, "{ resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] }");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        return [.. dark.Select(violation => $"{where}, {violation}"), .. light.Select(violation => $"{where}, in the light theme, {violation}")];
    }

    public static async Task AssertNoViolationAsync(this IPage page)
    {
        var found = await page.FindViolationsAsync();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async Task<IEnumerable<string>> RunAsync(IPage page, string options)
    {
        var answer = await page.EvaluateAsync<string>($"async () => JSON.stringify((await axe.run(document, {options})).violations)");
        return JsonSerializer.Deserialize<Violation[]>(answer, JsonSerializerOptions.Web)!.Select(violation =>
            $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => $"    {node.Html}\n      {node.FailureSummary}"))}");
    }

    private sealed record Violation(string Id, string Help, Node[] Nodes);

    private sealed record Node(string Html, string? FailureSummary);
}
