using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;
using Npgsql;

namespace MusicWeb.Core.Live;

/// <summary>
/// The bus between processes on one PostgreSQL database. Listeners in this process hear at once; the others hear through NOTIFY.
/// A listening connection that is lost is opened again, and then everybody in this process is told to read again.
/// </summary>
public sealed class PostgresLiveBus : BackgroundService, ILiveBus
{
    private const string Channel = "musicweb_live";

    // What others have not been told of yet; beyond this they are better off reading everything again.
    private const int MaxWaiting = 10_000;

    // The first attempt after a loss is made at once: usually it is one connection that broke, not the server.
    private static readonly TimeSpan[] _backOff = [TimeSpan.Zero, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    private readonly Guid _sender = Guid.CreateVersion7();
    private readonly LocalLiveBus _local;
    private readonly IOptions<DatabaseOptions> _database;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresLiveBus> _log;
    private readonly Channel<Announcement> _waiting;
    private int _losses; // How often announcements for the others were lost,
    private int _lossesTold; // and up to which of them the others were told to read everything again.

    /// <summary>A bus on the database of the settings; it listens while it is hosted.</summary>
    public PostgresLiveBus(LocalLiveBus local, IOptions<DatabaseOptions> database, TimeProvider time, ILogger<PostgresLiveBus> log)
    {
        (_local, _database, _time, _log) = (local, database, time, log);
        _waiting = System.Threading.Channels.Channel.CreateBounded<Announcement>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true },
            _ => Interlocked.Increment(ref _losses));
    }

    /// <inheritdoc/>
    public long Position => _local.Position;

    /// <inheritdoc/>
    public IReadOnlyList<Announcement> Since(long position, string topic) => _local.Since(position, topic);

    /// <inheritdoc/>
    public IDisposable Subscribe(string topic, Action<Announcement> handler) => _local.Subscribe(topic, handler);

    /// <inheritdoc/>
    public IDisposable SubscribeAll(Action<Announcement> handler) => _local.SubscribeAll(handler);

    /// <inheritdoc/>
    public void Publish(IReadOnlyList<Announcement> announcements)
    {
        ArgumentNullException.ThrowIfNull(announcements);
        _local.Publish(announcements);
        foreach (var announcement in announcements) _waiting.Writer.TryWrite(announcement);
    }

    /// <summary>Stops listening, and tells the others what they have not heard yet: what a worker lets go at its end is for them.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!HasLosses && _waiting.Reader.Count == 0) return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);
        try
        {
            await SendBatchAsync(patience.Token);
        }
        catch (Exception fault)
        {
            _log.LogWarning(fault, "The last live updates of this process were lost");
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ListenAsync(stoppingToken), SendAsync(stoppingToken));

    private Task ListenAsync(CancellationToken ct) => KeepTryingAsync("listening", async succeeded =>
    {
        // Its own connection, never from the pool; the keepalive notices a peer that vanished without a word.
        var settings = new NpgsqlConnectionStringBuilder(_database.Value.ConnectionString) { Pooling = false, KeepAlive = 15, ApplicationName = "MusicWeb live" };
        await using var connection = new NpgsqlConnection(settings.ToString());
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        succeeded();
        // Whatever was said while nobody listened is lost.
        _local.Resync();
        while (true) await connection.WaitAsync(ct);
    }, ct);

    private void Hear(string payload)
    {
        if (LivePayload.Read(payload) is not var (sender, announcements) || sender == _sender) return;
        if (announcements.Count == 0) _local.Resync();
        else _local.Publish(announcements);
    }

    private Task SendAsync(CancellationToken ct) => KeepTryingAsync("telling others", async succeeded =>
    {
        while (HasLosses || await _waiting.Reader.WaitToReadAsync(ct))
        {
            await SendBatchAsync(ct);
            succeeded();
        }
    }, ct);

    private bool HasLosses => Volatile.Read(ref _losses) != _lossesTold;

    private async Task SendBatchAsync(CancellationToken ct)
    {
        var batch = new HashSet<Announcement>();
        while (batch.Count < MaxWaiting && _waiting.Reader.TryRead(out var announcement)) batch.Add(announcement);
        var losses = Volatile.Read(ref _losses);
        if (losses != _lossesTold) batch.Clear(); // Nothing but the plea to read everything, which includes these.
        try
        {
            await using var connection = new NpgsqlConnection(_database.Value.ConnectionString);
            await connection.OpenAsync(ct);
            await using var notify = new NpgsqlCommand("SELECT pg_notify($1, payload) FROM unnest($2) AS payload", connection)
            {
                Parameters = { new() { Value = Channel }, new() { Value = LivePayload.Write(_sender, batch).ToArray() } },
            };
            await notify.ExecuteNonQueryAsync(ct);
            _lossesTold = losses;
        }
        catch
        {
            Interlocked.Increment(ref _losses);
            throw;
        }
    }

    private async Task KeepTryingAsync(string what, Func<Action, Task> work, CancellationToken ct)
    {
        for (var failures = 0; !ct.IsCancellationRequested; failures++)
        {
            try
            {
                await work(() => failures = 0);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                var wait = _backOff[Math.Min(failures, _backOff.Length - 1)];
                _log.LogWarning(fault, "Live updates between processes are interrupted ({What}); trying again in {Wait}", what, wait);
                await Task.Delay(wait, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
