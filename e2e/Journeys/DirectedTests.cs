using E2e.Pages;
using E2e.Running;
using FakeProviders;

namespace E2e.Journeys;

/// <summary>What a person sees when the provider takes its time, fails or is done, at moments that the test chooses.</summary>
[Collection(nameof(DirectedTests))]
public sealed class DirectedTests(Sites sites) : Journey(sites)
{
    private static readonly Answer _accepted = Answer.Json("""{"state":"accepted"}""");
    private static readonly Answer _done = Answer.Json("""{"state":"done"}""");

    private static Answer Working(int percent) => Answer.Json($$"""{"state":"working","percent":{{percent}}}""");

    private async Task<(ScriptedSite Site, Visitor Visitor, CreatePage Create)> StartAsync()
    {
        var site = await Sites.ScriptedAsync();
        site.Vendor.Clear();
        site.Vendor.On("POST", "/create", _accepted);
        site.Vendor.On("POST", "/cancel/*", Answer.Json("{}"));
        site.Vendor.On("GET", "/task/*", Working(43));
        var visitor = await SignUpAsync(site: site.Site);
        var create = new CreatePage(visitor.Page);
        await visitor.Page.GetByLabel("Model").SelectOptionAsync("Scripted vendor · Script 1");
        return (site, visitor, create);
    }

    [Fact]
    public async Task A_reload_in_the_middle_keeps_the_state_and_the_end_comes_by_itself()
    {
        var (site, visitor, create) = await StartAsync();
        await create.PressAsync();
        await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("43 %");
        await visitor.Page.ReloadAsync();
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("43 %");
        await Assertions.Expect(create.Songs.Open).ToHaveCountAsync(2);
        site.Vendor.On("GET", "/task/*", Working(80));
        await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("80 %");
        site.Vendor.On("GET", "/task/*", _done);
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2);
        await Assertions.Expect(create.Songs.Open).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_failed_song_stays_with_its_cause_and_its_credits_come_back()
    {
        var (site, visitor, create) = await StartAsync();
        var credits = new CreditsPage(visitor.Page);
        site.Vendor.On("GET", "/task/*", Answer.Json("""{"state":"failed","reason":"The vendor ran out of strings."}"""));
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Over).ToHaveCountAsync(1);
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("Failed");
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("The vendor ran out of strings.");
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("15 credits returned");
        await Assertions.Expect(create.Songs.Over.GetByText("Edit", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(credits.Chip).ToContainTextAsync("150");
        await visitor.Page.ReloadAsync();
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("The vendor ran out of strings.");

        site.Vendor.On("GET", "/task/*", _done);
        await create.Songs.Over.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2);
        await Assertions.Expect(create.Songs.Over).ToHaveCountAsync(1);
        await Assertions.Expect(credits.Chip).ToContainTextAsync("135");
    }

    [Fact]
    public async Task A_refused_song_says_why_and_costs_nothing()
    {
        var (site, visitor, create) = await StartAsync();
        site.Vendor.On("POST", "/create", Answer.Json("""{"state":"refused","reason":"This vendor sings no sea shanties."}"""));
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("This vendor sings no sea shanties.");
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("150");
    }

    [Fact]
    public async Task Three_clicks_make_one_task()
    {
        var (site, visitor, create) = await StartAsync();
        // Three in one turn of the browser's own loop: nothing the server says can lock the button in between.
        await create.Submit.EvaluateAsync("button => { button.click(); button.click(); button.click(); }");
        await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("43 %");
        await visitor.Page.ReloadAsync();
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(create.Songs.Open).ToHaveCountAsync(2);
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("135");
        Assert.Single(site.Vendor.Asked, asked => asked.Path == "/create");
    }

