using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;

namespace Core.Tests.Mail;

public sealed class MailWorkerTests
{
    private const string Secret = "https://music.example.org/account/reset?code=secret";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_message_reaches_the_server_once_and_its_text_is_forgotten(DatabaseProvider provider)
    {
        await using var server = new LoopbackMailServer();
        await using var app = await StartAsync(provider, server);
        await PutAsync(app, "ben@example.com", "Your new password\r\nBcc: eve@example.com", $"Follow this link: {Secret}");

        var letter = await server.NextAsync(Ct);
        await UntilAsync(app, mail => mail.SentAt != null);

        Assert.Contains("RCPT TO:<ben@example.com>", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("\nBcc:", letter, StringComparison.Ordinal);
        Assert.Contains("account/reset?code", letter.Replace("=3D", "=", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(server.IsEmpty);
        Assert.Equal("", (await OneAsync(app)).Body);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_server_refuses_for_now_is_sent_later(DatabaseProvider provider)
    {
        await using var server = new LoopbackMailServer();
        server.RefuseOnce("451 try again later");
        await using var app = await StartAsync(provider, server);
        await PutAsync(app, "ben@example.com", "Hello", "text");
        await UntilAsync(app, mail => mail.Error != null);
        Assert.True(server.IsEmpty);

        await app.Clock.UntilTimerAsync(TimeSpan.FromMinutes(2));
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Contains("Hello", await server.NextAsync(Ct), StringComparison.Ordinal);
        await UntilAsync(app, mail => mail.SentAt != null);
        Assert.Equal(2, (await OneAsync(app)).Attempts);
    }

    [Fact]
    public async Task Without_a_server_a_message_becomes_a_file_that_only_the_program_s_user_can_read()
    {
        await using var app = await StartAsync(DatabaseProvider.Sqlite, server: null);
        await PutAsync(app, "ben@example.com", "Your new password", "Follow this link.");
        await UntilAsync(app, mail => mail.SentAt != null);

        var path = Assert.Single(Directory.GetFiles(Path.Combine(app.Store.Folder, "outbox")));
        Assert.Equal("To: ben@example.com\nSubject: Your new password\nDate: Thu, 01 Jan 2026 00:00:00 GMT\n\nFollow this link.\n", await File.ReadAllTextAsync(path, Ct));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task An_address_that_is_none_is_given_up_at_once_and_holds_up_nobody()
    {
        await using var server = new LoopbackMailServer();
        await using var app = await StartAsync(DatabaseProvider.Sqlite, server);
        await PutAsync(app, "not an address", "first", Secret);
        await UntilAsync(app, mail => mail.FailedAt != null);
        Assert.Equal("", (await OneAsync(app)).Body);

        await PutAsync(app, "ben@example.com", "second", "text");
        Assert.Contains("second", await server.NextAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(1, (await app.Get<MailHealth>().RunAsync(Ct)).Failed);
    }

    [Theory, OnBothDatabases]
    public async Task A_write_that_is_refused_sends_nothing(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await app.Writes.RunAsync<int>(db =>
        {
            db.Mail("ben@example.com", "You have won", "", app.Clock.GetUtcNow());
            return Task.FromResult<Result<int>>(Error.NotFound);
        }, Ct);
        await using var read = app.OpenDb();
        Assert.Empty(await read.OutgoingMails.ToListAsync(Ct));
    }

    [Theory]
    [InlineData("Mail:Port must be", "Mail:Port", "0")]
    [InlineData("Mail:From must be", "Mail:Host", "localhost")]
    [InlineData("Mail:User is missing", "Mail:Password", "secret")]
    public async Task Wrong_settings_are_named(string sentence, string key, string value)
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string?> { [key] = value });
        var fault = Assert.Throws<OptionsValidationException>(() => app.Get<IOptions<MailOptions>>().Value);
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_needs_the_address_that_links_lead_to()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string?> { ["Mail:Host"] = "localhost", ["Mail:From"] = "music@example.org" });
        Assert.Contains("Site:PublicUrl", Assert.Throws<OptionsValidationException>(() => app.Get<IOptions<AddressOptions>>().Value).Message, StringComparison.Ordinal);
    }

    // Only the mail worker runs, so that no other timer moves with the clock.
    private static async Task<TestApp> StartAsync(DatabaseProvider provider, LoopbackMailServer? server)
    {
        var settings = server is null ? null : new Dictionary<string, string?>
        {
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{server.Port}",
            ["Mail:Tls"] = "None",
            ["Mail:From"] = "MusicWeb <music@example.org>",
            ["Site:PublicUrl"] = "https://music.example.org",
        };
        var app = await TestApp.StartAsync(provider, settings: settings);
        await app.StartHostedAsync(service => service is MailWorker);
        return app;
    }

    private static async Task PutAsync(TestApp app, string to, string subject, string body) => await app.Writes.RunAsync<int>(db =>
    {
        db.Mail(to, subject, body, app.Clock.GetUtcNow());
        return Task.FromResult<Result<int>>(0);
    }, Ct);

    private static async Task<OutgoingMail> OneAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.OutgoingMails.AsNoTracking().SingleAsync(Ct);
    }

    private static async Task UntilAsync(TestApp app, System.Linq.Expressions.Expression<Func<OutgoingMail, bool>> state)
    {
        await using var db = app.OpenDb();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await db.OutgoingMails.AnyAsync(state, Ct)) await pace.WaitForNextTickAsync(Ct);
    }
}
