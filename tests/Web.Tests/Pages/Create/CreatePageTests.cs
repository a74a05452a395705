using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Create;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Create;

public sealed class CreatePageTests : ComponentTest
{
    [Fact]
    public async Task Reusing_a_task_fills_the_form_with_its_request_and_cleans_the_address()
    {
        var page = RenderPage(from: (await EnqueueAsync(App.Ada)).ToString());
        Assert.Equal(("[Verse]\n" + Samples.Markup, "shoegaze", "Night drive"), (Value(page, "#create-lyrics"), Value(page, "#create-styles"), Value(page, "#create-song-title")));
        Assert.Equal("true", page.Find("#create-custom").GetAttribute("aria-selected"));
        Assert.Equal("/w/me/create", new Uri(Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery);
        Assert.Empty(page.FindAll("#create-lyrics script, #create-lyrics img"));
    }

    [Fact]
    public async Task A_reused_request_becomes_the_draft_that_a_reload_finds()
    {
        RenderPage(from: (await EnqueueAsync(App.Ada)).ToString());
        App.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var form = (await OpenAsync()).Form;
        for (var turn = 0; turn < 200 && form.Styles.Length == 0; turn++)
        {
            await Task.Yield();
            form = (await OpenAsync()).Form;
        }

        Assert.Equal(("shoegaze", "Night drive"), (form.Styles, form.Title));
    }

    [Fact]
    public async Task Reusing_again_on_the_open_page_replaces_what_was_typed()
    {
        var page = RenderPage(from: null);
        page.Find("#create-description").Input("something else");
        var id = (await EnqueueAsync(App.Ada)).ToString();
        Open(id);
        page.WaitForAssertion(() => Assert.Equal("shoegaze", Value(page, "#create-styles")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an id")]
    [InlineData("0199f0f0-0000-7000-8000-000000000000")]
    public void An_address_that_names_no_task_opens_the_form_as_it_was_left(string from)
    {
        Assert.Equal(CreateExamples.All[0].Description, Value(RenderPage(from), "#create-description"));
    }

    [Fact]
    public async Task Somebody_elses_request_is_not_shown()
    {
        var page = RenderPage(from: (await EnqueueAsync(App.Ben)).ToString());
        Assert.Equal(CreateExamples.All[0].Description, Value(page, "#create-description"));
        Assert.DoesNotContain("shoegaze", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_puts_its_task_on_top_of_the_list_beside_the_form()
    {
        var page = RenderPage(from: null);
        Assert.Empty(page.FindAll(".row-open"));
        await page.Find("form.panel").SubmitAsync();
        Assert.Equal(2, page.FindAll(".row-open").Count);
    }

    private static string? Value(IRenderedComponent<CreatePage> page, string field) => page.Find(field).GetAttribute("value");

    private async Task<CreateOpening> OpenAsync() => (await Services.GetRequiredService<OpenCreate>().RunAsync(FindActor.Me, new CreateAddress(null, null, null), Ct))!;

    private async Task<Guid> EnqueueAsync(Actor actor)
    {
        var id = Guid.CreateVersion7(App.Clock.GetUtcNow());
        var request = new MusicRequest { Op = Ops.Create, Model = "sketch-1", Lyrics = "[Verse]\n" + Samples.Markup, Styles = "shoegaze", Title = "Night drive" };
        return (await App.Get<EnqueueTask>().RunAsync(actor, id, "sketch", request, retryOfId: null, Ct)).Value;
    }

    private IRenderedComponent<CreatePage> RenderPage(string? from)
    {
        Open(from);
        return Render<CreatePage>(parameters => parameters.Add(p => p.Workspace, FindActor.Me));
    }

    private void Open(string? from) =>
        Services.GetRequiredService<NavigationManager>().NavigateTo(from is null ? "/w/me/create" : $"/w/me/create?from={Uri.EscapeDataString(from)}");
}
