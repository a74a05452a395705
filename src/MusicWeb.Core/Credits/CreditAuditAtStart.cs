using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MusicWeb.Core.Credits;

/// <summary>Audits the books once after every start. It reports and never repairs: what broke them must be understood first.</summary>
internal sealed class CreditAuditAtStart(CreditAudit audit, ILogger<CreditAuditAtStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var report = await audit.RunAsync(stoppingToken);
            foreach (var finding in report.Findings) log.LogError("The books do not add up: {Finding}", finding);
            if (report.IsBalanced) log.LogInformation("The books add up: {Accounts} accounts, {Transfers} entries", report.Accounts, report.Transfers);
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
