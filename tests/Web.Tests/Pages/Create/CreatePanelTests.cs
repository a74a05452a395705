using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Create;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Create;

public sealed class CreatePanelTests : ComponentTest
{
    [Fact]
    public async Task A_first_visit_is_one_press_away_from_a_song()
    {
        var panel = await RenderPanelAsync();
        Assert.Equal(CreateExamples.All[0].Description, panel.Find("#create-description").GetAttribute("value"));
        Assert.Equal("Create · 15 credits", Button(panel).TextContent.Trim());
        Assert.False(Button(panel).HasAttribute("disabled"));
        Assert.Contains("25 credits left afterwards", panel.Find("#create-why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_three_times_makes_one_task_and_the_form_keeps_its_words()
    {
        var panel = await RenderPanelAsync();
        for (var press = 0; press < 3; press++) await panel.Find("form").SubmitAsync();
        Assert.Equal(1, await CountTasksAsync());
        Assert.True(Button(panel).HasAttribute("disabled"));
        Assert.Equal(CreateExamples.All[0].Description, panel.Find("#create-description").GetAttribute("value"));
    }

    [Fact]
    public async Task A_press_tells_the_list_before_the_form_reads_its_own_numbers_again()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: false)); // Without announcements only the press itself reads.
        TaskCompletionSource<int> told = new(), listIsDrawn = new();
        var opening = await OpenAsync();
        var panel = Render<CreatePanel>(parameters => parameters.Add(p => p.Workspace, FindActor.Me).Add(p => p.Opening, opening).Add(p => p.OnEnqueued, async () =>
        {
            told.SetResult(await CountTasksAsync());
            await listIsDrawn.Task;
        }));
        var press = panel.Find("form").SubmitAsync();
        Assert.Equal(1, await told.Task.WaitAsync(Ct));
        panel.Render(_ => { });
        Assert.Equal("On its way", Button(panel).TextContent.Trim());
        Assert.Contains("25 credits left afterwards", panel.Find("#create-why").TextContent, StringComparison.Ordinal);

        listIsDrawn.SetResult(0);
        await press;
        panel.WaitForAssertion(() => Assert.Contains("10 credits left afterwards", panel.Find("#create-why").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_of_ones_own_in_the_words_is_refused_and_rotated_by_one_press()
    {
        var key = (await App.Get<CreateApiKey>().RunAsync(App.Ada, new ApiKeyTerms("radio", CapCredits: null, CapPeriod.Day, Addresses: null), ApiKeyScopes.Create, expiresAt: null, Ct)).Value!;
        var panel = await RenderPanelAsync();
        panel.Find("#create-description").Input($"a song about {key.Text}");
        await panel.Find("form").SubmitAsync();
        Assert.Contains("Your API key \"radio\" stands in this text.", panel.Find("#create-description-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountTasksAsync());

        await panel.Find(".leaked button").ClickAsync();
        var text = panel.Find("#new-key-text").TextContent;
        App.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False((await App.Get<FindKeyActor>().RunAsync(key.Text, System.Net.IPAddress.Loopback, Ct)).IsOk);
        Assert.True((await App.Get<FindKeyActor>().RunAsync(text, System.Net.IPAddress.Loopback, Ct)).IsOk);
    }

    [Fact]
    public async Task After_a_moment_the_same_words_may_be_sent_again()
    {
        var panel = await RenderPanelAsync();
        await panel.Find("form").SubmitAsync();
        App.Clock.Advance(TimeSpan.FromSeconds(2));
        panel.WaitForAssertion(() => Assert.False(Button(panel).HasAttribute("disabled")));
        await panel.Find("form").SubmitAsync();
        Assert.Equal(2, await CountTasksAsync());
    }

    [Theory]
    [InlineData("", "Describe the song first.")]
    [InlineData("   ", "Describe the song first.")]
    public async Task Without_a_description_the_button_says_what_is_missing(string text, string why)
    {
        var panel = await RenderPanelAsync();
        panel.Find("#create-description").Input(text);
        Assert.True(Button(panel).HasAttribute("disabled"));
        Assert.Equal(why, panel.Find("#create-why").TextContent.Trim());
        await panel.Find("form").SubmitAsync();
        Assert.Equal(0, await CountTasksAsync());
    }

    [Theory]
    [InlineData("#create-lyrics", 5000)]
    [InlineData("#create-styles", 1000)]
    [InlineData("#create-negative", 1000)]
    [InlineData("#create-song-title", 80)]
    public async Task One_above_a_limit_is_refused_beside_the_field(string field, int limit)
    {
        var panel = await RenderPanelAsync();
        await panel.Find("#create-custom").ClickAsync();
        panel.Find("#create-lyrics").Input("[Verse]\nrain");
        panel.Find(field).Input(new string('x', limit));
        Assert.False(Button(panel).HasAttribute("disabled"));
        panel.Find(field).Input(new string('x', limit + 1));
        Assert.True(Button(panel).HasAttribute("disabled"));
        Assert.Equal("1 characters too long.", panel.Find($"{field}-error").TextContent);
        await panel.Find("form").SubmitAsync();
        Assert.Equal(0, await CountTasksAsync());
    }

    [Fact]
    public async Task Custom_needs_words_or_for_an_instrumental_a_style()
    {
        var panel = await RenderPanelAsync();
        await panel.Find("#create-custom").ClickAsync();
        Assert.Equal("Write lyrics, or switch to Instrumental.", panel.Find("#create-why").TextContent.Trim());
        await panel.InvokeAsync(() => panel.FindComponent<InstrumentalSwitch>().Instance.ValueChanged.InvokeAsync(true));
        Assert.Empty(panel.FindAll("#create-lyrics"));
        Assert.Equal("Name at least one style.", panel.Find("#create-why").TextContent.Trim());
        await panel.FindAll("[aria-pressed]")[0].ClickAsync();
        Assert.False(Button(panel).HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_refusal_of_the_provider_stands_beside_its_field_and_costs_nothing()
    {
        Provider.Refusal = new Refusal("Description", "Not about {0}.", "<b>rain</b>");
        var panel = await RenderPanelAsync();
        await panel.Find("form").SubmitAsync();
        Assert.Equal("Not about <b>rain</b>.", panel.Find("#create-description-error").TextContent);
        Assert.Equal(0, await CountTasksAsync());
        panel.Find("#create-description").Input("snow");
        Assert.Equal("", panel.Find("#create-description-error").TextContent);
    }

    [Fact]
    public async Task A_model_that_is_not_in_the_list_is_refused_beside_the_list()
    {
        var panel = await RenderPanelAsync();
        panel.Find("#create-model").Change("sketch/sonic-v9");
        Assert.Equal("Choose a model from the list.", panel.Find("#create-model-error").TextContent);
    }

    [Fact]
    public async Task What_a_model_does_not_know_is_neither_shown_nor_sent()
    {
        var panel = await RenderPanelAsync();
        await panel.Find("#create-custom").ClickAsync();
        panel.Find("#create-lyrics").Input("[Verse]\nrain");
        await panel.FindAll("[role=radio]")[1].ClickAsync();
        panel.Find("#create-duration").Input("120");
        panel.Find("#create-model").Change("sketch/plain");
        Assert.Empty(panel.FindAll("#create-duration, [role=radio]"));
        await panel.Find("form").SubmitAsync();
        await using var db = App.OpenDb();
        var request = (await db.Tasks.SingleAsync(Ct)).Request;
        Assert.Equal(("plain", null, null, "[Verse]\nrain"), (request.Model, request.VocalGender, request.DurationSeconds, request.Lyrics));
    }

    [Fact]
    public async Task A_forged_slider_changes_nothing_that_is_sent()
    {
        var panel = await RenderPanelAsync();
        await panel.Find("#create-custom").ClickAsync();
        panel.Find("#create-lyrics").Input("[Verse]\nrain");
        panel.Find("#create-weirdness").Input("NaN");
        panel.Find("#create-style-weight").Input("-40");
        panel.Find("#create-duration").Input("99999");
        Assert.Equal(3, panel.FindAll(".more .field-error").Count(error => error.TextContent.StartsWith("Choose a value between", StringComparison.Ordinal)));
        await panel.Find("form").SubmitAsync();
        await using var db = App.OpenDb();
        var request = (await db.Tasks.SingleAsync(Ct)).Request;
        Assert.Equal((null, null, null), (request.Weirdness, request.StyleWeight, request.DurationSeconds));
    }

    [Fact]
    public async Task What_is_typed_is_kept_half_a_second_later_and_found_again()
    {
        var panel = await RenderPanelAsync();
        panel.Find("#create-description").Input("🎸 rain على tin");
        App.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal("🎸 rain على tin", await SavedAsync());
    }

    [Fact]
    public async Task Leaving_a_field_keeps_it_at_once()
    {
        var panel = await RenderPanelAsync();
        panel.Find("#create-description").Input(Samples.Markup);
        await panel.Find("form").FocusOutAsync();
        Assert.Equal(Samples.Markup, (await OpenAsync()).Form.Description);
        Assert.Empty((await RenderPanelAsync()).FindAll("script, img"));
    }

    [Fact]
    public async Task An_id_that_another_tab_used_is_explained_and_the_next_press_works()
    {
        var panel = await RenderPanelAsync();
        var opening = await OpenAsync();
        await App.Get<EnqueueTask>().RunAsync(App.Ada, opening.NextTaskId, "sketch", new MusicRequest { Op = Ops.Create, Model = "sketch-1", Description = "another" }, retryOfId: null, Ct);
        await panel.InvokeAsync(() => { });
        await panel.Find("form").SubmitAsync();
        App.Clock.Advance(TimeSpan.FromSeconds(2));
        if (await CountTasksAsync() == 1)
        {
            Assert.Contains("sent from another tab", panel.Markup, StringComparison.Ordinal);
            await panel.Find("form").SubmitAsync();
        }

        Assert.Equal(2, await CountTasksAsync());
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<CreatePanel> panel) => panel.Find("button[type=submit]");

    private async Task<CreateOpening> OpenAsync() => (await Services.GetRequiredService<OpenCreate>().RunAsync(FindActor.Me, new CreateAddress(null, null, null), Ct))!;

    // The save runs on the circuit; waiting for its end means asking the circuit.
    private async Task<string> SavedAsync()
    {
        var saved = (await OpenAsync()).Form.Description;
        for (var turn = 0; turn < 200 && saved == CreateExamples.All[0].Description; turn++)
        {
            await Task.Yield();
            saved = (await OpenAsync()).Form.Description;
        }

        return saved;
    }

    private async Task<IRenderedComponent<CreatePanel>> RenderPanelAsync()
    {
        var opening = await OpenAsync();
        return Render<CreatePanel>(parameters => parameters.Add(p => p.Workspace, FindActor.Me).Add(p => p.Opening, opening));
    }

    private async Task<int> CountTasksAsync()
    {
        await using var db = App.OpenDb();
        return await db.Tasks.CountAsync(Ct);
    }
}

public sealed class CreatePanelWithoutCreditsTests : ComponentTest
{
    protected override long StartCredits => 10;

    [Fact]
    public async Task An_administrator_is_shown_the_way_to_credits()
    {
        var panel = await RenderPanelAsync();
        Assert.True(panel.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Equal("This costs 15 credits and 10 are available.", panel.Find("#create-why").TextContent.Trim());
        Assert.Equal("/w/me/credits", panel.Find(".panel-short a").GetAttribute("href"));
    }

    [Fact]
    public async Task Others_are_told_whom_to_ask()
    {
        SignIn(App.Ben, "ben@example.com");
        var panel = await RenderPanelAsync();
        Assert.Equal("Ask an administrator of this installation for credits.", panel.Find(".panel-short").TextContent.Trim());
        Assert.Empty(panel.FindAll(".panel-short a"));
    }

    private async Task<IRenderedComponent<CreatePanel>> RenderPanelAsync()
    {
        var opening = await Services.GetRequiredService<OpenCreate>().RunAsync(FindActor.Me, new CreateAddress(null, null, null), Ct);
        return Render<CreatePanel>(parameters => parameters.Add(p => p.Workspace, FindActor.Me).Add(p => p.Opening, opening!));
    }
}
