using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>Many presses at the same moment, from one person's many tabs.</summary>
public sealed class ParallelCreatesTests(Sites sites) : Journey(sites)
{
    private const int Tabs = 20;

    [Fact]
    public async Task Twenty_creates_at_once_with_credits_for_one_make_one_song()
    {
        var visitor = await SignUpAsync(site: await Sites.PoorAsync());
        List<CreatePage> forms = [];
        for (var i = 1; i <= Tabs; i++)
        {
            var form = new CreatePage(await visitor.OpenTabAsync());
            await form.OpenAsync();
            await form.Description.FillAsync($"Rain on a tin roof, song number {i}");
            await Assertions.Expect(form.Submit).ToBeEnabledAsync();
            forms.Add(form);
        }

        await Task.WhenAll(forms.Select(form => form.Submit.EvaluateAsync("button => button.click()")));

        // A task stands there with a row for each of its two takes, in every tab.
        foreach (var form in forms) await Assertions.Expect(form.Songs.Open).ToHaveCountAsync(2);
        await visitor.Page.GotoAsync("/w/me/credits");
        await Assertions.Expect(visitor.Page.Locator("table.ledger tbody tr").Filter(new() { HasText = "Held" })).ToHaveCountAsync(1);
        await Assertions.Expect(visitor.Page.Locator(".balance-number")).ToHaveTextAsync("5");
    }
}
