using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Takes progress as often as a provider reports it and saves the newest at most four times a second; the rest is skipped.</summary>
internal sealed class ProgressSink : IProgress<ProviderProgress>, IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);
    private readonly Channel<ProviderProgress> _newest = Channel.CreateBounded<ProviderProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationTokenSource _end = new();
    private readonly WriteQueue _writes;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Claim _claim;
    private readonly string _topic;
    private readonly Task _saving;

    public ProgressSink(WriteQueue writes, TimeProvider time, ILogger log, Claim claim, string topic)
    {
        (_writes, _time, _log, _claim, _topic) = (writes, time, log, claim, topic);
        _saving = SaveAllAsync();
    }

    /// <inheritdoc/>
    public void Report(ProviderProgress value) => _newest.Writer.TryWrite(value);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _newest.Writer.TryComplete();
        await _end.CancelAsync();
        await _saving;
        _end.Dispose();
    }

    private async Task SaveAllAsync()
    {
        try
        {
            await foreach (var progress in _newest.Reader.ReadAllAsync(_end.Token))
            {
                await SaveAsync(progress);
                await Task.Delay(_pause, _time, _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The step has ended; what comes now says more than a percentage.
        }
        catch (Exception fault)
        {
            _log.LogWarning(fault, "Progress of {Id} cannot be saved; the work goes on", _claim.Id);
        }
    }

    // The revision stays, so that a progress in between costs the end of the step no second run.
    private async Task SaveAsync(ProviderProgress progress) => await _writes.RunAsync<int>(
        async db =>
        {
            int? percent = progress.Percent is { } value ? Math.Clamp(value, 0, 100) : null;
            var saved = await db.Tasks
                .Where(task => task.Id == _claim.Id && task.ClaimNumber == _claim.Number && task.IsClaimed && task.State == TaskState.Submitting)
                .ExecuteUpdateAsync(set => set.SetProperty(task => task.Stage, progress.Stage).SetProperty(task => task.Percent, percent), CancellationToken.None);
            if (saved > 0) db.Announce(_topic, LiveKinds.Task, _claim.Id);
            return saved;
        },
        CancellationToken.None);
}
