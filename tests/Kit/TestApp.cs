using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;

namespace Kit;

/// <summary>
/// The product without its doors: everything that <c>AddMusicCore</c> registers, on a real database, with a clock that stands still.
/// Hosted services run only when a test starts them.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _running = [];
    private bool _ownsStore;

    private TestApp(TestStore store, ServiceProvider services, TestClock clock) => (Store, _services, Clock) = (store, services, clock);

    public TestStore Store { get; }

    public TestClock Clock { get; }

    /// <summary>The first to sign up, so the administrator.</summary>
    public Actor Ada { get; private set; } = null!;

    /// <summary>An ordinary person with a workspace of his own.</summary>
    public Actor Ben { get; private set; } = null!;

    public WriteQueue Writes => Get<WriteQueue>();

    /// <summary>An app on a fresh database with two people.</summary>
    /// <param name="provider">Which kind of database.</param>
    /// <param name="credits">What each of them starts with.</param>
    /// <param name="services">Adds or replaces registrations; the last one wins.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<TestApp> StartAsync(
        DatabaseProvider provider = DatabaseProvider.Sqlite, long credits = 150, Action<IServiceCollection>? services = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var store = await TestStore.CreateAsync(provider);
        try
        {
            var app = await StartAsync(store, credits, services, settings);
            app._ownsStore = true;
            return app;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>An app on a store that stays when the app goes: a restart, or one of several processes.</summary>
    public static async Task<TestApp> StartAsync(
        TestStore store, long credits = 150, Action<IServiceCollection>? services = null, IReadOnlyDictionary<string, string?>? settings = null, bool withPeople = true)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(store.Settings)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Credits:StartingGrant"] = $"{credits}", ["Tasks:OrdersPerMinute"] = "100000" })
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build();
        var clock = new TestClock();
        var collection = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddMusicCore(configuration).AddSingleton<TimeProvider>(clock);
        // Which rows a limit keeps must never be the database's whim.
        collection.ConfigureDbContext<SqliteDb>(options => options.ConfigureWarnings(warnings => warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning)));
        collection.ConfigureDbContext<PostgresDb>(options => options.ConfigureWarnings(warnings => warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning)));
        services?.Invoke(collection);
        var app = new TestApp(store, collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }), clock);
        await app.Get<DatabaseStart>().RunAsync(CancellationToken.None);
        app.Get<ILiveBus>(); // Hears what is committed from now on.
        if (withPeople) (app.Ada, app.Ben) = (await app.SignUpAsync("ada@example.com"), await app.SignUpAsync("ben@example.com"));
        return app;
    }

    /// <summary>A registered service.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Everything registered as this.</summary>
    public IEnumerable<T> All<T>() => _services.GetServices<T>();

    /// <summary>A context of its own; the caller disposes it.</summary>
    public MusicDb OpenDb() => Get<IDbContextFactory<MusicDb>>().CreateDbContext();

    /// <summary>Signs somebody up, or finds who already did, as an actor in the personal workspace.</summary>
    public async Task<Actor> SignUpAsync(string email)
    {
        var userId = await AddUserAsync(email);
        await Get<OpenAccount>().RunAsync(userId, CancellationToken.None);
        var actor = await Get<FindActor>().RunAsync(userId, FindActor.Me, Door.Web, CancellationToken.None);
        return actor.Value ?? throw new InvalidOperationException(actor.Error!.Message);
    }

    /// <summary>Makes the user alone, as a sign-up that crashed right after it did.</summary>
    public async Task<Guid> AddUserAsync(string email)
    {
        await using var db = OpenDb();
        var normalized = email.ToUpperInvariant();
        if (await db.Users.SingleOrDefaultAsync(user => user.NormalizedEmail == normalized) is { } known) return known.Id;
        var user = new User
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            UserName = email,
            NormalizedUserName = normalized,
            Email = email,
            NormalizedEmail = normalized,
            SecurityStamp = "stamp",
            CreatedAt = Clock.UtcNow,
        };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return user.Id;
    }

    /// <summary>Starts what a host would start, or some of it; disposing stops it, last one first.</summary>
    public async Task StartHostedAsync(Func<IHostedService, bool>? which = null)
    {
        foreach (var service in _services.GetServices<IHostedService>().Where(service => which is null || which(service)))
        {
            await service.StartAsync(CancellationToken.None);
            _running.Add(service);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_running)) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        if (_ownsStore) await Store.DisposeAsync();
    }
}
