using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>What no form of ours sends, and what people paste into those that are.</summary>
public sealed class BadInputTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task A_description_one_letter_too_long_is_marked_and_not_sent()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.Description.FillAsync(new string('a', 400));
        await Assertions.Expect(create.Submit).ToBeEnabledAsync();
        await create.Description.FillAsync(new string('a', 401));
        await Assertions.Expect(create.Submit).ToBeDisabledAsync();
        await Assertions.Expect(visitor.Page.Locator("#create-description-error")).Not.ToBeEmptyAsync();
        await Assertions.Expect(create.Description).ToHaveValueAsync(new string('a', 401));
        // Past the button: the same verdict from the server, and nothing charged.
        await create.Submit.EvaluateAsync("button => { button.disabled = false; button.click(); }");
        await NothingHappenedAsync(visitor, create);
    }

    [Fact]
    public async Task An_empty_form_says_what_is_missing()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.Description.FillAsync("   ");
        await Assertions.Expect(create.Submit).ToBeDisabledAsync();
        await Assertions.Expect(create.Why).ToContainTextAsync("Describe the song first.");
        await create.CustomAsync();
        await Assertions.Expect(create.Why).ToContainTextAsync("Write lyrics, or switch to Instrumental.");
    }

    [Fact]
    public async Task Markup_emoji_and_right_to_left_text_stay_text()
    {
        const string Title = "<script>window.hit=1</script><b>x</b> 🎵 שלום";
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync(Title, "[Verse]\n<img src=x onerror=\"window.hit=1\"> 🎶\nمرحبا بالعالم {{constructor}}");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.ClipsOf(Title)).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        Assert.False(await visitor.Page.EvaluateAsync<bool>("'hit' in window"));
        Assert.Equal(0, await visitor.Page.Locator("main b, main img:not(.cover-art)").CountAsync());
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await Assertions.Expect(new PlayerBar(visitor.Page).Title).ToHaveTextAsync(Title);
    }

    [Fact]
    public async Task A_forged_model_is_refused_beside_the_field()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await visitor.Page.Locator("#create-model").EvaluateAsync(
            "select => { select.append(new Option('Forged', 'sketch/forged-9')); select.value = 'sketch/forged-9'; select.dispatchEvent(new Event('change', { bubbles: true })); }");
        await Assertions.Expect(visitor.Page.Locator("#create-model-error")).ToHaveTextAsync("Choose a model from the list.");
        await NothingHappenedAsync(visitor, create);
    }

    [Theory, InlineData("-50"), InlineData("1000000"), InlineData("NaN"), InlineData("1e999"), InlineData("")]
    public async Task A_forged_weight_is_refused_beside_the_field_and_costs_nothing(string value)
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("Forged", "[Verse]\nWords");
        await visitor.Page.Locator("#create-weirdness").EvaluateAsync(
            "(input, value) => { input.type = 'text'; input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })); }", value);
        await Assertions.Expect(visitor.Page.Locator("#create-weirdness-error")).Not.ToBeEmptyAsync();
        await NothingHappenedAsync(visitor, create);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var visitor = await VisitAsync();
        await visitor.Page.GotoAsync("/account/sign-up");
        var form = visitor.Context.APIRequest.CreateFormData();
        form.Append("_handler", "sign-up");
        form.Append("Form.Email", "forged@example.com");
        form.Append("Form.Password", SignUpPage.Password);
        var response = await visitor.Context.APIRequest.PostAsync("/account/sign-up", new() { Form = form });
        Assert.Equal(400, response.Status);
    }

    [Theory, InlineData("not an address", SignUpPage.Password), InlineData("short@example.com", "short"), InlineData("", "")]
    public async Task A_sign_up_that_cannot_be_says_why_beside_the_field(string email, string password)
    {
        var visitor = await VisitAsync();
        var door = new SignUpPage(visitor.Page);
        await visitor.Page.GotoAsync("/account/sign-up");
        await door.Email.FillAsync(email);
        await door.PasswordField.FillAsync(password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".field-error").First).Not.ToBeEmptyAsync();
        Assert.Contains("/account/sign-up", visitor.Page.Url, StringComparison.Ordinal);
    }

    private static async Task NothingHappenedAsync(Visitor visitor, CreatePage create)
    {
        await create.OpenAsync();
        await Assertions.Expect(create.Songs.All).ToHaveCountAsync(0);
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("150");
    }
}
