using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;

namespace MusicWeb.Core.Durable;

/// <summary>
/// Claims what is due in lanes with a free slot and takes one step with each row. Live wakes it, a timer at the next due time does
/// where nobody speaks; leases of running steps are renewed, and a process that ends in peace lets go of its rows.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and a host may be asked to stop once more while it is being disposed.")]
internal sealed class DurableWorker(DueWork work, DueClaim claims, ILiveBus bus, TimeProvider time, ILogger<DurableWorker> log) : IHostedService
{
    // Longest sleep: other processes may announce what this one never hears.
    private static readonly TimeSpan _longestSleep = TimeSpan.FromSeconds(5);

    // What a step gets to end by itself; the host allows all of its services a little more.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<Guid, RunningStep> _running = new();
    private readonly Channel<bool> _wake = NewSignal();
    private readonly Channel<bool> _listen = NewSignal();
    private readonly CancellationTokenSource _stop = new();
    private IDisposable? _ear;
    private Task _loops = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ear = bus.SubscribeAll(Hear);
        _loops = Task.WhenAll(LoopAsync(ClaimAsync, "Claiming"), LoopAsync(RenewAsync, "Renewing leases"));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _ear?.Dispose();
        await _stop.CancelAsync();
        await _loops;
        foreach (var step in _running.Values) step.Stop();
        var ended = Task.WhenAll(_running.Values.Select(step => step.Ended));
        await ended.WaitAsync(_grace, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Claim[] left = [.. _running.Values.Select(step => step.Claim)];
        if (left.Length == 0) return;
        log.LogWarning("{Count} steps did not end in time; their rows are let go", left.Length);
        await claims.ReleaseAsync(left, CancellationToken.None);
    }

    private void Hear(Announcement announcement)
    {
        switch (announcement.Kind)
        {
            case LiveKinds.Task:
                _wake.Writer.TryWrite(true);
                break;
            case LiveKinds.Cancel:
                if (_running.TryGetValue(announcement.Id, out var step)) step.Stop();
                _wake.Writer.TryWrite(true);
                break;
            case LiveKinds.Resync:
                _listen.Writer.TryWrite(true); // A renewal also tells what was cancelled meanwhile.
                _wake.Writer.TryWrite(true);
                break;
        }
    }

    // A database that is away for a while must not end the worker.
    private async Task LoopAsync(Func<Task> turnAsync, string doing)
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await turnAsync();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "{Doing} failed; it goes on in {Seconds} s", doing, work.RenewEvery.TotalSeconds);
                await Task.Delay(work.RenewEvery, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ClaimAsync()
    {
        var next = time.GetUtcNow().UtcDateTime + _longestSleep;
        // Whoever waits longest first: a lane that found no room does so at the next turn.
        foreach (var open in (await claims.OpenLanesAsync(_stop.Token)).OrderBy(open => open.DueAt))
        {
            if (work.FindLane(open.Name) is not { } lane) continue;
            if (open.DueAt > time.GetUtcNow().UtcDateTime)
            {
                if (open.DueAt < next) next = open.DueAt;
                continue;
            }

            // The end of a step wakes the worker again.
            if (!HasRoom) continue;
            while (HasRoom && HasSlot(lane) && await claims.IsAnyDueAsync(lane.Name, _stop.Token))
            {
                // A claim that was sent must be heard of, or its rows would wait for the lease.
                var taken = await claims.TakeAsync(lane, work.Lease, CancellationToken.None);
                foreach (var claim in taken) Start(claim);
                if (taken.Count == 0) break;
            }

            if (await claims.FindNextAsync(lane, _stop.Token) is { } due && due < next) next = due;
        }

        await WaitAsync(_wake, next - time.GetUtcNow().UtcDateTime);
    }

    private bool HasRoom => _running.Count < work.StepsAtOnce;

    private bool HasSlot(Lane lane) => _running.Values.Count(step => step.Claim.Lane == lane.Name) < lane.Slots;

    private void Start(Claim claim)
    {
        var step = new RunningStep(claim);
        // The claim is newer than a step of this row that still runs here: that one lost its lease.
        if (_running.TryGetValue(claim.Id, out var earlier)) earlier.Stop();
        _running[claim.Id] = step;
        step.Ended = RunAsync(step);
    }

    private async Task RunAsync(RunningStep step)
    {
        await Task.Yield(); // A provider that computes before its first wait must not hold up the loop.
        try
        {
            await work.StepAsync(step.Claim, step.Token);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "A step of {Id} failed in an unforeseen way; its lease will end", step.Claim.Id);
        }
        finally
        {
            _running.TryRemove(new(step.Claim.Id, step));
            _wake.Writer.TryWrite(true);
        }
    }

    private async Task RenewAsync()
    {
        await WaitAsync(_listen, work.RenewEvery);
        RunningStep[] steps = [.. _running.Values];
        if (steps.Length == 0) return;
        var held = await claims.RenewAsync([.. steps.Select(step => step.Claim)], work.Lease, _stop.Token);
        foreach (var step in steps)
        {
            if (!held.TryGetValue(step.Claim.Id, out var isCancelled) || isCancelled) step.Stop();
        }
    }

    private async Task WaitAsync(Channel<bool> signal, TimeSpan atMost)
    {
        if (atMost <= TimeSpan.Zero) return;
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
        Task read = signal.Reader.ReadAsync(either.Token).AsTask();
        await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Keeps that somebody spoke, not how often.
    private static Channel<bool> NewSignal() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    [SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and an announcement may still reach for it when the step has just ended.")]
    private sealed class RunningStep(Claim claim)
    {
        private readonly CancellationTokenSource _asked = new();

        public Claim Claim => claim;

        public CancellationToken Token => _asked.Token;

        public Task Ended { get; set; } = Task.CompletedTask;

        // Whoever listens to the token runs on another thread: announcements must not wait for a provider.
        public void Stop() => _ = _asked.CancelAsync();
    }
}
