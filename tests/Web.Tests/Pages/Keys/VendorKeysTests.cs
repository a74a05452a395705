using AngleSharp.Dom;
using Bunit;
using Kit;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Vendors;
using MusicWeb.Pages.Admin;
using MusicWeb.Pages.Create;
using MusicWeb.Pages.Keys;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Keys;

/// <summary>Vendors' keys on the page Keys, what the form Create makes of them, and the administrators' check.</summary>
public sealed class VendorKeysTests : ComponentTest
{
    private readonly ScriptedVendor _vendor = new();

    [Fact]
    public async Task A_key_is_entered_tested_shown_by_its_end_and_removed()
    {
        var page = Render<KeysPage>();
        Assert.Contains("what Acme offers cannot be ordered here", page.Find(".vendor").TextContent, StringComparison.Ordinal);
        await Button(page, "Enter a key").ClickAsync();
        Assert.Equal("password", page.Find("#vendor-key-text").GetAttribute("type"));
        page.Find("#vendor-key-text").Change("adas-own-secret-key-1234");
        await page.Find(".dialog-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("…1234", page.Find(".vendor code").TextContent));
        Assert.DoesNotContain("secret-key", page.Markup, StringComparison.Ordinal);
        Assert.Contains("100 credits", page.Find(".vendor-facts").TextContent, StringComparison.Ordinal);

        _vendor.Say(new KeyAnswer.Works(70));
        await Button(page, "Test").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("Acme accepts the key and has 70 credits.", page.Find(".vendor-answer").TextContent));
        page.WaitForAssertion(() => Assert.Contains("Acme had 30 credits fewer than our books", page.Find(".vendor-note").TextContent, StringComparison.Ordinal));
        _vendor.Say(new KeyAnswer.Refused("No active <b>subscription</b>."));
        await Button(page, "Test").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("No active <b>subscription</b>.", page.Find(".vendor q").TextContent));

        await Button(page, "Remove").ClickAsync();
        await page.Find(".vendor .confirm .btn-danger").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("No key", page.Find(".vendor .state").TextContent.Trim()));
    }

    [Fact]
    public async Task What_the_vendor_says_against_a_key_stands_beside_the_field_and_nothing_is_kept()
    {
        _vendor.Say(new KeyAnswer.Refused("Invalid authorization format"));
        var page = Render<KeysPage>();
        await Button(page, "Enter a key").ClickAsync();
        await page.Find(".dialog-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("one word of 8 to 500 characters", page.Find("#vendor-key-error").TextContent, StringComparison.Ordinal));
        page.Find("#vendor-key-text").Change("adas-own-secret-key-1234");
        await page.Find(".dialog-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Acme does not accept this key: Invalid authorization format", page.Find("#vendor-key-error").TextContent));
        Assert.Null(Assert.Single(await App.Get<ListProviderKeys>().RunAsync(App.Ada, Ct)).Key);
    }

    [Fact]
    public async Task The_form_offers_what_a_key_opens_and_says_that_it_pays()
    {
        var panel = await RenderPanelAsync();
        Assert.DoesNotContain(panel.FindAll("#create-model option"), option => option.TextContent.StartsWith("Scripted", StringComparison.Ordinal));
        Assert.Contains("With a key of your own also: Scripted.", panel.Markup, StringComparison.Ordinal);
        Assert.Null((await App.Get<EnterProviderKey>().RunAsync(App.Ada, ScriptedVendor.Name, "adas-own-secret-key-1234", Ct)).Error);
        panel.WaitForAssertion(() => Assert.Contains(panel.FindAll("#create-model option"), option => option.TextContent.StartsWith("Scripted", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_form_says_which_key_pays_and_stops_when_it_is_gone()
    {
        Assert.Null((await App.Get<EnterProviderKey>().RunAsync(App.Ada, ScriptedVendor.Name, "adas-own-secret-key-1234", Ct)).Error);
        var panel = await RenderPanelAsync();
        await panel.Find("#create-model").ChangeAsync("scripted/script-1");
        Assert.Contains("Paid by your Acme key …1234", panel.Find("#create-why").TextContent, StringComparison.Ordinal);
        Assert.Contains("85 credits left afterwards", panel.Find("#create-why").TextContent, StringComparison.Ordinal);
        await App.Get<RemoveProviderKey>().RunAsync(App.Ada, Assert.Single(await App.Get<ListProviderKeys>().RunAsync(App.Ada, Ct)).Key!.Id, Ct);
        panel.WaitForAssertion(() => Assert.Contains("Scripted needs a key", panel.Find("#create-why").TextContent, StringComparison.Ordinal));
        Assert.True(panel.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Administrators_check_a_vendor_with_their_own_key_and_see_it_masked()
    {
        await App.Get<EnterProviderKey>().RunAsync(App.Ada, ScriptedVendor.Name, "adas-own-secret-key-1234", Ct);
        var page = Render<VendorsPage>();
        Assert.True(Button(page, "Check with the installation's key").HasAttribute("disabled"));
        await Button(page, "Check with your own key …1234").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("GET balance\nAuthorization: Bearer …1234", page.Find(".contract-wire pre").TextContent));
        Assert.Contains("As documented", page.Find(".contract-checks").TextContent, StringComparison.Ordinal);
    }

    protected override void AddProviders(IServiceCollection services) =>
        services.AddSingleton(_vendor.Vendor).AddSingleton<IMusicProvider>(new ScriptedProvider(vendor: ScriptedVendor.Name));

    private async Task<IRenderedComponent<CreatePanel>> RenderPanelAsync()
    {
        var opening = (await Services.GetRequiredService<OpenCreate>().RunAsync(FindActor.Me, new CreateAddress(null, null, null), Ct))!;
        return Render<CreatePanel>(parameters => parameters.Add(p => p.Workspace, FindActor.Me).Add(p => p.Opening, opening));
    }

    private static IElement Button(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string text) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == text);
}
