using Bunit;
using Kit;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Vendors;
using MusicWeb.Pages.Create;
using MusicWeb.Pages.Keys;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Keys;

/// <summary>A vendor that does not tell what a key has left.</summary>
public sealed class UnlimitedKeyTests : ComponentTest
{
    private readonly ScriptedVendor _vendor = new(tellsBalance: false);

    [Fact]
    public async Task The_page_and_the_form_say_that_there_is_no_limit_here()
    {
        _vendor.Say(new KeyAnswer.Works(Credits: null));
        Assert.Null((await App.Get<EnterProviderKey>().RunAsync(App.Ada, ScriptedVendor.Name, "adas-own-secret-key-1234", Ct)).Error);
        var page = Render<KeysPage>();
        Assert.Contains("none here", page.Find(".vendor-facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("Acme does not tell what a key has left.", page.Find(".vendor-hint").TextContent, StringComparison.Ordinal);
        await page.FindAll("button").First(button => button.TextContent.Trim() == "Test").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("Acme accepts the key: it answered a question that costs nothing. What is left on it, Acme does not tell.", page.Find(".vendor-answer").TextContent));

        var opening = (await Services.GetRequiredService<OpenCreate>().RunAsync(FindActor.Me, new CreateAddress(null, null, null), Ct))!;
        var panel = Render<CreatePanel>(parameters => parameters.Add(p => p.Workspace, FindActor.Me).Add(p => p.Opening, opening));
        await panel.Find("#create-model").ChangeAsync("scripted/script-1");
        Assert.Contains("Paid by your Acme key …1234", panel.Find("#create-why").TextContent, StringComparison.Ordinal);
        Assert.Contains("Acme does not tell what is left", panel.Find("#create-why").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("left afterwards", panel.Find("#create-why").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".panel-short"));
    }

    protected override void AddProviders(IServiceCollection services) =>
        services.AddSingleton(_vendor.Vendor).AddSingleton<IMusicProvider>(new ScriptedProvider(vendor: ScriptedVendor.Name));
}
