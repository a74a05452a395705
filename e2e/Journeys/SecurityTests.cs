using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using E2e.Pages;
using E2e.Running;

namespace E2e.Journeys;

/// <summary>What keeps an account its owner's: links by mail, codes, passkeys, sessions; and the ways to take one's data along and to leave.</summary>
public sealed partial class SecurityTests(Sites sites) : Journey(sites)
{
    [Fact]
    public async Task A_forgotten_password_is_replaced_by_the_link_in_the_outbox()
    {
        var visitor = await VisitAsync();
        var email = await new SignUpPage(visitor.Page).SignUpAsync();
        var other = await VisitAsync();
        await other.Page.GotoAsync("/account/forgot");
        await other.Page.GetByLabel("Email").FillAsync(email);
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is on its way");

        await other.Page.GotoAsync(new Uri(Link().Match(await MailAsync(other.Site, email)).Value).PathAndQuery);
        await other.Page.GetByLabel("New password").FillAsync("snow on a tin roof");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your password is changed");

        await visitor.Page.UntilAtAsync("/account/sign-in.*"); // The open page of before goes there by itself.
        await visitor.Page.GetByLabel("Email").FillAsync(email);
        await visitor.Page.GetByLabel("Password").FillAsync("snow on a tin roof");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await visitor.Page.UntilAtAsync("/w/me/create.*");
    }

    [Fact]
    public async Task A_second_factor_is_turned_on_and_asked_for()
    {
        var visitor = await VisitAsync();
        var email = await new SignUpPage(visitor.Page).SignUpAsync();
        await visitor.Page.GotoAsync("/account/second-factor");
        var key = await visitor.Page.Locator("#totp-key").InnerTextAsync();
        await visitor.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(CodeOf(key, ahead: 0));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);

        var other = await VisitAsync();
        await other.Page.GotoAsync("/account/sign-in");
        await other.Page.GetByLabel("Email").FillAsync(email);
        await other.Page.GetByLabel("Password").FillAsync(SignUpPage.Password);
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await other.Page.UntilAtAsync("/account/code.*");
        // A step ahead, which a clock may be: the code that enrolled is used up.
        await other.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(CodeOf(key, ahead: 1));
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await other.Page.UntilAtAsync("/w/me/create.*");
    }

    [Fact]
    public async Task A_passkey_is_added_and_opens_the_account_without_a_password()
    {
        var visitor = await VisitAsync();
        // A passkey belongs to a domain name; an address of numbers is none.
        var site = $"http://localhost:{visitor.Site.Address.Port}";
        var authenticator = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await authenticator.SendAsync("WebAuthn.enable");
        await authenticator.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await visitor.Page.GotoAsync($"{site}/account/sign-up");
        var email = $"{Guid.CreateVersion7():N}@example.com";
        await visitor.Page.GetByLabel("Email").FillAsync(email);
        await visitor.Page.GetByLabel("Password").FillAsync(SignUpPage.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await visitor.Page.UntilAtAsync("/w/me/create.*");

        await visitor.Page.GotoAsync($"{site}/account/passkey");
        await visitor.Page.GetByLabel("Name").FillAsync("My laptop");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await visitor.Page.UntilAtAsync("/settings");
        await Assertions.Expect(visitor.Page.GetByLabel("Name of the passkey")).ToHaveValueAsync("My laptop");

        await visitor.Context.ClearCookiesAsync();
        await visitor.Page.GotoAsync($"{site}/account/sign-in");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await visitor.Page.UntilAtAsync("/w/me/create");
        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Account of {email}" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_everywhere_else_ends_the_open_page_of_another_browser()
    {
        var here = await VisitAsync();
        var email = await new SignUpPage(here.Page).SignUpAsync();
        var there = await VisitAsync();
        await new SignUpPage(there.Page).SignInAsync(email);
        await here.Page.GotoAsync("/settings");
        await here.Page.UntilAliveAsync();

        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();

        await there.Page.UntilAtAsync("/account/sign-in.*");
        await Assertions.Expect(here.Page.GetByRole(AriaRole.Heading, new() { Name = "Settings" })).ToBeVisibleAsync();
        await Assertions.Expect(here.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Everything_can_be_taken_along_before_an_account_is_deleted()
    {
        var visitor = await VisitAsync();
        var email = await new SignUpPage(visitor.Page).SignUpAsync();
        await visitor.Page.GotoAsync("/settings");
        await visitor.Page.UntilAliveAsync();
        var saved = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Download everything" }).ClickAsync());
        await using (var zip = await ZipFile.OpenReadAsync(await saved.PathAsync(), Cancelled))
        {
            Assert.Contains("account.json", zip.Entries.Select(entry => entry.FullName));
            using var account = new StreamReader(await zip.GetEntry("account.json")!.OpenAsync(Cancelled));
            Assert.Contains(email, await account.ReadToEndAsync(Cancelled), StringComparison.Ordinal);
        }

        await visitor.Page.GotoAsync("/account/leave");
        await visitor.Page.GetByLabel("Type your mail address").FillAsync(email);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your account is deleted");
        await visitor.Page.GotoAsync("/w/me/create");
        await visitor.Page.UntilAtAsync("/account/sign-in.*");
    }

    private static async Task<string> MailAsync(SiteProcess site, string to)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            foreach (var file in Directory.Exists(site.Outbox) ? Directory.GetFiles(site.Outbox, "*.txt") : [])
            {
                var text = await File.ReadAllTextAsync(file, Cancelled);
                if (text.StartsWith($"To: {to}\n", StringComparison.Ordinal)) return text;
            }
        }
        while (await pace.WaitForNextTickAsync(Cancelled));
        throw new InvalidOperationException("The outbox was not looked at any more.");
    }

    // What an authenticator app does with the key (RFC 6238), written down here once more so that the product is not tested by itself.
    [SuppressMessage("Security", "CA5350", Justification = "The protocol's own hash.")]
    private static string CodeOf(string key, int ahead)
    {
        var bits = string.Concat(key.Where(char.IsLetterOrDigit).Select(c => Convert.ToString("abcdefghijklmnopqrstuvwxyz234567".IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + ahead);
        var hash = HMACSHA1.HashData(secret, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();
}
