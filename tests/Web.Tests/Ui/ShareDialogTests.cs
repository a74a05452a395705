using Bunit;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class ShareDialogTests : ComponentTest
{
    [Fact]
    public async Task Sharing_changing_the_right_and_revoking_happen_in_place()
    {
        var id = await App.AddPersonaAsync(App.Ada);
        var team = await App.TeamAsync("Band", (App.Ben, Role.Owner), (App.Ada, Role.Member));
        var dialog = RenderDialog(id);
        Assert.Equal(["Band"], dialog.FindAll("#share-with option").Select(option => option.TextContent));
        await dialog.Find("form").SubmitAsync();
        Assert.Equal(ShareRight.Use, await RightAsync(team, id));
        Assert.Empty(dialog.FindAll("#share-with"));

        await dialog.Find(".dialog-list select").ChangeAsync("Manage");
        Assert.Equal(ShareRight.Manage, await RightAsync(team, id));
        await dialog.Find(".dialog-list .btn").ClickAsync();
        Assert.Null(await RightAsync(team, id));
        Assert.Equal("“Band” has it no longer.", dialog.Find("[role=status]").TextContent);
        Assert.Single(dialog.FindAll("#share-with option"));
    }

    [Fact]
    public async Task Whoever_is_nowhere_else_is_told_so()
    {
        var dialog = RenderDialog(await App.AddPersonaAsync(App.Ada));
        Assert.Contains("You are in no other workspace yet.", dialog.Markup, StringComparison.Ordinal);
    }

    private async Task<ShareRight?> RightAsync(Actor team, Guid id) => (await App.Get<PersonaList>().FindAsync(team, id, Ct))?.Belonging.Right;

    private IRenderedComponent<ShareDialog<Persona>> RenderDialog(Guid id) => Render<ShareDialog<Persona>>(parameters => parameters
        .Add(d => d.Workspace, "me").Add(d => d.SubjectId, id).Add(d => d.Name, "Night owl").Add(d => d.OnClose, () => { }));
}
