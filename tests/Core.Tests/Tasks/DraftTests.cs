using System.Text.Json;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using Npgsql;

namespace Core.Tests.Tasks;

public sealed class DraftTests
{
    private const string Create = "create";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_first_look_makes_one_id_for_all_tabs(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var drafts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(app, app.Ben)));
        Assert.Single(drafts.Distinct());
        Assert.Null(drafts[0].Json);
        Assert.NotEqual(Guid.Empty, drafts[0].NextTaskId);
        Assert.Equal(drafts[0], await OpenAsync(app, app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task Typing_before_looking_from_many_tabs_makes_one_draft_too(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SaveAsync(app, app.Ben, $"{i}")));
        var draft = await OpenAsync(app, app.Ben);
        Assert.All(saved, result => Assert.Equal(draft.NextTaskId, result.Value));
        Assert.InRange(int.Parse(draft.Json!, System.Globalization.CultureInfo.InvariantCulture), 0, 7);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_typed_comes_back_unchanged_and_the_last_one_wins(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var json = JsonSerializer.Serialize(new { lyrics = "<b>מטר</b> \u202e🎸👩‍🎤\r\n\t'; DROP TABLE \"Drafts\" \0\u001b" + "🎸"[..1] });
        await SaveAsync(app, app.Ben, "{}");
        var saved = await SaveAsync(app, app.Ben, json);
        Assert.Equal(new DraftView(json, saved.Value), await OpenAsync(app, app.Ben));
        const string raw = "{ \"title\": \"👩‍🎤 <i>מטר</i>\" }";
        await SaveAsync(app, app.Ben, raw);
        Assert.Equal(raw, (await OpenAsync(app, app.Ben)).Json);
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_kept_is_refused_and_the_draft_stays(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var longest = new string('x', SaveDraft.JsonLimit);
        Assert.Null((await SaveAsync(app, app.Ben, longest)).Error);
        Assert.Equal("This is too long to be kept: 100001 of 100000 characters.", (await SaveAsync(app, app.Ben, longest + "x")).Error?.Message);
        Assert.Equal("bad_draft", (await SaveAsync(app, app.Ben, "{\0}")).Error?.Code);
        Assert.Equal("bad_draft", (await SaveAsync(app, app.Ben, "🎸"[..1])).Error?.Code);
        Assert.Equal(longest, (await OpenAsync(app, app.Ben)).Json);
    }

    [Theory, OnBothDatabases]
    public async Task Each_person_place_and_form_has_a_draft_of_its_own(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        await SaveAsync(app, app.Ben, "ben");
        var others = new[] { await OpenAsync(app, app.Ada), await OpenAsync(app, app.Ada.At(app.Ben, Role.Member)), await OpenAsync(app, app.Ben.At(app.Ada, Role.Member)), await OpenAsync(app, app.Ben, "extend") };
        Assert.All(others, draft => Assert.Null(draft.Json));
        Assert.Equal(5, others.Append(await OpenAsync(app, app.Ben)).Select(draft => draft.NextTaskId).Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task Only_an_accepted_order_of_exactly_its_id_gives_a_draft_a_new_one(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 40);
        await SaveAsync(app, app.Ben, "words");
        var (draft, extend) = (await OpenAsync(app, app.Ben), await OpenAsync(app, app.Ben, "extend"));
        await app.EnqueueAsync(app.Ben, draft.NextTaskId, Orders.Rain with { Description = null }); // Refused.
        await app.EnqueueAsync(app.Ben, draft.NextTaskId, provider: "sonic");
        await app.EnqueueAsync(app.Ben, Guid.CreateVersion7());
        Assert.Equal(draft, await OpenAsync(app, app.Ben));

        Assert.Null((await app.EnqueueAsync(app.Ben, draft.NextTaskId)).Error);
        var next = await OpenAsync(app, app.Ben);
        Assert.Equal("words", next.Json);
        Assert.NotEqual(draft.NextTaskId, next.NextTaskId);
        Assert.Equal(extend, await OpenAsync(app, app.Ben, "extend"));

        await app.EnqueueAsync(app.Ben, draft.NextTaskId); // The double click.
        Assert.Equal("not_enough_credits", (await app.EnqueueAsync(app.Ben, next.NextTaskId)).Error?.Code);
        Assert.Equal(next, await OpenAsync(app, app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task An_order_by_somebody_else_with_the_id_of_a_draft_leaves_the_draft_alone(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var draft = await OpenAsync(app, app.Ben);
        await app.EnqueueAsync(app.Ada, draft.NextTaskId);
        Assert.Equal(draft, await OpenAsync(app, app.Ben));
    }

    // On SQLite, with its one writer, the two never overlap.
    [Fact]
    public async Task Saving_while_an_order_takes_the_id_answers_the_new_one()
    {
        Assert.SkipUnless(PrivatePostgres.WhySkip is null, PrivatePostgres.WhySkip ?? "");
        await using var app = await Orders.StartAsync(DatabaseProvider.Postgres);
        var before = await SaveAsync(app, app.Ben, "old");
        await using var order = new NpgsqlConnection(app.Store.ConnectionString);
        await order.OpenAsync(Token);
        var nextId = Guid.CreateVersion7();
        await ExecuteAsync(order, "BEGIN");
        await ExecuteAsync(order, $"UPDATE \"Drafts\" SET \"NextTaskId\" = '{nextId}' WHERE \"NextTaskId\" = '{before.Value}'");
        var saving = SaveAsync(app, app.Ben, "new");
        await using (var watch = new NpgsqlConnection(app.Store.ConnectionString))
        {
            await watch.OpenAsync(Token);
            while (await ExecuteAsync(watch, "SELECT count(*)::int FROM pg_locks WHERE NOT granted") == 0 && !saving.IsCompleted) await Task.Yield();
        }

        await ExecuteAsync(order, "COMMIT");
        Assert.Equal(nextId, (await saving).Value);
        Assert.Equal(new DraftView("new", nextId), await OpenAsync(app, app.Ben));
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token) is int count ? count : 0;
    }

    private static Task<DraftView> OpenAsync(TestApp app, Actor actor, string formKey = Create) => app.Get<OpenDraft>().RunAsync(actor, formKey, Token);

    private static Task<Result<Guid>> SaveAsync(TestApp app, Actor actor, string json) => app.Get<SaveDraft>().RunAsync(actor, Create, json, Token);
}
