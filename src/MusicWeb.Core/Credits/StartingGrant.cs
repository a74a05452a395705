using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>Opens a new account's books, with credits to try things out.</summary>
internal sealed class StartingGrant(Ledger ledger, IOptions<CreditOptions> credits)
{
    /// <summary>An <see cref="AccountStep"/>; the personal workspace and its credit account have the user's id.</summary>
    public async Task RunAsync(MusicDb db, Guid userId, CancellationToken ct)
    {
        await ledger.OpenAsync(db, userId, ct);
        if (credits.Value.StartingGrant is > 0 and var amount)
        {
            await ledger.GrantAsync(db, userId, amount, "Starting credits", actorId: null, onceKey: $"starting:{userId}", expiresAt: null, ct);
        }
    }
}
