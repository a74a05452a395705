using Core.Tests.Vendors;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>Who waits for whom: a vendor counts by key, so its products share a lane and keys do not.</summary>
public sealed class TaskLaneTests
{
    private const string Second = "second";
    private static readonly TimeSpan _spacing = TimeSpan.FromSeconds(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Products_of_a_vendor_share_the_spacing_of_a_key(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        await app.EnqueueAsync(app.Ben);
        await app.OrderAsync(app.Ben, ScriptedProvider.Request(), Second);
        var first = Assert.Single(await TakeAllAsync(app));
        await app.RunAsync(first);
        Assert.Empty(await TakeAllAsync(app));
        app.Clock.Advance(_spacing);
        var second = Assert.Single(await TakeAllAsync(app));
        Assert.Equal((ScriptedVendor.Name, ScriptedVendor.Name), (first.Lane, second.Lane));
        Assert.NotEqual((await app.FindAsync(first.Id)).Provider, (await app.FindAsync(second.Id)).Provider);
    }

    [Theory, OnBothDatabases]
    public async Task Own_keys_have_lanes_of_their_own_and_wait_for_nobody_elses(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var key = await app.EnteredAsync(app.Ben);
        await app.EnqueueAsync(app.Ada);
        await app.EnqueueAsync(app.Ben);
        await app.OrderAsync(app.Ben, ScriptedProvider.Request(), Second);
        Assert.Equal([ScriptedVendor.Name, $"{ScriptedVendor.Name}:{key:N}"], (await app.Get<DueClaim>().OpenLanesAsync(Token)).Select(lane => lane.Name));
        var taken = await TakeAllAsync(app);
        Assert.Equal([app.Ada.UserId, app.Ben.UserId], await Task.WhenAll(taken.Select(async claim => (await app.FindAsync(claim.Id)).CreatedById)));
        foreach (var claim in taken) await app.RunAsync(claim);
        // Both of Ben's orders are of one key.
        Assert.Empty(await TakeAllAsync(app));
        app.Clock.Advance(_spacing);
        Assert.Single(await TakeAllAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task In_a_shared_lane_whoever_has_fewest_running_goes_first_whatever_product_he_asks_for(DatabaseProvider database)
    {
        await using var app = await StartAsync(database, spacing: TimeSpan.Zero);
        var ada = new List<Guid>();
        for (var i = 0; i < 3; i++) ada.Add(await app.OrderAsync(app.Ada, ScriptedProvider.Request(), ScriptedProvider.Name));
        var ben = await app.OrderAsync(app.Ben, ScriptedProvider.Request(), Second);
        Assert.Equal(2, (await app.Get<FindTask>().RunAsync(app.Ben, ben, Token))!.QueuePosition);
        Assert.Equal([ada[0]], (await app.ClaimAsync(slots: 1)).Select(claim => claim.Id));
        Assert.Equal([ben], (await app.ClaimAsync(slots: 2)).Select(claim => claim.Id));
        Assert.Equal([ada[1]], (await app.ClaimAsync(slots: 3)).Select(claim => claim.Id));
    }

    [Theory, OnBothDatabases]
    public async Task A_paused_product_lets_its_neighbour_pass_and_counts_for_nobody(DatabaseProvider database)
    {
        await using var app = await StartAsync(database, spacing: TimeSpan.Zero);
        var waiting = await app.OrderAsync(app.Ada, ScriptedProvider.Request(), ScriptedProvider.Name);
        var passing = await app.OrderAsync(app.Ben, ScriptedProvider.Request(), Second);
        Assert.True((await app.Get<PauseProvider>().RunAsync(app.Ada, ScriptedProvider.Name, isPaused: true, "They are moving house.", Token)).Value);
        Assert.Equal((1, null), (await app.Get<FindTask>().RunAsync(app.Ben, passing, Token)) is { } seen ? (seen.QueuePosition, seen.PausedBecause) : default);
        Assert.Equal((null, "They are moving house."), (await app.Get<FindTask>().RunAsync(app.Ada, waiting, Token)) is { } told ? (told.QueuePosition, told.PausedBecause) : default);
        Assert.Equal([passing], (await app.ClaimAsync(slots: 5)).Select(claim => claim.Id));
        await app.Get<PauseProvider>().RunAsync(app.Ada, ScriptedProvider.Name, isPaused: false, "They are back.", Token);
        Assert.Equal([waiting], (await app.ClaimAsync(slots: 5)).Select(claim => claim.Id));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_process_has_no_provider_for_waits_and_takes_no_slot(DatabaseProvider database)
    {
        await using var store = await TestStore.CreateAsync(database);
        Guid gone, here;
        await using (var both = await TestApp.StartAsync(store, services: services => With(services, _spacing)))
        {
            gone = await both.OrderAsync(both.Ben, ScriptedProvider.Request(), Second);
            here = await both.OrderAsync(both.Ben, ScriptedProvider.Request(), ScriptedProvider.Name);
        }

        await using var one = await TestApp.StartAsync(store, services: services => Keyed.With(services, new ScriptedVendor(hasKey: true), Keyed.Provider()));
        one.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([here], (await TakeAllAsync(one)).Select(claim => claim.Id));
        Assert.False((await one.FindAsync(gone)).IsClaimed);
    }

    [Theory, OnBothDatabases]
    public async Task The_worker_finds_the_lane_of_a_key_that_was_entered_while_it_ran(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database, services: services =>
        {
            services.AddSingleton(new ScriptedVendor().Vendor);
            Steps.With(services, new ScriptedProvider(vendor: ScriptedVendor.Name));
        });
        await app.StartHostedAsync(service => service is DurableWorker);
        await app.EnteredAsync(app.Ben);
        var id = await app.EnqueueAsync(app.Ben);
        await app.UntilAsync(id, task => task.State is TaskState.Succeeded);
    }

    [Theory, OnBothDatabases]
    public async Task A_process_works_on_no_more_tasks_at_once_than_it_is_told_however_many_lanes_there_are(DatabaseProvider database)
    {
        var (running, most) = (0, 0);
        var provider = new ScriptedProvider(vendor: ScriptedVendor.Name);
        var make = provider.OnSubmit;
        provider.OnSubmit = async (call, ct) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct); // Time for another one to come in, if it may.
            Interlocked.Decrement(ref running);
            return await make(call, ct);
        };
        await using var app = await TestApp.StartAsync(
            database,
            services: services =>
            {
                services.AddSingleton(new ScriptedVendor().Vendor);
                Steps.With(services, provider);
            },
            settings: new Dictionary<string, string?> { ["Tasks:StepsAtOnce"] = "1" });
        var orders = new List<Guid>();
        foreach (var person in new[] { app.Ada, app.Ben })
        {
            await app.EnteredAsync(person, $"a-key-of-{person.UserId:N}");
            orders.Add(await app.EnqueueAsync(person));
        }

        Assert.Equal(2, (await app.Get<DueClaim>().OpenLanesAsync(Token)).Count);
        await app.StartHostedAsync(service => service is DurableWorker);
        foreach (var id in orders) await app.UntilAsync(id, task => task.State is TaskState.Succeeded);
        Assert.Equal(1, most);
    }

    private static Task<TestApp> StartAsync(DatabaseProvider database, TimeSpan? spacing = null) => TestApp.StartAsync(database, credits: 150, services => With(services, spacing ?? _spacing));

    private static void With(IServiceCollection services, TimeSpan spacing)
    {
        Keyed.With(services, new ScriptedVendor(hasKey: true), Product(ScriptedProvider.Name, spacing));
        services.AddSingleton<IMusicProvider>(Product(Second, spacing));
    }

    private static ScriptedProvider Product(string name, TimeSpan spacing) => new(repeatable: false, canCancel: false, slots: 4, spacing, name, ScriptedVendor.Name)
    {
        OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("vendor-1", TimeSpan.FromHours(1))),
    };

    // As the worker does, with the lanes that the program makes.
    private static async Task<List<Claim>> TakeAllAsync(TestApp app)
    {
        var taken = new List<Claim>();
        foreach (var open in await app.Get<DueClaim>().OpenLanesAsync(Token))
        {
            if (app.Get<DueWork>().FindLane(open.Name) is { } lane) taken.AddRange(await app.Get<DueClaim>().TakeAsync(lane, Steps.Lease, Token));
        }

        return taken;
    }
}
