using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Whether tasks are open that must be asked for with a key; answered by the room that has the tasks.</summary>
/// <param name="db">The database of the write.</param>
/// <param name="keyId">The key.</param>
/// <param name="ct">Cancels.</param>
public delegate Task<bool> KeyInUse(MusicDb db, Guid keyId, CancellationToken ct);

/// <summary>Takes a vendor's key for a person or a team, in the place of the one that was there. Only what the vendor accepts is kept.</summary>
public sealed class EnterProviderKey
{
    private const int LeastCharacters = 8;
    private readonly WriteQueue _writes;
    private readonly VendorCatalog _vendors;
    private readonly KeyVault _vault;
    private readonly VendorMirror _mirror;
    private readonly KeyInUse _isInUseAsync;
    private readonly TimeProvider _time;

    internal EnterProviderKey(WriteQueue writes, VendorCatalog vendors, KeyVault vault, VendorMirror mirror, KeyInUse isInUseAsync, TimeProvider time) =>
        (_writes, _vendors, _vault, _mirror, _isInUseAsync, _time) = (writes, vendors, vault, mirror, isInUseAsync, time);

    /// <summary>Asks the vendor, and keeps the key.</summary>
    /// <param name="actor">A person in the personal workspace; in a team its owner or an admin.</param>
    /// <param name="vendorName">A name of <see cref="VendorCatalog"/>.</param>
    /// <param name="text">The key; <c>Bearer</c> in front of it is taken off.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The key's id; <c>forbidden</c>, <c>not_found</c>, <c>unknown_vendor</c>, <c>bad_key</c>, <c>key_refused</c> with the vendor's words, <c>key_unclear</c> when it could not be asked.</returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, string vendorName, string text, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.CanManage) return Error.Forbidden;
        if (_vendors.Find(vendorName) is not { TakesKeys: true } vendor) return new Error("unknown_vendor", "Pick a vendor from the list.");
        if (Read(text) is not { } key) return new Error("bad_key", "Enter the key as the vendor shows it: one word of {0} to {1} characters.", LeastCharacters, ProviderKey.TextLimit) { Field = "Key" };
        switch (await vendor.AskAsync(key, ct))
        {
            case KeyAnswer.Works works:
                return await KeepAsync(actor, vendor, key, works.Credits, ct);
            case KeyAnswer.Refused refused:
                return new Error("key_refused", "{0} does not accept this key: {1}", vendor.DisplayName, refused.Text) { Field = "Key" };
            case KeyAnswer.Unclear unclear:
                return new Error("key_unclear", "The key could not be tested, so it was not kept. {0} Try again in a moment.", unclear.Text) { Field = "Key" };
            default:
                throw new InvalidOperationException($"{vendor.Name} gave an answer of a kind nobody knows.");
        }
    }

    private Task<Result<Guid>> KeepAsync(Actor actor, Vendor vendor, VendorKey secret, long? credits, CancellationToken ct)
    {
        var (workspaceId, now) = (actor.WorkspaceId, _time.GetUtcNow());
        var id = Guid.CreateVersion7(now);
        // Before the write: the key ring may have to save a key of its own first, and SQLite has one writer.
        var closedSecret = _vault.Close(id, secret);
        return _writes.RunAsync<Guid>(async db =>
        {
            if (await db.EnterKeyRoomAsync(actor, ct) is { } closed) return closed;
            var old = await db.ProviderKeys.InForceOf(workspaceId).SingleOrDefaultAsync(key => key.Vendor == vendor.Name, ct);
            if (old is not null)
            {
                old.Retire(now.UtcDateTime);
                await db.SaveChangesAsync(ct); // Makes room in the unique index, and waits for tasks that end with it at this moment.
                if (!await _isInUseAsync(db, old.Id, ct)) old.Forget();
            }

            var key = new ProviderKey { Id = id, WorkspaceId = workspaceId, Vendor = vendor.Name, LastFour = secret.LastFour, CreatedById = actor.UserId, CreatedAt = now.UtcDateTime };
            key.Keep(closedSecret);
            db.ProviderKeys.Add(key);
            await _mirror.OpenAsync(db, key.Id, workspaceId, ct);
            if (credits is { } balance) await _mirror.FollowAsync(db, key.Id, balance, entriesBefore: 0, "As the vendor said when the key was entered", ct);
            key.ReadBalance(credits, credits is null ? null : 0, now.UtcDateTime);
            if (vendor.TellsBalance) key.AskAgain(RefreshBalances.Later(now.UtcDateTime));
            db.Audit(actor, old is null ? "provider-key.entered" : "provider-key.replaced", $"{vendor.DisplayName} ({key.Shown})", key.Id, now, before: old?.Shown, after: key.Shown);
            db.Announce($"workspace:{workspaceId}", LiveKinds.ProviderKey, key.Id);
            return id;
        }, ct);
    }

    private static VendorKey? Read(string? text)
    {
        var key = text?.Trim() ?? "";
        if (key.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) key = key["Bearer ".Length..].Trim();
        // It travels in a header: nothing but printable ASCII arrives there unchanged.
        return key.Length is >= LeastCharacters and <= ProviderKey.TextLimit && key.All(letter => letter is > ' ' and <= '~') ? new VendorKey(key) : null;
    }
}

internal static class KeyRoom
{
    /// <summary>Lets in who keeps the keys of a workspace, with the role of this moment and the workspace's row held.</summary>
    public static async Task<Error?> EnterKeyRoomAsync(this MusicDb db, Actor actor, CancellationToken ct)
    {
        if (!actor.CanManage) return Error.Forbidden;
        if (actor.WorkspaceId != actor.UserId) return (await db.EnterTeamAsync(actor, Role.Admin, ct)).Error;
        return await db.HoldWorkspaceAsync(actor.WorkspaceId, ct) ? null : Error.NotFound;
    }
}
