using Core.Tests.Accounts;
using Core.Tests.Credits;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Tasks;

/// <summary>Orders that come with an API key: their cap, their trace in the books, and keys that stand in an order's text.</summary>
public sealed class KeyedOrderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Task_and_every_transfer_name_the_key(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        var program = await app.KeyActorAsync(key.Text);
        var (kept, failed, byHand) = (await app.OrderAsync(program), await app.OrderAsync(program), await app.OrderAsync(app.Ben));
        await app.SucceedAsync(kept);
        await app.FailAsync(failed);

        Assert.Equal((key.Id, app.Ben.UserId), ((await app.TaskAsync(kept)).ApiKeyId, (await app.TaskAsync(kept)).CreatedById));
        Assert.Null((await app.TaskAsync(byHand)).ApiKeyId);
        var transfers = await app.TransfersAsync(app.Ben.WorkspaceId);
        Assert.Equal(4, transfers.Count(transfer => transfer.ApiKeyId == key.Id && transfer.TaskId is not null));
        Assert.All(transfers.Where(transfer => transfer.TaskId == byHand || transfer.TaskId is null), transfer => Assert.Null(transfer.ApiKeyId));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Parallel_orders_never_pass_a_keys_cap(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 1000);
        var program = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 50))).Text);
        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => app.EnqueueAsync(program, Guid.CreateVersion7())));
        Assert.Equal(3, results.Count(result => result.IsOk));
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("key_cap_reached", result.Error!.Code));
        Assert.Equal(new Balance(Available: 955, Held: 45), await app.BalanceAsync(app.Ben));
        Assert.Equal(45, (await app.KeyViewAsync(app.Ben, program.ApiKeyId!.Value)).SpentCredits);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_keys_each_has_its_own_cap_and_the_pages_have_none(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var first = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 15))).Text);
        var second = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 15))).Text);
        await app.OrderAsync(first);
        await app.OrderAsync(second);
        await app.OrderAsync(app.Ben);
        Assert.Equal("key_cap_reached", (await app.EnqueueAsync(first, Guid.CreateVersion7())).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_order_again_counts_once(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var program = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 20))).Text);
        var id = Guid.CreateVersion7();
        for (var i = 0; i < 3; i++) Assert.Null((await app.EnqueueAsync(program, id)).Error);
        Assert.Equal(15, (await app.KeyViewAsync(app.Ben, program.ApiKeyId!.Value)).SpentCredits);
    }

    [Theory, OnBothDatabases]
    public async Task What_came_to_nothing_is_given_back_to_the_cap_and_what_succeeded_is_not(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var program = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 30, period: CapPeriod.Month))).Text);
        var (kept, failed) = (await app.OrderAsync(program), await app.OrderAsync(program));
        await app.SucceedAsync(kept);
        Assert.Equal("key_cap_reached", (await app.EnqueueAsync(program, Guid.CreateVersion7())).Error?.Code);
        await app.FailAsync(failed);
        await app.OrderAsync(program);
        Assert.Equal(30, (await app.KeyViewAsync(app.Ben, program.ApiKeyId!.Value)).SpentCredits);
    }

    [Theory]
    [InlineData(CapPeriod.Day, 1)]
    [InlineData(CapPeriod.Month, 31)]
    public async Task A_cap_starts_anew_at_midnight_or_on_the_first_in_utc_and_the_refusal_says_when(CapPeriod period, int days)
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite);
        var program = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 15, period: period))).Text);
        app.Clock.Advance(TimeSpan.FromHours(23)); // The clock begins on the first of January at midnight.
        var spent = await app.OrderAsync(program);
        var refusal = (await app.EnqueueAsync(program, Guid.CreateVersion7())).Error!;
        Assert.Contains(period is CapPeriod.Day ? "2026-01-02 00:00:00Z" : "2026-02-01 00:00:00Z", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(days), (await app.KeyViewAsync(app.Ben, program.ApiKeyId!.Value)).ResetsAt);

        app.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromHours(23));
        Assert.Equal(0, (await app.KeyViewAsync(app.Ben, program.ApiKeyId!.Value)).SpentCredits);
        await app.OrderAsync(program);
        await app.FailAsync(spent); // Counted in the period before, so it gives nothing back to this one.
        Assert.Equal(15, (await app.KeyViewAsync(app.Ben, program.ApiKeyId!.Value)).SpentCredits);
    }

    [Theory, OnBothDatabases]
    public async Task Another_period_for_the_cap_counts_what_was_spent_in_it(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben, Keyring.Terms(cap: 15));
        var program = await app.KeyActorAsync(key.Text);
        await app.OrderAsync(program);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.OrderAsync(program);
        await app.Get<EditApiKey>().RunAsync(app.Ben, key.Id, Keyring.Terms(cap: 44, period: CapPeriod.Month), Token);
        Assert.Equal(30, (await app.KeyViewAsync(app.Ben, key.Id)).SpentCredits);
        Assert.Equal("key_cap_reached", (await app.EnqueueAsync(program, Guid.CreateVersion7())).Error?.Code);
        await app.Get<EditApiKey>().RunAsync(app.Ben, key.Id, Keyring.Terms(), Token);
        await app.OrderAsync(program);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_revoked_while_its_request_is_on_the_way_orders_nothing(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        var program = await app.KeyActorAsync(key.Text);
        await app.Get<RevokeApiKey>().RunAsync(app.Ben, key.Id, Token);
        Assert.Equal("revoked_key", (await app.EnqueueAsync(program, Guid.CreateVersion7())).Error?.Code);
        await app.AssertUntouchedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_key_needs_the_scope_for_what_it_does(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var reader = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, scopes: ApiKeyScopes.Read)).Text);
        var maker = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, scopes: ApiKeyScopes.Create)).Text);
        var keeper = await app.KeyActorAsync((await app.MakeKeyAsync(app.Ben, scopes: ApiKeyScopes.Manage)).Text);
        Assert.Equal(Error.Forbidden, (await app.EnqueueAsync(reader, Guid.CreateVersion7())).Error);
        Assert.Equal(Error.Forbidden, (await app.EnqueueAsync(keeper, Guid.CreateVersion7())).Error);
        var id = await app.OrderAsync(maker);
        Assert.Equal(Error.Forbidden, (await app.CancelAsync(maker, id)).Error);
        Assert.Equal(id, (await app.Get<FindTask>().RunAsync(reader, id, Token))?.Id);
        Assert.Null((await app.CancelAsync(keeper, id)).Error);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_in_any_text_of_an_order_is_refused_with_the_field(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (own, foreign) = (await app.MakeKeyAsync(app.Ben), await app.MakeKeyAsync(app.Ada));
        var orders = new (string Field, Func<string, MusicWeb.Providers.MusicRequest> Request)[]
        {
            ("Description", text => Orders.Rain with { Description = $"rain {text}" }),
            ("Lyrics", text => Orders.Rain with { Description = null, Lyrics = $"[Verse]\n{text}\nla" }),
            ("Title", text => Orders.Rain with { Title = text }),
            ("Styles", text => Orders.Rain with { Styles = $"pop, {text}" }),
            ("NegativeStyles", text => Orders.Rain with { NegativeStyles = text }),
        };
        foreach (var (field, request) in orders)
        {
            var refusal = (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), request(own.Text))).Error!;
            Assert.Equal(("own_key_in_text", field, own.Id), (refusal.Code, refusal.Field, refusal.SubjectId));
            Assert.Contains("deploy bot", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(own.Text, refusal.Message, StringComparison.Ordinal);
            var hidden = (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), request(foreign.Text))).Error!;
            Assert.Equal(("key_in_text", field, (Guid?)null), (hidden.Code, hidden.Field, hidden.SubjectId));
        }

        await app.AssertUntouchedAsync();
        await app.OrderAsync(app.Ben, Orders.Rain with { Description = $"about {own.Text[..^1]}" });
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_does_not_keep_a_key(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var key = await app.MakeKeyAsync(app.Ben);
        await app.Get<SaveDraft>().RunAsync(app.Ben, "create", $$"""{"lyrics":"la {{key.Text}} la"}""", Token);
        Assert.Equal($$"""{"lyrics":"la {{key.Text[..12]}}…{{key.Text[^4..]}} la"}""", (await app.Get<OpenDraft>().RunAsync(app.Ben, "create", Token)).Json);
        await using var db = app.OpenDb();
        Assert.False(await db.Drafts.AnyAsync(draft => draft.Json!.Contains(key.Text), Token));
    }
}
