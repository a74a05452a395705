using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Core.Tests.Accounts;

public sealed class ForgetOldTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Read_notices_and_left_sessions_go_when_their_time_is_over_and_nothing_else(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, settings: new Dictionary<string, string?> { ["Accounts:KeepDays"] = "30" });
        await NotifyAsync(app, ForgetOld.BatchSize + 1, "read");
        await app.Get<ReadNotices>().RunAsync(app.Ben.UserId, null, Ct);
        await NotifyAsync(app, 1, "old, not read");
        await OpenSessionAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await app.Get<ForgetOld>().RunAsync(Ct));

        await NotifyAsync(app, 1, "new");
        await app.Get<ReadNotices>().RunAsync(app.Ben.UserId, (await NoticesAsync(app)).Single(notice => notice.Text == "new").Id, Ct);
        var used = await OpenSessionAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(ForgetOld.BatchSize + 2, await app.Get<ForgetOld>().RunAsync(Ct));
        Assert.Equal(["new", "old, not read"], (await NoticesAsync(app)).Select(notice => notice.Text).Order());
        await using var db = app.OpenDb();
        Assert.Equal([used], await db.Sessions.Select(session => session.Id).ToListAsync(Ct));
    }

    [Theory]
    [InlineData("29")]
    [InlineData("3651")]
    public async Task Days_out_of_bounds_are_refused_by_name(string days)
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string?> { ["Accounts:KeepDays"] = days });
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => app.Get<ForgetOld>().RunAsync(Ct));
        Assert.Contains("Accounts:KeepDays", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task NotifyAsync(TestApp app, int count, string text) => await app.Writes.RunAsync<int>(db =>
    {
        for (var i = 0; i < count; i++) db.Notify(app.Ben.UserId, NoticeKind.Workspace, app.Clock.GetUtcNow(), link: null, text);
        return Task.FromResult<Result<int>>(count);
    }, Ct);

    private static async Task<IReadOnlyList<Notice>> NoticesAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.Notices.AsNoTracking().ToListAsync(Ct);
    }

    private static async Task<Guid> OpenSessionAsync(TestApp app) => (await app.Get<OpenSession>().RunAsync(app.Ben.UserId, "10.0.0.1", "Firefox on Linux", Ct)).Value;
}
