using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Pages.Account;

namespace Web.Tests.Pages.Account;

public sealed class AccountFieldTests : BunitContext
{
    [Fact]
    public void A_field_without_a_problem_mentions_none()
    {
        var field = RenderField(hint: null, error: null);
        field.MarkupMatches("""
            <div class="field">
              <label for="email">Email</label>
              <input id="email" name="Form.Email" type="email" autocomplete="username" required />
            </div>
            """);
    }

    [Fact]
    public void Hint_and_problem_are_read_out_with_the_input()
    {
        var field = RenderField(hint: "Your own.", error: "Enter it.");
        var input = field.Find("input");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(["Your own.", "Enter it."], input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find("#" + id).TextContent));
    }

    private IRenderedComponent<AccountField> RenderField(string? hint, string? error)
    {
        Services.AddLocalization();
        return Render<AccountField>(field => field
            .Add(f => f.Id, "email")
            .Add(f => f.Name, "Form.Email")
            .Add(f => f.Label, "Email")
            .Add(f => f.Type, "email")
            .Add(f => f.AutoComplete, "username")
            .Add(f => f.Hint, hint)
            .Add(f => f.Error, error));
    }
}
