using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Begins a session when somebody has signed in.</summary>
public sealed class OpenSession(WriteQueue writes, TimeProvider time)
{
    // Whoever signs in every day and never out would fill the list; beyond this the one not used for longest ends.
    private const int MostOpen = 50;
    private const int AddressLimit = 50;

    /// <summary>Begins it.</summary>
    /// <param name="userId">Who signed in.</param>
    /// <param name="address">From where.</param>
    /// <param name="device">With what, from <see cref="DeviceWords"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The session's id; <c>disabled</c> when nobody may come in with this account.</returns>
    public Task<Result<Guid>> RunAsync(Guid userId, string address, string device, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(device);
        return writes.RunAsync<Guid>(async db =>
        {
            if (!await db.Users.AnyAsync(user => user.Id == userId && user.DisabledAt == null, ct)) return new Error("disabled", "This account is disabled. Ask whoever runs this site.");
            var now = time.GetUtcNow();
            var open = db.Sessions.Where(session => session.UserId == userId && session.EndedAt == null);
            var surplus = await open.OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id).Skip(MostOpen - 1).Select(session => session.Id).Take(MostOpen).ToListAsync(ct);
            if (surplus.Count > 0) await open.Where(session => surplus.Contains(session.Id)).ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now.UtcDateTime), ct);
            var id = Guid.CreateVersion7(now);
            db.Sessions.Add(new Session
            {
                Id = id,
                UserId = userId,
                CreatedAt = now.UtcDateTime,
                LastSeenAt = now.UtcDateTime,
                ConfirmedAt = now.UtcDateTime,
                Address = address.Length > AddressLimit ? address[..AddressLimit] : address,
                Device = device.Length > Session.DeviceLimit ? device[..Session.DeviceLimit] : device,
            });
            db.Announce(NoticeBook.TopicOf(userId), LiveKinds.Account, id);
            return id;
        }, ct);
    }
}
