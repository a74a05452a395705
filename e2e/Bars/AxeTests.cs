using E2e.Pages;
using E2e.Running;

namespace E2e.Bars;

/// <summary>No violation on any page, dark or light, wide or narrow.</summary>
public sealed class AxeTests(Sites sites) : Journey(sites)
{
    private static readonly string[] _strangers = ["/", "/account/sign-up", "/account/sign-in", "/account/forgot", "/account/reset", "/account/confirm-mail", "/not-found"];

    private static readonly string[] _members =
        ["/w/me/create", "/w/me/library", "/w/me/library?trashed=true", "/w/me/personas", "/w/me/lyrics", "/w/me/lyrics/new", "/w/me/activity", "/w/me/credits", "/teams/new", "/keys", "/settings"];

    [Fact]
    public async Task No_page_of_a_stranger_has_a_violation()
    {
        var visitor = await VisitAsync();
        await CheckBothWidthsAsync(visitor.Page, _strangers, address => visitor.Page.GotoAsync(address));
    }

    [Fact]
    public async Task No_page_of_a_member_has_a_violation()
    {
        var visitor = await SignUpAsync();
        await CheckBothWidthsAsync(visitor.Page, _members, async address =>
        {
            await visitor.Page.GotoAsync(address);
            await visitor.Page.UntilAliveAsync();
        });
    }

