using System.Net.Mail;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;

namespace MusicWeb.Core.Mail;

/// <summary>
/// Sends what is due, one message after the other. Live wakes it, a timer does where nobody speaks. A claim moves the row's due time
/// forward by the pause before the next try, so a killed process leaves a message that comes due by itself.
/// </summary>
internal sealed class MailWorker(IDbContextFactory<MusicDb> databases, WriteQueue writes, MailDelivery delivery, ILiveBus bus, TimeProvider time, ILogger<MailWorker> log) : BackgroundService
{
    // Longest sleep: other processes may announce what this one never hears.
    private static readonly TimeSpan _longestSleep = TimeSpan.FromMinutes(2);

    // Longer than any server may take for one message, or a second try would begin beside the first.
    private static readonly TimeSpan _sending = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromHours(4);
    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var ear = bus.SubscribeAll(Hear);
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = _longestSleep;
            try
            {
                while (await TakeAsync(stoppingToken) is { } message) await SendAsync(message, stoppingToken);
                wait = await UntilNextAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The outbox cannot be read; it is tried again in {Seconds} s", _longestSleep.TotalSeconds);
            }

            await WaitAsync(wait, stoppingToken);
        }
    }

    private void Hear(Announcement announcement)
    {
        if (announcement.Kind is LiveKinds.Mail or LiveKinds.Resync) _wake.Writer.TryWrite(true);
    }

    private async Task<OutgoingMail?> TakeAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        while (await Waiting(db).Where(mail => mail.DueAt <= now).OrderBy(mail => mail.DueAt).AsNoTracking().FirstOrDefaultAsync(ct) is { } next)
        {
            var retryAt = now + PauseAfter(next.Attempts + 1);
            // Of several processes one moves the row.
            var taken = await writes.RunAsync<int>(
                async own => await Waiting(own).Where(mail => mail.Id == next.Id && mail.DueAt == next.DueAt).ExecuteUpdateAsync(
                    set => set.SetProperty(mail => mail.DueAt, retryAt).SetProperty(mail => mail.Attempts, mail => mail.Attempts + 1), ct),
                ct);
            if (taken.Value == 1) return next;
        }

        return null;
    }

    private async Task SendAsync(OutgoingMail message, CancellationToken ct)
    {
        try
        {
            using var limit = new CancellationTokenSource(_sending, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
            await delivery.RunAsync(message, either.Token);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            await NoteFailureAsync(message, fault, ct);
            return;
        }

        // That it was sent must be noted, whoever wants to stop: it would be sent twice.
        var now = time.GetUtcNow().UtcDateTime;
        await writes.RunAsync<int>(
            async db => await db.OutgoingMails.Where(mail => mail.Id == message.Id).ExecuteUpdateAsync(
                set => set.SetProperty(mail => mail.SentAt, now).SetProperty(mail => mail.Body, "").SetProperty(mail => mail.Error, (string?)null), CancellationToken.None),
            CancellationToken.None);
    }

    private async Task NoteFailureAsync(OutgoingMail message, Exception fault, CancellationToken ct)
    {
        var attempts = message.Attempts + 1;
        // An address that no server can make sense of gets no better by waiting.
        var isOver = attempts >= OutgoingMail.MaxAttempts || fault is FormatException;
        DateTime? failedAt = isOver ? time.GetUtcNow().UtcDateTime : null;
        var body = isOver ? "" : message.Body;
        var reason = $"{(fault as SmtpException)?.StatusCode.ToString() ?? fault.GetType().Name}: {fault.Message}";
        if (reason.Length > 300) reason = reason[..300];
        // No address and no text: the log is read by more people than the mailbox.
        log.LogWarning("Message {Id} was not sent, try {Attempt} of {Attempts}: {Reason}", message.Id, attempts, OutgoingMail.MaxAttempts, fault.Message);
        await writes.RunAsync<int>(
            async db => await db.OutgoingMails.Where(mail => mail.Id == message.Id).ExecuteUpdateAsync(
                set => set.SetProperty(mail => mail.Error, reason).SetProperty(mail => mail.FailedAt, failedAt).SetProperty(mail => mail.Body, body), ct),
            ct);
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var oldest = now - _kept;
        var isAnyOld = await Old(db, oldest).AnyAsync(ct);
        if (isAnyOld) await writes.RunAsync<int>(async own => await Old(own, oldest).ExecuteDeleteAsync(ct), ct);
        var due = await Waiting(db).OrderBy(mail => mail.DueAt).Select(mail => (DateTime?)mail.DueAt).FirstOrDefaultAsync(ct);
        return due is { } at && at - now < _longestSleep ? at - now : _longestSleep;
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (atMost <= TimeSpan.Zero) return;
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        Task read = _wake.Reader.ReadAsync(either.Token).AsTask();
        await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static IQueryable<OutgoingMail> Waiting(MusicDb db) => db.OutgoingMails.Where(mail => mail.SentAt == null && mail.FailedAt == null);

    private static IQueryable<OutgoingMail> Old(MusicDb db, DateTime before) => db.OutgoingMails.Where(mail => mail.CreatedAt < before && (mail.SentAt != null || mail.FailedAt != null));

    // 2, 4, 8 ... minutes, at most four hours.
    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = TimeSpan.FromMinutes(Math.Pow(2, attempts));
        return pause < _longestPause ? pause : _longestPause;
    }
}
