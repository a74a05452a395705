using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Pages.Create;

namespace Web.Tests.Pages.Workspaces;

/// <summary>The foot of the Create form in a team.</summary>
public sealed class PayerTests : TeamTest
{
    [Fact]
    public async Task Who_pays_is_chosen_in_the_foot_and_remembered()
    {
        await StartTeamAsync();
        var panel = await RenderPanelAsync();
        Assert.Contains("85 credits left afterwards", panel.Find("#create-why").TextContent, StringComparison.Ordinal);
        await panel.Find("#create-payer").ChangeAsync("me");
        panel.WaitForAssertion(() => Assert.Contains("25 credits left afterwards", panel.Find("#create-why").TextContent, StringComparison.Ordinal));
        Assert.Equal("me", (await RenderPanelAsync()).Find("#create-payer").GetAttribute("value"));
    }

    [Fact]
    public async Task A_cap_set_elsewhere_stops_the_button_with_its_name()
    {
        await StartTeamAsync();
        var panel = await RenderPanelAsync();
        Assert.False(panel.Find("button[type=submit]").HasAttribute("disabled"));
        await App.Get<SetMemberCap>().RunAsync(Ada, Ada.UserId, CapTerms.None with { HardMonthCredits = 10 }, Ct);
        panel.WaitForAssertion(() => Assert.Contains("you have spent 0 of the 10 that you may spend of this team's credits a month", panel.Find("#create-why").TextContent, StringComparison.Ordinal));
        Assert.True(panel.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Equal("2026-02-01T00:00:00Z", panel.Find("#create-why time").GetAttribute("datetime"));
    }

    [Fact]
    public async Task A_member_who_became_a_viewer_cannot_press_any_more()
    {
        await StartTeamAsync();
        SignIn(App.Ben, "ben@example.com");
        var panel = await RenderPanelAsync();
        await App.Get<ChangeRole>().RunAsync(Ada, Ben.UserId, Role.Viewer, Ct);
        panel.WaitForAssertion(() => Assert.Contains("listen in this workspace, but not create", panel.Find("#create-why").TextContent, StringComparison.Ordinal));
        Assert.Empty(panel.FindAll("#create-payer"));
    }

    [Fact]
    public async Task A_member_who_was_taken_out_cannot_press_any_more()
    {
        await StartTeamAsync();
        SignIn(App.Ben, "ben@example.com");
        var panel = await RenderPanelAsync();
        Assert.False(panel.Find("button[type=submit]").HasAttribute("disabled"));
        await App.Get<RemoveMember>().RunAsync(Ada, Ben.UserId, Ct);
        panel.WaitForAssertion(() => Assert.True(panel.Find("button[type=submit]").HasAttribute("disabled")));
        Assert.Equal("You are no longer in this workspace.", panel.Find("#create-why").TextContent.Trim());
    }

    private async Task<IRenderedComponent<CreatePanel>> RenderPanelAsync()
    {
        var opening = await Services.GetRequiredService<OpenCreate>().RunAsync(Workspace, new CreateAddress(null, null, null), Ct);
        return Render<CreatePanel>(parameters => parameters.Add(p => p.Workspace, Workspace).Add(p => p.Opening, opening!));
    }
}