    [Fact]
    public async Task The_pages_of_an_accounts_safety_and_the_notices_have_no_violation()
    {
        var visitor = await SignUpAsync(Screen.Phone);
        foreach (var address in new[] { "/account/second-factor", "/account/password", "/account/mail", "/account/passkey", "/account/proof", "/account/leave" })
        {
            await visitor.Page.GotoAsync(address);
            await visitor.Page.AssertNoViolationAsync();
        }

        await visitor.Page.GotoAsync("/settings");
        await visitor.Page.UntilAliveAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Notices" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Nothing yet.")).ToBeVisibleAsync();
        await visitor.Page.AssertNoViolationAsync();
    }

    [Fact]
    public async Task The_page_with_songs_menu_player_and_all_fields_has_no_violation()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.FillShortAsync("Accessible", "[Verse]\nWords for everyone");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Open).ToHaveCountAsync(2);
        await visitor.Page.AssertNoViolationAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await PlayerBar.PlayAsync(create.Songs.Clips.First);
        await Assertions.Expect(new PlayerBar(visitor.Page).Bar).ToBeVisibleAsync();
        await visitor.Page.AssertNoViolationAsync();
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        await visitor.Page.AssertNoViolationAsync();
    }

    [Fact]
    public async Task Dialogs_and_cards_have_no_violation()
    {
        var visitor = await SignUpAsync();
        var (create, personas) = (new CreatePage(visitor.Page), new PersonasPage(visitor.Page));
        await create.FillShortAsync("Accessible");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Presets" }).ClickAsync();
        await Assertions.Expect(PersonasPage.DialogOf(visitor.Page)).ToBeVisibleAsync();
        await visitor.Page.AssertNoViolationAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await create.PressAsync();
        await Assertions.Expect(create.Songs.Clips).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        await create.Songs.MenuItem("Extend").ClickAsync();
        await Assertions.Expect(PersonasPage.DialogOf(visitor.Page)).ToContainTextAsync("left afterwards");
        await visitor.Page.AssertNoViolationAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await create.Songs.OpenMenuAsync(create.Songs.Clips.First);
        await create.Songs.MenuItem("Make persona").ClickAsync();
        await Assertions.Expect(PersonasPage.DialogOf(visitor.Page)).ToBeVisibleAsync();
        await visitor.Page.AssertNoViolationAsync();
        await PersonasPage.DialogOf(visitor.Page).GetByRole(AriaRole.Button, new() { NameRegex = new("^Make it") }).ClickAsync();
        await personas.OpenAsync();
        await Assertions.Expect(personas.Card("Accessible")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.Page.AssertNoViolationAsync();
        await personas.ChooseAsync("Accessible", "Share");
        await Assertions.Expect(PersonasPage.DialogOf(visitor.Page)).ToContainTextAsync("You are in no other workspace yet.");
        await visitor.Page.AssertNoViolationAsync();
    }

    [Fact]
    public async Task The_administrators_credits_page_has_no_violation()
    {
        var admin = await VisitAsync();
        await new SignUpPage(admin.Page).SignInAsync(Sites.AdminEmail);
        await new CreditsPage(admin.Page).OpenAsync();
        await admin.Page.AssertNoViolationAsync();
        await admin.Page.GetByText("As a table").ClickAsync();
        await admin.Page.AssertNoViolationAsync();
        await admin.Page.GotoAsync("/admin/books");
        await admin.Page.UntilAliveAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("Difference")).ToBeVisibleAsync();
        await admin.Page.AssertNoViolationAsync();
    }

    [Fact]
    public async Task The_keys_page_with_its_dialogs_and_a_key_has_no_violation()
    {
        var visitor = await SignUpAsync();
        var keys = new KeysPage(visitor.Page);
        await keys.OpenAsync();
        await keys.StartNewAsync();
        await visitor.Page.AssertNoViolationAsync();
        await keys.FinishNewAsync("radio");
        await visitor.Page.AssertNoViolationAsync();
        await keys.StoreAsync();
        await visitor.Page.AssertNoViolationAsync();
        await visitor.Page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
        await visitor.Page.AssertNoViolationAsync();
    }

    [Fact]
    public async Task A_teams_settings_invitation_and_activity_have_no_violation()
    {
        var visitor = await SignUpAsync();
        var settings = new TeamPage(visitor.Page);
        var team = await settings.CreateAsync("Accessible");
        var link = await settings.InviteAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Change the caps of everybody" }).ClickAsync();
        await visitor.Page.AssertNoViolationAsync();
        await visitor.Page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
        await visitor.Page.AssertNoViolationAsync();
        await settings.Switcher.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await visitor.Page.AssertNoViolationAsync();
        foreach (var place in new[] { "create", "activity" })
        {
            await visitor.Page.GotoAsync($"/w/{team}/{place}");
            await visitor.Page.UntilAliveAsync();
            await visitor.Page.AssertNoViolationAsync();
        }

        var stranger = await VisitAsync(Screen.Phone);
        await stranger.Page.GotoAsync(link);
        await stranger.Page.AssertNoViolationAsync();
        await stranger.Page.GotoAsync("/invite/nobody-made-this");
        await stranger.Page.AssertNoViolationAsync();
    }

    [Fact]
    public async Task The_form_is_filled_in_and_sent_by_keyboard()
    {
        var visitor = await SignUpAsync();
        var create = new CreatePage(visitor.Page);
        await create.Description.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Control+A");
        await visitor.Page.Keyboard.TypeAsync("A calm song about keys");
        await Assertions.Expect(create.Description).ToHaveValueAsync("A calm song about keys");
        await visitor.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(create.Songs.Open).ToHaveCountAsync(2);
        await create.Songs.Open.First.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(create.Songs.Over).ToHaveCountAsync(1);
    }

    // Each address anew in the wide window: what a page keeps from a narrow one is not what this looks for. All are told, not only the first.
    private static async Task CheckBothWidthsAsync(IPage page, IEnumerable<string> addresses, Func<string, Task> openAsync)
    {
        var found = new List<string>();
        foreach (var address in addresses)
        {
            await page.SetViewportSizeAsync(Screen.Desktop.Width, Screen.Desktop.Height);
            await openAsync(address);
            foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
            {
                await page.SetViewportSizeAsync(screen.Width, screen.Height);
                found.AddRange(await page.FindViolationsAsync($"{address} at {screen.Width} px"));
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
