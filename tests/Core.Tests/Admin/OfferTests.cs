using Core.Tests.Live;
using Core.Tests.Tasks;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Admin;

public sealed class OfferTests
{
    private const string Model = "still-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_is_switched_off_is_neither_offered_nor_ordered_until_it_is_on_again(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var earlier = await app.OrderAsync(app.Ben);
        using var ear = new Ear(app, PriceList.Topic);
        Assert.Equal(new OfferTerms(OfferState.Off), (await SetAsync(app, OfferKind.Operation, Ops.Create, new(OfferState.Off))).Value);
        Assert.Equal(LiveKinds.Offer, (await ear.NextAsync()).Kind);

        Assert.Equal(["extend", Ops.Persona, Ops.PersonaCreate], (await app.Get<OfferList>().FindAsync(StillProvider.Default, Token))!.Operations.Select(operation => operation.Op));
        var refused = (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7())).Error;
        Assert.Equal(("not_offered", "Op"), (refused?.Code, refused?.Field));
        // What was ordered before is the same order when it comes again, and is made.
        Assert.Equal(earlier, (await app.EnqueueAsync(app.Ben, earlier)).Value);
        Assert.Equal(TaskState.Queued, (await app.TaskAsync(earlier)).State);

        await SetAsync(app, OfferKind.Operation, Ops.Create, new(OfferState.Experimental));
        Assert.True((await app.Get<OfferList>().FindAsync(StillProvider.Default, Token))!.FindOperation(Ops.Create)!.IsExperimental);
        await app.OrderAsync(app.Ben);
        await SetAsync(app, OfferKind.Model, Model, new(OfferState.Off));
        Assert.Null(await app.Get<OfferList>().FindAsync(StillProvider.Default, Token)); // Without a model nothing can be ordered.
        Assert.Empty(await app.Get<OfferList>().ReadAsync(Token));
        Assert.Equal("Model", (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7())).Error?.Field);

        await using var db = app.OpenDb();
        var audited = await db.AuditEvents.Where(row => row.Action == "operation.switched" || row.Action == "model.changed").OrderBy(row => row.Id).ToListAsync(Token);
        Assert.Equal([("still create", "on", "off"), ("still create", "off", "experimental"), ("still still-1", "on", "off")], audited.Select(row => (row.Subject, row.Before!, row.After!)));
        Assert.All(audited, row => Assert.Equal((app.Ada.UserId, "a reason"), (row.ActorId, row.Reason)));
    }

    [Theory, OnBothDatabases]
    public async Task A_models_new_limits_hold_for_the_next_order_above_and_below_the_manifests(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var (at400, at500) = (Orders.Rain with { Description = new string('a', 400) }, Orders.Rain with { Description = new string('b', 500) });
        await app.OrderAsync(app.Ben, at400);
        Assert.Equal("Description", (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), at500)).Error?.Field);
        await SetAsync(app, OfferKind.Model, Model, new(OfferState.On, "  Still, longer ", DescriptionLimit: 500));
        await app.OrderAsync(app.Ben, at500);
        await SetAsync(app, OfferKind.Model, Model, new(OfferState.On, DescriptionLimit: 300));
        Assert.Equal("Description", (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), at400)).Error?.Field);

        var offer = Assert.Single((await app.Get<ReadOffers>().RunAsync(app.Ada, Token)).Value!);
        Assert.Equal((400, 300), (offer.Models[0].Spec.DescriptionLimit, offer.Models[0].Terms.DescriptionLimit));
        Assert.Equal([null, "Still, longer"], (await HistoryAsync(app)).Select(row => row.Change.Label));
        // With the manifest's own terms everything is as it was.
        await SetAsync(app, OfferKind.Model, Model, new(OfferState.On));
        await app.OrderAsync(app.Ben, at400 with { Title = "again" });
    }

    [Theory, OnBothDatabases]
    public async Task Changes_made_at_once_come_one_after_the_other_and_the_same_twice_is_one(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var results = await Task.WhenAll(Enumerable.Range(1, 8).Select(limit => SetAsync(app, OfferKind.Model, Model, new(OfferState.On, TitleLimit: limit))));
        Assert.All(results, result => Assert.Null(result.Error));
        await using var db = app.OpenDb();
        var numbers = await db.OfferChanges.OrderBy(change => change.Number).Select(change => change.Number).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(1, 8), numbers);
        var last = (await app.Get<ReadOffers>().RunAsync(app.Ada, Token)).Value![0].Models[0].Terms;
        Assert.Equal(last, (await SetAsync(app, OfferKind.Model, Model, last)).Value);
        Assert.Equal(8, await db.OfferChanges.CountAsync(Token));
        var first = await app.Get<OfferHistory>().PageAsync(app.Ada, before: null, take: 5, Token);
        var second = await app.Get<OfferHistory>().PageAsync(app.Ada, first.Value!.Next, take: 5, Token);
        Assert.Equal((5, 3, null), (first.Value.Items.Count, second.Value!.Items.Count, second.Value.Next));
        Assert.Equal(8, first.Value.Items.Concat(second.Value.Items).Select(row => row.Change.Id).Distinct().Count());
        Assert.All(first.Value.Items, row => Assert.Equal("ada@example.com", row.SetBy));
    }

    [Fact]
    public async Task Only_an_administrator_sets_sensible_terms_of_what_there_is_with_a_reason()
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite);
        async Task RefusedAsync(string code, OfferTerms terms, OfferKind kind = OfferKind.Model, string name = Model, string provider = StillProvider.Default, string reason = "why", bool byBen = false) =>
            Assert.Equal(code, (await app.Get<SetOffer>().RunAsync(byBen ? app.Ben : app.Ada, provider, kind, name, terms, reason, Token)).Error?.Code);

        var off = new OfferTerms(OfferState.Off);
        await RefusedAsync("not_found", off, byBen: true);
        await RefusedAsync("not_found", off, provider: "nobody");
        await RefusedAsync("not_found", off, name: "still-2");
        await RefusedAsync("not_found", off, kind: OfferKind.Operation);
        await RefusedAsync("bad_reason", off, reason: " ");
        await RefusedAsync("bad_terms", new OfferTerms((OfferState)7));
        await RefusedAsync("bad_terms", new OfferTerms(OfferState.On, TitleLimit: 0));
        await RefusedAsync("bad_terms", new OfferTerms(OfferState.On, TitleLimit: 151));
        await RefusedAsync("bad_terms", new OfferTerms(OfferState.On, LyricsLimit: -1));
        await RefusedAsync("bad_terms", new OfferTerms(OfferState.On, LyricsLimit: 5), kind: OfferKind.Operation, name: Ops.Create);
        await RefusedAsync("bad_label", new OfferTerms(OfferState.On, new string('a', 61)));
        await RefusedAsync("bad_label", new OfferTerms(OfferState.On, "two\nlines"));
        Assert.Empty(await HistoryAsync(app));
        Assert.Null((await app.Get<OfferHistory>().PageAsync(app.Ben, before: null, take: 5, Token)).Value);
    }

    [Fact]
    public async Task What_is_experimental_is_off_until_it_is_switched_on()
    {
        var still = new StillProvider();
        var manifest = still.Manifest with { Operations = [.. still.Manifest.Operations.Select(operation => operation with { IsExperimental = operation.Op == Ops.Create })] };
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite, providers: new StillProvider { Manifest = manifest });
        Assert.Equal("not_offered", (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7())).Error?.Code);
        await SetAsync(app, OfferKind.Operation, Ops.Create, new(OfferState.Experimental));
        await app.OrderAsync(app.Ben);
    }

    [Theory, OnBothDatabases]
    public async Task A_model_that_its_vendor_brought_out_since_is_added_and_works_like_the_one_that_was_named(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var terms = new OfferTerms(OfferState.Experimental, "Still two", DescriptionLimit: 300, Basis: Model);
        Assert.Equal(terms, (await SetAsync(app, OfferKind.Model, "still-2.0", terms)).Value);
        var offered = (await app.Get<OfferList>().FindAsync(StillProvider.Default, Token))!;
        var (old, added) = (offered.FindModel(Model)!, offered.FindModel("still-2.0")!);
        Assert.Equal(old with { Name = "still-2.0", DisplayName = "Still two", DescriptionLimit = 300, IsExperimental = true }, added);
        Assert.Equal([Model, "still-2.0"], (await app.Get<ReadOffers>().RunAsync(app.Ada, Token)).Value![0].Models.Select(model => model.Spec.Name));

        var wish = Orders.Rain with { Model = "still-2.0", Description = new string('a', 301) };
        Assert.Equal("Description", (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), wish)).Error?.Field);
        var id = await app.OrderAsync(app.Ben, wish with { Description = "rain" });
        Assert.Equal("still-2.0", (await app.TaskAsync(id)).Request.Model);
        // Whatever is said of it later, it stays what it is like, and can be switched off.
        Assert.Equal("not_found", (await SetAsync(app, OfferKind.Model, "still-2.0", new(OfferState.Off))).Error?.Code);
        await SetAsync(app, OfferKind.Model, "still-2.0", new(OfferState.Off, Basis: Model));
        Assert.Equal("Model", (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), wish)).Error?.Field);
        Assert.Null((await app.Get<OfferList>().FindAsync(StillProvider.Default, Token))!.FindModel("still-2.0"));

        async Task RefusedAsync(string code, string name, string basis) => Assert.Equal(code, (await SetAsync(app, OfferKind.Model, name, new(OfferState.On, Basis: basis))).Error?.Code);
        await RefusedAsync("not_found", "still-3", "still-2.0"); // Like one that is itself only like another.
        await RefusedAsync("not_found", "still-3", "nobody");
        await RefusedAsync("bad_terms", "still 3", Model);
        await RefusedAsync("bad_terms", new string('a', 51), Model);
        await RefusedAsync("bad_terms", Model, Model);
    }

    [Theory, OnBothDatabases]
    public async Task A_price_can_go_back_to_the_standard(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var manifest = app.Get<ProviderCatalog>().All[0].Manifest;
        foreach (var price in new long?[] { 20, null })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Null((await app.Get<SetPrice>().RunAsync(app.Ada, manifest, Ops.Create, price, effectiveAt: null, "a try", Token)).Error);
            Assert.Equal(price ?? 15, await app.Get<PriceList>().FindAsync(manifest, Ops.Create, Token));
        }

        Assert.Equal(15, (await app.Get<PriceList>().ReadAsync([manifest], Token)).Find(manifest, Ops.Create));
        Assert.Equal([(null, "ada@example.com"), (20L, "ada@example.com")], (await app.Get<OfferHistory>().PricesAsync(app.Ada, before: null, take: 5, Token)).Value!.Items.Select(row => (row.Change.PriceCredits, row.SetBy)));
    }

    private static Task<Result<OfferTerms>> SetAsync(TestApp app, OfferKind kind, string name, OfferTerms terms)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return app.Get<SetOffer>().RunAsync(app.Ada, StillProvider.Default, kind, name, terms, "a reason", Token);
    }

    private static async Task<IReadOnlyList<OfferChangeRow>> HistoryAsync(TestApp app) => (await app.Get<OfferHistory>().PageAsync(app.Ada, before: null, take: 50, Token)).Value!.Items;
}
