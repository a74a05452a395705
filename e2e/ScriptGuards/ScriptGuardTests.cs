using E2e.Running;

namespace E2e.ScriptGuards;

/// <summary>
/// The browser half of Blazor is a version older than the server (eng/README.md). Whatever the product uses or may come to use of it
/// has a guard here, on pages that hold nothing else: a runtime update that changes the protocol shows first in these.
/// </summary>
public sealed class ScriptGuardTests(Sites sites) : Journey(sites)
{
    private const long PatternSum = 200_000L / 256 * (255 * 256 / 2) + 64 * 63 / 2;

    private async Task<IPage> OpenAsync(string address)
    {
        var visitor = await VisitAsync(site: await Sites.GuardsAsync());
        await visitor.Page.GotoAsync(address);
        return visitor.Page;
    }

    private async Task<IPage> OpenCircuitAsync()
    {
        var page = await OpenAsync("/circuit");
        await page.UntilAliveAsync();
        return page;
    }

    [Fact]
    public async Task Events_and_binding()
    {
        var page = await OpenCircuitAsync();
        await page.Locator("#count").ClickAsync();
        await page.Locator("#count").ClickAsync();
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("2");
        await page.Locator("#bound").FillAsync("typed");
        await Assertions.Expect(page.Locator("#echo")).ToHaveTextAsync("typed");
    }

    [Fact]
    public async Task An_interactive_form()
    {
        var page = await OpenCircuitAsync();
        await page.Locator("#word").FillAsync("hello");
        await page.Locator("#send").ClickAsync();
        await Assertions.Expect(page.Locator("#sent")).ToHaveTextAsync("hello");
    }

    [Fact]
    public async Task Focus()
    {
        var page = await OpenCircuitAsync();
        await page.Locator("#focus").ClickAsync();
        await Assertions.Expect(page.Locator("#target")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Modules_call_backs_bytes_and_streams_both_ways()
    {
        var page = await OpenCircuitAsync();
        await page.Locator("#interop").ClickAsync();
        await Assertions.Expect(page.Locator("#module")).ToHaveTextAsync("hello circuit");
        await Assertions.Expect(page.Locator("#callback")).ToHaveTextAsync("question answered");
        await Assertions.Expect(page.Locator("#bytes")).ToHaveTextAsync("3 2 1");
        await Assertions.Expect(page.Locator("#stream-out")).ToHaveTextAsync($"{PatternSum}");
        await Assertions.Expect(page.Locator("#stream-in")).ToHaveTextAsync($"{PatternSum}");
    }

    [Fact]
    public async Task Files_that_people_choose()
    {
        var page = await OpenCircuitAsync();
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "take.bin", MimeType = "application/octet-stream", Buffer = [.. Enumerable.Repeat((byte)2, 100_000)] });
        await Assertions.Expect(page.Locator("#file-sum")).ToHaveTextAsync("take.bin 200000");
    }

    [Fact]
    public async Task Long_lists()
    {
        var page = await OpenCircuitAsync();
        await Assertions.Expect(page.GetByText("Row 1", new() { Exact = true })).ToBeVisibleAsync();
        await page.Locator("#rows").EvaluateAsync("rows => rows.scrollTo(0, rows.scrollHeight)");
        await Assertions.Expect(page.GetByText("Row 10000", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Navigation_and_not_found_inside_a_circuit()
    {
        var page = await OpenAsync("/lost");
        await page.UntilAliveAsync();
        await page.Locator("#lose").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nowhere" })).ToBeVisibleAsync();
        await page.GotoAsync("/lost");
        await page.UntilAliveAsync();
        await page.Locator("#go").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Circuit" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Enhanced_forms_and_navigation_with_streamed_pages()
    {
        var page = await OpenAsync("/form");
        await page.EvaluateAsync("window.sameDocument = true");
        await page.Locator("#word").FillAsync("posted");
        await page.Locator("#send").ClickAsync();
        await Assertions.Expect(page.Locator("#sent")).ToHaveTextAsync("posted");
        await page.Locator("#next").ClickAsync();
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("waiting");
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("ready");
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true"));
    }

    [Fact]
    public async Task A_cut_line_comes_back_to_the_same_circuit()
    {
        var visitor = await VisitAsync(site: await Sites.GuardsAsync());
        var line = await CutLine.InstallAsync(visitor);
        await visitor.Page.GotoAsync("/circuit");
        await visitor.Page.UntilAliveAsync();
        await visitor.Page.Locator("#count").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#count")).ToHaveTextAsync("1");
        await line.CutAsync();
        await line.UntilBackAsync();
        await visitor.Page.Locator("#count").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#count")).ToHaveTextAsync("2");
    }
}
