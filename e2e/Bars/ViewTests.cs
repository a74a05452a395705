using System.Text.RegularExpressions;
using E2e.Pages;
using E2e.Running;
using FakeProviders;

namespace E2e.Bars;

/// <summary>What is in view without scrolling, and how soon.</summary>
[Collection(nameof(Journeys.DirectedTests))]
public sealed partial class ViewTests(Sites sites) : Journey(sites)
{
    private const double ClickToTaskMilliseconds = 100;
    private const double DoneToWordMilliseconds = 100;

    public static TheoryData<int, int> Screens => new() { { 1280, 800 }, { 390, 844 } };

    [Theory, MemberData(nameof(Screens))]
    public async Task Button_price_payer_and_balance_are_in_view(int width, int height)
    {
        var visitor = await SignUpAsync(new Screen(width, height));
        var create = new CreatePage(visitor.Page);
        await Assertions.Expect(create.Submit).ToHaveTextAsync("Create · 15 credits");
        await InViewAsync(create.Submit, height);
        await Assertions.Expect(create.Why).ToContainTextAsync("Paid by");
        await Assertions.Expect(create.Why).ToContainTextAsync("135 credits left afterwards");
        await InViewAsync(create.Why, height);
        await create.CustomAsync();
        await InViewAsync(create.Submit, height);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task The_task_appears_beside_the_button_before_one_can_blink(int width, int height)
    {
        var site = await DirectAsync();
        var visitor = await SignUpAsync(new Screen(width, height), site.Site);
        var create = new CreatePage(visitor.Page);
        await visitor.Page.GetByLabel("Model").SelectOptionAsync("Scripted vendor · Script 1");
        // Measured inside the page, from the press to the frame that shows the row; the best of three, as the machine has other work.
        var best = double.MaxValue;
        for (var i = 1; i <= 3; i++)
        {
            await Assertions.Expect(create.Submit).ToHaveTextAsync("Create · 15 credits");
            await Assertions.Expect(create.Submit).ToBeEnabledAsync();
            best = Math.Min(best, await create.Submit.EvaluateAsync<double>(
                """
                (button, rows) => new Promise(resolve => {
                  const start = performance.now();
                  new MutationObserver((_, observer) => {
                    if (document.querySelectorAll('article.row-open').length < rows) return;
                    observer.disconnect();
                    requestAnimationFrame(() => resolve(performance.now() - start));
                  }).observe(document.body, { childList: true, subtree: true });
                  button.click();
                })
                """,
                2 * i));
        }

        Figures.Note($"click to task in view at {width} px", $"{best:0} ms");
        await InViewAsync(create.Songs.Open.First, height);
        Assert.True(best < ClickToTaskMilliseconds, $"{best:0} ms");
    }

    [Fact]
    public async Task The_word_of_a_finished_song_arrives_before_one_can_blink()
    {
        var site = await DirectAsync();
        var visitor = await SignUpAsync(site: site.Site);
        var create = new CreatePage(visitor.Page);
        await visitor.Page.GetByLabel("Model").SelectOptionAsync("Scripted vendor · Script 1");
        var best = double.MaxValue;
        for (var i = 1; i <= 3; i++)
        {
            // The provider answers with its result, as the sketch engine does, at the moment the gate opens.
            var gate = new TaskCompletionSource();
            site.Vendor.On("POST", "/create", Answer.Refusal(200, """{"state":"refused","reason":"Enough."}""").After(gate.Task));
            await Assertions.Expect(create.Submit).ToBeEnabledAsync();
            await create.Submit.ClickAsync();
            await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("Running");
            // A page redraws four times a second at most; by its second second the row has been quiet for longer than that.
            await Assertions.Expect(create.Songs.Open.First.Locator("elapsed-time")).ToHaveTextAsync(SomeSeconds());
            await visitor.Page.EvaluateAsync(
                """
                rows => {
                  window.shownAt = new Promise(resolve => new MutationObserver((_, observer) => {
                    if (document.querySelectorAll('article.row-over').length < rows) return;
                    observer.disconnect();
                    resolve(performance.timeOrigin + performance.now());
                  }).observe(document.body, { childList: true, subtree: true }));
                }
                """,
                i);
            var opened = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            gate.SetResult();
            best = Math.Min(best, await visitor.Page.EvaluateAsync<double>("window.shownAt") - opened);
        }

        Figures.Note("provider done to word on the screen", $"{best:0} ms");
        Assert.True(best < DoneToWordMilliseconds, $"{best:0} ms");
    }

    [Theory, InlineData(1280, 800, 8), InlineData(390, 844, 5)]
    public async Task The_library_shows_enough_rows(int width, int height, int rows)
    {
        var site = await DirectAsync();
        site.Vendor.On("POST", "/create", Answer.Json("""{"state":"done"}"""));
        var visitor = await SignUpAsync(new Screen(width, height), site.Site);
        var create = new CreatePage(visitor.Page);
        await visitor.Page.GetByLabel("Model").SelectOptionAsync("Scripted vendor · Script 1");
        for (var i = 1; i <= 5; i++)
        {
            await Assertions.Expect(create.Submit).ToHaveTextAsync("Create · 15 credits");
            await create.PressAsync();
            await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2 * i);
        }

        // With the player at the foot, as it is while one listens.
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        var library = new LibraryPage(visitor.Page);
        await library.OpenAsync();
        await Assertions.Expect(library.Songs.Clips).ToHaveCountAsync(10);
        var inView = await visitor.Page.EvaluateAsync<int>(
            """
            () => {
              const main = document.querySelector('main').getBoundingClientRect();
              return [...document.querySelectorAll('article[data-clip]')].map(row => row.getBoundingClientRect())
                .filter(box => box.top >= main.top - 1 && box.bottom <= Math.min(main.bottom, innerHeight) + 1).length;
            }
            """);
        Figures.Note($"rows in view at {width}x{height}", $"{inView}");
        Assert.True(inView >= rows, $"{inView} rows in view");
    }

    [Theory, InlineData("/w/me/create"), InlineData("/w/me/library"), InlineData("/w/me/credits"), InlineData("/"), InlineData("/account/sign-up")]
    public async Task Nothing_is_wider_than_a_phone_and_zoom_is_allowed(string address)
    {
        var visitor = await SignUpAsync(Screen.Phone);
        await visitor.Page.GotoAsync(address);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
        var viewport = await visitor.Page.Locator("meta[name=viewport]").GetAttributeAsync("content");
        Assert.DoesNotContain("user-scalable", viewport, StringComparison.Ordinal);
        Assert.DoesNotContain("maximum-scale", viewport, StringComparison.Ordinal);
    }

    private async Task<ScriptedSite> DirectAsync()
    {
        var site = await Sites.ScriptedAsync();
        site.Vendor.Clear();
        site.Vendor.On("POST", "/create", Answer.Json("""{"state":"accepted"}"""));
        site.Vendor.On("POST", "/cancel/*", Answer.Json("{}"));
        site.Vendor.On("GET", "/task/*", Answer.Json("""{"state":"working","percent":10}"""));
        return site;
    }

    // The element draws its own clock beside the text that came with the page.
    [GeneratedRegex("0:0[1-9]$")]
    private static partial Regex SomeSeconds();

    private static async Task InViewAsync(ILocator what, int height)
    {
        var box = await what.BoundingBoxAsync();
        Assert.NotNull(box);
        Assert.True(box.Y >= 0 && box.Y + box.Height <= height + 0.5, $"from {box.Y:0} to {box.Y + box.Height:0} on a screen of {height}");
    }
}
