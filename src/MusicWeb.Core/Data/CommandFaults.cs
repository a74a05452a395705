using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MusicWeb.Core.Data;

/// <summary>
/// Remembers the first command of a context that failed. PostgreSQL answers the COMMIT of a broken transaction with a quiet
/// rollback; a write that swallowed the exception would believe it was saved. <see cref="WriteQueue"/> looks here before it commits.
/// </summary>
internal sealed class CommandFaults : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Remember(eventData);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Remember(eventData);
        return Task.CompletedTask;
    }

    private static void Remember(CommandErrorEventData eventData)
    {
        if (eventData.Context is MusicDb db) db.Fault ??= eventData.Exception;
    }
}
