using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MusicWeb.Core.Credits;

/// <summary>Audits the books once after every start.</summary>
internal sealed class CreditAuditAtStart(CheckBooks check, ILogger<CreditAuditAtStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await check.RunAsync(CheckCause.Start, askedById: null, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was done; the next start audits again.
        }
        catch (Exception fault)
        {
            // An audit that cannot be made is no reason to keep everybody out.
            log.LogError(fault, "The books could not be audited");
        }
    }
}