    [Fact]
    public async Task Two_tabs_show_the_same_without_a_reload()
    {
        var (site, visitor, create) = await StartAsync();
        var tab = await visitor.OpenTabAsync();
        var (library, credits) = (new LibraryPage(tab), new CreditsPage(tab));
        await library.OpenAsync();
        await create.PressAsync();
        await Assertions.Expect(library.Songs.Open).ToHaveCountAsync(2);
        await Assertions.Expect(SongList.StateOf(library.Songs.Open.First)).ToContainTextAsync("43 %");
        await Assertions.Expect(credits.Chip).ToContainTextAsync("135", new() { Timeout = 1_000 });
        site.Vendor.On("GET", "/task/*", _done);
        await Assertions.Expect(library.Songs.Clips).ToHaveCountAsync(2);
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2);
        await Assertions.Expect(credits.Chip).Not.ToContainTextAsync("held");
    }

    [Fact]
    public async Task Cancelling_tells_the_vendor_too()
    {
        var (site, _, create) = await StartAsync();
        await create.PressAsync();
        await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("43 %");
        await create.Songs.Open.First.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(create.Songs.Over).ToContainTextAsync("Cancelled");
        Assert.Contains(site.Vendor.Asked, asked => asked.Path.StartsWith("/cancel/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Songs_are_renamed_trashed_and_brought_back()
    {
        var (site, visitor, create) = await StartAsync();
        site.Vendor.On("GET", "/task/*", _done);
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2);
        var library = new LibraryPage(visitor.Page);
        await library.OpenAsync();
        await library.Songs.RenameAsync(library.Songs.Clips.First, "A better name");
        await Assertions.Expect(library.Songs.ClipsOf("A better name")).ToHaveCountAsync(1);
        await visitor.Page.ReloadAsync();
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(library.Songs.ClipsOf("A better name")).ToHaveCountAsync(1);

        await library.Songs.TrashAsync(library.Songs.ClipsOf("A better name"));
        await Assertions.Expect(library.Songs.Clips).ToHaveCountAsync(1);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(library.Songs.Clips).ToHaveCountAsync(2);

        await library.Songs.TrashAsync(library.Songs.ClipsOf("A better name"));
        await Assertions.Expect(library.Songs.Clips).ToHaveCountAsync(1);
        await library.OpenTrashAsync();
        await Assertions.Expect(library.Songs.ClipsOf("A better name")).ToHaveCountAsync(1);
        await library.Songs.Clips.First.GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Assertions.Expect(library.Songs.Clips).ToHaveCountAsync(0);
        await library.OpenAsync();
        await Assertions.Expect(library.Songs.Clips).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_library_is_filtered_by_its_address()
    {
        var (site, visitor, create) = await StartAsync();
        await create.PressAsync();
        await Assertions.Expect(SongList.StateOf(create.Songs.Open.First)).ToContainTextAsync("43 %");
        var library = new LibraryPage(visitor.Page);
        await library.OpenAsync();
        await library.FilterAsync("Done");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing matches this filter" })).ToBeVisibleAsync();
        Assert.Contains("status=", visitor.Page.Url, StringComparison.OrdinalIgnoreCase);
        await visitor.Page.GoBackAsync();
        await Assertions.Expect(library.Songs.Open).ToHaveCountAsync(2);
        site.Vendor.On("GET", "/task/*", _done);
        await Assertions.Expect(library.Songs.Clips).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Nobody_else_sees_any_of_it()
    {
        var (site, visitor, create) = await StartAsync();
        site.Vendor.On("GET", "/task/*", _done);
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2);
        var media = (await create.Songs.Clips.First.GetAttributeAsync("data-src"))!;
        var task = (await visitor.Page.GetByRole(AriaRole.Article).First.GetAttributeAsync("data-clip"))!;
        var reuse = await ReuseAddressAsync(visitor.Page, create);
        var own = await visitor.Context.APIRequest.GetAsync(media);
        Assert.Equal(200, own.Status);

        var other = await SignUpAsync(site: site.Site);
        await Assertions.Expect(new CreatePage(other.Page).Songs.All).ToHaveCountAsync(0);
        foreach (var address in new[] { media, $"{media}?download", $"/media/{task}" })
        {
            Assert.Equal(404, (await other.Context.APIRequest.GetAsync(address)).Status);
            Assert.Equal(404, (await other.Context.APIRequest.FetchAsync(address, new() { Method = "HEAD" })).Status);
        }

        // The settings of another's task, a workspace of another: as if they did not exist.
        await new CreatePage(other.Page).Description.FillAsync("Something of my own");
        await other.Page.GotoAsync(reuse);
        await other.Page.UntilAliveAsync();
        Assert.Equal(404, (await other.Context.APIRequest.GetAsync($"/w/{task}/library")).Status);
        await Assertions.Expect(new CreatePage(other.Page).Songs.All).ToHaveCountAsync(0);

        var stranger = await VisitAsync(site: site.Site);
        Assert.NotEqual(200, (await stranger.Context.APIRequest.GetAsync(media, new() { MaxRedirects = 0 })).Status);
    }

    private static async Task<string> ReuseAddressAsync(IPage page, CreatePage create)
    {
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        var address = await create.Songs.MenuItem("Reuse settings").GetAttributeAsync("href");
        await page.Keyboard.PressAsync("Escape");
        return address!;
    }
}

/// <summary>They share one vendor, so one directs at a time.</summary>
[CollectionDefinition(nameof(DirectedTests))]
public sealed class DirectedCollection;
