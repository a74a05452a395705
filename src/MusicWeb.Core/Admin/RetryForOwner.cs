using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>
/// Orders again what failed by the installation's fault, for whoever had ordered it: a new task in the same workspace, paid as the
/// first one was. What a provider refused or failed at is the owner's to change, and nobody else's to pay for.
/// </summary>
public sealed class RetryForOwner(IDbContextFactory<MusicDb> databases, EnqueueTask enqueue, TimeProvider time)
{
    /// <summary>Enqueues the same request again, once for each failed task, whoever presses how often.</summary>
    /// <returns>
    /// The new id; <c>not_found</c>, <c>bad_reason</c>, <c>not_ours</c> when it did not fail by the installation's fault, <c>no_owner</c> when its owner has left, or any refusal of
    /// <see cref="EnqueueTask"/>.
    /// </returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, Guid taskId, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        var why = AdminReason.Check(reason);
        if (!why.IsOk) return why.Error;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Tasks.AsNoTracking().SingleOrDefaultAsync(task => task.Id == taskId, ct) is not { } old) return Error.NotFound;
        if (old.Cause?.IsOurs() is not true) return new Error("not_ours", "Only what failed by this installation's fault is tried again for its owner.");
        var role = await db.Memberships.Where(membership => membership.WorkspaceId == old.WorkspaceId && membership.UserId == old.CreatedById)
            .Select(membership => (Role?)membership.Role).SingleOrDefaultAsync(ct);
        if (role is null) return new Error("no_owner", "Whoever ordered it is no member of this workspace any more.");
        var owner = new Actor(old.CreatedById, old.WorkspaceId, role.Value, IsAdministrator: false, Door.System);
        return await enqueue.RunAsync(owner, IdOf(old), old.Provider, old.Request, retryOfId: taskId, shownPriceCredits: null, new OnBehalf(old.PayerId, Log), ct);

        void Log(MusicDb write, MusicTask task) =>
            write.Audit(actor, "task.retried", RequestTitle.Of(task.Request), task.Id, time.GetUtcNow(), why.Value, before: $"{taskId}", after: $"{task.Id}", old.WorkspaceId);
    }

    // Made from the failed task alone: two administrators who press at once order one.
    private static Guid IdOf(MusicTask old)
    {
        Span<byte> bytes = stackalloc byte[16];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"retry {old.Id}")).AsSpan(0, 16).CopyTo(bytes);
        var milliseconds = new DateTimeOffset(old.FinalizedAt!.Value).ToUnixTimeMilliseconds();
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, milliseconds);
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F)); // Version 7, so that ids keep the order of time.
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
