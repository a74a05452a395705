using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;
using MusicWeb.Core.Mail;

namespace Core.Tests.Accounts;

public sealed class NoticeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_notice_rings_at_its_person_and_is_counted_until_it_is_read(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var heard = new TaskCompletionSource<Announcement>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ear = app.Get<ILiveBus>().Subscribe($"user:{app.Ben.UserId}", announcement =>
        {
            if (announcement.Kind == LiveKinds.Notices) heard.TrySetResult(announcement);
        });

        await NotifyAsync(app, app.Ben, "“{0}” is ready.", "Night drive");

        if (provider is DatabaseProvider.Sqlite) await heard.Task.WaitAsync(Ct);
        var notices = app.Get<NoticeList>();
        var notice = Assert.Single((await notices.PageAsync(app.Ben.UserId, null, 10, Ct)).Items);
        Assert.Equal(("“{0}” is ready.", "Night drive", 1), (notice.Text, Assert.Single(notice.Arguments), await notices.CountUnreadAsync(app.Ben.UserId, Ct)));
        Assert.Equal(0, await notices.CountUnreadAsync(app.Ada.UserId, Ct));

        Assert.Equal(0, await app.Get<ReadNotices>().RunAsync(app.Ada.UserId, notice.Id, Ct)); // Somebody else's.
        Assert.Equal(1, await app.Get<ReadNotices>().RunAsync(app.Ben.UserId, notice.Id, Ct));
        Assert.Equal(0, await app.Get<ReadNotices>().RunAsync(app.Ben.UserId, notice.Id, Ct));
        Assert.Equal(0, await notices.CountUnreadAsync(app.Ben.UserId, Ct));
    }

    [Theory, OnBothDatabases]
    public async Task Pages_of_notices_have_each_one_once_and_reading_all_leaves_others_alone(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        for (var i = 0; i < 7; i++)
        {
            await NotifyAsync(app, app.Ben, "Number {0}", $"{i}");
            if (i % 2 == 0) app.Clock.Advance(TimeSpan.FromSeconds(1)); // Some of the same moment.
        }

        await NotifyAsync(app, app.Ada, "Hers");
        List<Notice> all = [];
        Cursor? at = null;
        do
        {
            var page = await app.Get<NoticeList>().PageAsync(app.Ben.UserId, at, 3, Ct);
            all.AddRange(page.Items);
            at = page.Next;
        }
        while (at is not null);

        Assert.Equal(7, all.Select(notice => notice.Id).Distinct().Count());
        Assert.Equal(all.OrderByDescending(notice => notice.CreatedAt).Select(notice => notice.CreatedAt), all.Select(notice => notice.CreatedAt));
        Assert.Equal(7, await app.Get<ReadNotices>().RunAsync(app.Ben.UserId, null, Ct));
        Assert.Equal(1, await app.Get<NoticeList>().CountUnreadAsync(app.Ada.UserId, Ct));
    }

    [Theory, OnBothDatabases]
    public async Task Low_credits_are_told_once_and_again_only_after_a_refill(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 40);
        await HoldAsync(app, 20);
        Assert.Empty(await ToldAsync(app));
        await HoldAsync(app, 10); // 10 left, below 15.
        await HoldAsync(app, 5);
        Assert.Equal(["10"], await ToldAsync(app));

        await app.Get<GiveCredits>().RunAsync(app.Ada, Guid.CreateVersion7(), "ben@example.com", 100, "refill", expiresAt: null, Ct);
        await HoldAsync(app, 95);
        Assert.Equal(["10", "10"], await ToldAsync(app));

        await using var db = app.OpenDb();
        var mails = await db.OutgoingMails.ToListAsync(Ct);
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Equal(("ben@example.com", "Your MusicWeb credits are running low"), (mail.To, mail.Subject)));
    }

    [Theory, OnBothDatabases]
    public async Task Who_wants_no_word_of_low_credits_gets_none(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 40);
        var saved = await app.Get<SaveNoticeSettings>().RunAsync(app.Ben.UserId, new NoticeSettings { UserId = app.Ada.UserId, LowCredits = 0, PlaysSound = true }, Ct);
        Assert.True(saved.Value);
        await HoldAsync(app, 40);

        Assert.Empty(await ToldAsync(app));
        var (bens, adas) = (await app.Get<FindNoticeSettings>().RunAsync(app.Ben.UserId, Ct), await app.Get<FindNoticeSettings>().RunAsync(app.Ada.UserId, Ct));
        Assert.Equal((0, true), (bens.LowCredits, bens.PlaysSound));
        Assert.Equal((NoticeSettings.DefaultLowCredits, false), (adas.LowCredits, adas.PlaysSound));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    [InlineData(long.MaxValue)]
    public async Task A_threshold_out_of_bounds_is_refused(long credits)
    {
        await using var app = await TestApp.StartAsync();
        var saved = await app.Get<SaveNoticeSettings>().RunAsync(app.Ben.UserId, new NoticeSettings { UserId = app.Ben.UserId, LowCredits = credits }, Ct);
        Assert.Equal(("invalid_threshold", "LowCredits"), (saved.Error?.Code, saved.Error?.Field));
    }

    [Fact]
    public async Task Whoever_is_given_credits_hears_of_it_unless_he_gave_them_himself()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<GiveCredits>().RunAsync(app.Ada, Guid.CreateVersion7(), "ben@example.com", 1500, "well done", expiresAt: null, Ct);
        await app.Get<GiveCredits>().RunAsync(app.Ada, Guid.CreateVersion7(), "ada@example.com", 5, "for me", expiresAt: null, Ct);

        var notice = Assert.Single((await app.Get<NoticeList>().PageAsync(app.Ben.UserId, null, 10, Ct)).Items);
        Assert.Equal((NoticeKind.CreditsGiven, "1,500", "well done"), (notice.Kind, notice.Arguments[0], notice.Arguments[1]));
        Assert.Empty((await app.Get<NoticeList>().PageAsync(app.Ada.UserId, null, 10, Ct)).Items);
    }

    private static async Task NotifyAsync(TestApp app, Actor to, string text, params string[] arguments) => await app.Writes.RunAsync<int>(db =>
    {
        db.Notify(to.UserId, NoticeKind.SongDone, app.Clock.GetUtcNow(), "/w/me/library", text, arguments);
        return Task.FromResult<Result<int>>(0);
    }, Ct);

    private static async Task HoldAsync(TestApp app, long credits) => await app.Writes.RunAsync<int>(async db =>
    {
        Assert.Null(await app.Get<Ledger>().HoldAsync(db, app.Ben, app.Ben.UserId, Guid.CreateVersion7(), credits, "a song", Ct));
        return 0;
    }, Ct);

    private static async Task<IEnumerable<string>> ToldAsync(TestApp app) =>
        (await app.Get<NoticeList>().PageAsync(app.Ben.UserId, null, 100, Ct)).Items.Where(notice => notice.Kind is NoticeKind.CreditsLow).Select(notice => notice.Arguments[0]);
}
