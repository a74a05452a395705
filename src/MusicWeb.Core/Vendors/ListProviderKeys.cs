using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>The vendors, and which keys a workspace has for them.</summary>
public sealed class ListProviderKeys(IDbContextFactory<MusicDb> databases, VendorCatalog vendors)
{
    /// <summary>All vendors of this installation, for whoever keeps the keys of a workspace; nothing for others.</summary>
    public async Task<IReadOnlyList<VendorSeat>> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.CanManage) return [];
        await using var db = await databases.CreateDbContextAsync(ct);
        var (accounts, transfers, users) = (db.CreditAccounts, db.Transfers, db.Users);
        var keys = await db.ProviderKeys.InForceOf(actor.WorkspaceId)
            .Select(key => new
            {
                Key = key,
                Account = accounts.Where(account => account.Id == key.Id).Select(account => new { account.Posted, account.Held }).Single(),
                Spent = transfers.Where(entry => entry.AccountId == key.Id && entry.Kind == TransferKind.Capture).Sum(entry => entry.AmountCredits),
                EnteredBy = users.Where(user => user.Id == key.CreatedById).Select(user => new { user.DisplayName, user.UserName }).FirstOrDefault(),
            })
            .AsNoTracking().ToDictionaryAsync(row => row.Key.Vendor, ct);
        return [.. vendors.All.Where(vendor => vendor.TakesKeys).Select(vendor => new VendorSeat(
            vendor.Name, vendor.DisplayName, vendor.HasKey,
            keys.TryGetValue(vendor.Name, out var row)
                ? new ProviderKeyView(
                    row.Key.Id, row.Key.Shown, row.Key.CreatedAt, row.EnteredBy is { } person ? PersonNames.Of(person.DisplayName, person.UserName) : "", row.Key.BalanceCredits, row.Key.BalanceAt,
                    row.Account.Posted - row.Account.Held, row.Account.Held, row.Spent, row.Key.DifferenceCredits, row.Key.Trouble, row.Key.TroubleAt)
                : null,
            vendor.TellsBalance)
        {
            CreditNote = vendor.CreditNote,
        })];
    }
}
