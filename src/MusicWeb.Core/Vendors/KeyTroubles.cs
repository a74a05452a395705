using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Vendors;

/// <summary>
/// What a vendor says against a key goes to those whose key it is: a person, the owner and admins of a team, the administrators for the
/// installation's own. Nobody else reads the vendor's words.
/// </summary>
internal sealed class KeyTroubles(TimeProvider time)
{
    // Whoever has not mended it within a day is told once more.
    private static readonly TimeSpan _tellAgainAfter = TimeSpan.FromDays(1);

    /// <summary>Keeps the trouble of a task's key and tells those who can mend it, once.</summary>
    public async Task MeetAsync(MusicDb db, string vendor, string name, Guid? keyId, string text, CancellationToken ct)
    {
        var id = keyId ?? IdOfInstallation(vendor);
        var key = await db.ProviderKeys.SingleOrDefaultAsync(key => key.Id == id, ct);
        if (key is null)
        {
            if (keyId is not null) return;
            key = new ProviderKey { Id = id, Vendor = vendor, CreatedAt = Now };
            db.ProviderKeys.Add(key);
        }

        await MeetAsync(db, key, name, text, ct);
    }

    /// <summary>The same for a key that the write has loaded.</summary>
    public async Task MeetAsync(MusicDb db, ProviderKey key, string name, string text, CancellationToken ct)
    {
        var isKnown = key.Trouble is not null && key.TroubleAt > Now - _tellAgainAfter;
        key.Meet(Fit(text), Now);
        if (key.WorkspaceId is { } workspaceId) db.Announce($"workspace:{workspaceId}", LiveKinds.ProviderKey, key.Id);
        // Tasks of a replaced key come to their end in peace.
        if (isKnown || key.RetiredAt is not null) return;
        var now = time.GetUtcNow();
        if (key.WorkspaceId is not { } owner)
        {
            foreach (var administrator in await db.Users.Where(user => user.IsAdministrator && user.DisabledAt == null).Select(user => user.Id).ToListAsync(ct))
                db.Notify(administrator, NoticeKind.Site, now, "/admin/vendors", "{0} does not accept the installation's key: {1}", name, text);
            return;
        }

        var keepers = db.Memberships.Where(member => member.WorkspaceId == owner && (member.Role == Role.Owner || member.Role == Role.Admin)).Take(AcceptInvitation.MaxMembers);
        foreach (var keeper in await keepers.Select(member => member.UserId).ToListAsync(ct))
        {
            var isOwn = keeper == owner;
            db.Notify(
                keeper, isOwn ? NoticeKind.CreditsLow : NoticeKind.Workspace, now, isOwn ? "/keys" : $"/w/{owner}/settings",
                isOwn ? "{0} does not accept your key: {1}" : "{0} does not accept this team's key: {1}", name, text);
        }
    }

    /// <summary>The id of the row that keeps what is known of the installation's own key.</summary>
    public static Guid IdOfInstallation(string vendor) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"installation's key of {vendor}")).AsSpan(0, 16));

    private static string Fit(string text) => text.Length <= ProviderKey.TroubleLimit ? text : text[..(char.IsHighSurrogate(text[ProviderKey.TroubleLimit - 1]) ? ProviderKey.TroubleLimit - 1 : ProviderKey.TroubleLimit)];

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
