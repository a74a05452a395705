using System.Text;
using System.Threading.Channels;
using Core.Tests.Credits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;
using Npgsql;

namespace Core.Tests.Live;

public sealed class PostgresLiveBusTests
{
    private const string Topic = "a-topic";
    private const string Listener = "application_name = 'MusicWeb live'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Processes_on_one_database_hear_each_other_and_each_hears_once()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Postgres);
        await using var here = await StartAsync(store);
        await using var there = await StartAsync(store);
        using var hereEar = new Ear(here, $"workspace:{here.Ben.WorkspaceId}");
        using var thereEar = new Ear(there, $"workspace:{here.Ben.WorkspaceId}");
        await ListeningAsync(here, there);

        await here.GrantAsync(here.Ben.WorkspaceId, amount: 5);
        var expected = new Announcement($"workspace:{here.Ben.WorkspaceId}", LiveKinds.Credits, here.Ben.WorkspaceId);
        Assert.Equal(expected, await thereEar.NextAsync(LiveKinds.Credits));
        await there.GrantAsync(here.Ben.WorkspaceId, amount: 5);
        Assert.Equal(expected, await hereEar.NextAsync(LiveKinds.Credits)); // Its own, heard at once,
        Assert.Equal(expected, await hereEar.NextAsync(LiveKinds.Credits)); // and the other's, which came after any echo.
        Assert.Equal(0, hereEar.Count);
    }

    [Fact]
    public async Task A_listener_whose_connection_is_killed_comes_back_and_everybody_reads_again()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Postgres);
        await using var here = await StartAsync(store);
        await using var there = await StartAsync(store);
        await ListeningAsync(here, there);
        using var ear = new Ear(here, Topic);
        using var thereEar = new Ear(there, "another-topic");
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(2, await KillConnectionsAsync(store, Listener));
            Assert.Equal(LiveKinds.Resync, (await ear.NextAsync()).Kind);
            Assert.Equal(LiveKinds.Resync, (await thereEar.NextAsync()).Kind);
            await SayAsync(there, ear);
        }
    }

    [Fact]
    public async Task While_the_server_is_away_the_bus_backs_off_and_reads_again_when_it_is_back()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Postgres);
        await using var app = await StartAsync(store);
        using var ear = new Ear(app, Topic);
        await SetConnectionsAsync(store, allowed: false);
        await KillConnectionsAsync(store, "true");
        await app.Clock.UntilTimerAsync(TimeSpan.FromSeconds(5));
        await SetConnectionsAsync(store, allowed: true);
        await AdvanceUntilAsync(app.Clock, ear.NextAsync());
    }

    [Fact]
    public async Task Who_could_not_be_told_something_is_owed_a_resync()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Postgres);
        var failures = new FailureLog();
        await using var here = await StartAsync(store, services => services.AddSingleton<ILoggerProvider>(failures));
        await using var there = await StartAsync(store);
        await ListeningAsync(here, there);
        using var ear = new Ear(there, Topic);

        // Everybody still hears, but nobody can say anything.
        await SetConnectionsAsync(store, allowed: false);
        await KillConnectionsAsync(store, $"NOT {Listener}");
        here.Get<ILiveBus>().Publish([new Announcement(Topic, "lost", Guid.CreateVersion7())]);
        await failures.UntilAsync("telling others");
        await SetConnectionsAsync(store, allowed: true);
        await AdvanceUntilAsync(here.Clock, ear.NextAsync());
    }

    [Fact]
    public async Task A_large_batch_arrives_whole()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Postgres);
        await using var here = await StartAsync(store);
        await using var there = await StartAsync(store);
        using var ear = new Ear(there, Topic);
        await ListeningAsync(here, there);
        var batch = Enumerable.Range(0, 1_000).Select(i => new Announcement(Topic, "new", Guid.CreateVersion7())).ToList();
        here.Get<ILiveBus>().Publish(batch);
        var heard = new List<Announcement>();
        while (heard.Count < batch.Count) heard.Add(await ear.NextAsync("new"));
        Assert.Equal(batch.ToHashSet(), heard.ToHashSet());
    }

    [Fact]
    public async Task What_a_process_announces_at_its_end_is_still_heard()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Postgres);
        await using var there = await StartAsync(store);
        using var ear = new Ear(there, Topic);
        await using (var here = await StartAsync(store))
        {
            await ListeningAsync(here, there);
            here.Get<ILiveBus>().Publish([new Announcement(Topic, "last", Guid.CreateVersion7())]);
        }

        Assert.True((await ear.NextAsync()).Kind is "last" or LiveKinds.Resync); // The latter when the stop met it on its way.
    }

    [Fact]
    public async Task A_foreign_notification_is_ignored()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Postgres);
        await using var here = await StartAsync(store);
        await using var there = await StartAsync(store);
        using var ear = new Ear(here, Topic);
        await ListeningAsync(here, there);
        while (ear.Count > 0) await ear.NextAsync();
        await ExecuteAsync(store, "SELECT pg_notify('musicweb_live', payload) FROM unnest(ARRAY['', 'nonsense', repeat('0', 32) || E'\\na\\tb']) AS payload");
        await SayAsync(there, ear); // The very next thing that is heard.
    }

    [Fact]
    public void Every_payload_stays_below_8000_bytes_and_reads_back()
    {
        var sender = Guid.CreateVersion7();
        var batch = Enumerable.Range(0, 500).Select(i => new Announcement($"workspace:{i}é", LiveKinds.Clip, Guid.CreateVersion7())).ToList();
        var payloads = LivePayload.Write(sender, batch).ToList();
        Assert.All(payloads, payload => Assert.InRange(Encoding.UTF8.GetByteCount(payload), 33, 7_999));
        Assert.Equal(batch, payloads.SelectMany(payload => LivePayload.Read(payload)!.Value.Announcements));
        Assert.All(payloads, payload => Assert.Equal(sender, LivePayload.Read(payload)!.Value.Sender));
        Assert.Empty(LivePayload.Read(Assert.Single(LivePayload.Write(sender, [])))!.Value.Announcements);
    }

    private static async Task<TestApp> StartAsync(TestStore store, Action<IServiceCollection>? services = null)
    {
        var app = await TestApp.StartAsync(store, services: services);
        using var ear = new Ear(app, "start");
        await app.StartHostedAsync();
        await ear.NextAsync(LiveKinds.Resync); // Now it listens.
        return app;
    }

    // Each has heard something of the other, so nothing older is still on its way.
    private static async Task ListeningAsync(TestApp here, TestApp there)
    {
        using var hereEar = new Ear(here, "hello");
        using var thereEar = new Ear(there, "hello");
        here.Get<ILiveBus>().Publish([new Announcement("hello", "from here", Guid.Empty)]);
        await thereEar.NextAsync("from here");
        there.Get<ILiveBus>().Publish([new Announcement("hello", "from there", Guid.Empty)]);
        await hereEar.NextAsync("from there");
    }

    private static async Task SayAsync(TestApp from, Ear to)
    {
        var id = Guid.CreateVersion7();
        from.Get<ILiveBus>().Publish([new Announcement(Topic, "said", id)]);
        Assert.Equal(new Announcement(Topic, "said", id), await to.NextAsync());
    }

    // Moves time until a resync is heard, so that whoever backs off tries again.
    private static async Task AdvanceUntilAsync(TestClock clock, Task<Announcement> heard)
    {
        while (!heard.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(heard, clock.UntilTimerAsync(TimeSpan.FromSeconds(5)));
        }

        Assert.Equal(LiveKinds.Resync, (await heard).Kind);
    }

    private static Task<int> KillConnectionsAsync(TestStore store, string which) => ExecuteAsync(
        store,
        $"SELECT count(pg_terminate_backend(pid))::int FROM pg_stat_activity WHERE datname = '{Database(store)}' AND pid <> pg_backend_pid() AND {which}");

    private static Task<int> SetConnectionsAsync(TestStore store, bool allowed) => ExecuteAsync(store, $"ALTER DATABASE \"{Database(store)}\" ALLOW_CONNECTIONS {allowed}");

    private static string Database(TestStore store) => new NpgsqlConnectionStringBuilder(store.ConnectionString).Database!;

    private static async Task<int> ExecuteAsync(TestStore store, string sql)
    {
        // From outside: the store's own database may be closed. NOTIFY is heard only inside.
        var settings = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Pooling = false };
        if (!sql.Contains("pg_notify", StringComparison.Ordinal)) settings.Database = "postgres";
        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token) is int count ? count : 0;
    }

    // Lets a test wait until a warning was logged.
    private sealed class FailureLog : ILoggerProvider, ILogger
    {
        private readonly Channel<string> _warnings = Channel.CreateUnbounded<string>();

        public async Task UntilAsync(string part)
        {
            while (!(await _warnings.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token)).Contains(part, StringComparison.Ordinal)) { }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _warnings.Writer.TryWrite(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
