using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Mail;
using MusicWeb.Core.Media;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Leaving;

/// <summary>What stands between a person and leaving, and what would go.</summary>
/// <param name="OwnedTeams">Names of teams that would have no owner.</param>
/// <param name="OpenTasks">Songs of one's own that are in the making.</param>
/// <param name="IsLastAdministrator">Nobody else runs the site.</param>
/// <param name="OwnClips">Songs that would be deleted.</param>
/// <param name="TeamClips">Songs that stay with teams, without a name.</param>
/// <param name="SharedThings">Personas, lyrics and presets of one's own that teams may use.</param>
public sealed record Departure(IReadOnlyList<string> OwnedTeams, int OpenTasks, bool IsLastAdministrator, int OwnClips, int TeamClips, int SharedThings)
{
    /// <summary>Nothing stands in the way.</summary>
    public bool IsOpen => OwnedTeams.Count == 0 && OpenTasks == 0 && !IsLastAdministrator;
}

/// <summary>
/// Ends a person's account. Personal songs and their files go; songs in teams stay with the teams; the books stay too, and speak of
/// somebody without name and address from then on.
/// </summary>
public sealed class DeleteAccount(IDbContextFactory<MusicDb> databases, WriteQueue writes, MediaStore media, TimeProvider time)
{
    private const int TeamsShown = 20;

    /// <summary>What would happen.</summary>
    public async Task<Departure> LookAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await LookAsync(db, userId, ct);
    }

    /// <summary>Ends the account.</summary>
    /// <param name="actor">The person, in the personal workspace; a fresh proof is the door's business.</param>
    /// <param name="leavesShared">What is shared stays with the teams it is shared with; otherwise it is deleted like the rest.</param>
    /// <param name="ct">Cancels until the change is sent.</param>
    /// <returns>How many songs were deleted; <c>owns_teams</c>, <c>tasks_open</c>, <c>last_administrator</c>, <c>not_found</c>.</returns>
    public async Task<Result<int>> RunAsync(Actor actor, bool leavesShared, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsPerson) return Error.Forbidden; // A key must not end its owner.
        var userId = actor.UserId;
        List<string> keys = [];
        var left = await writes.RunAsync<int>(async db =>
        {
            keys.Clear();
            if (await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId && user.DeletedAt == null, ct) is not { } user) return Error.NotFound;
            var departure = await LookAsync(db, userId, ct);
            if (Refuse(departure) is { } refusal) return refusal;
            var now = time.GetUtcNow();
            if (leavesShared) await db.HandOnAsync(actor, now, ct);
            keys.AddRange(await DeleteSongsAsync(db, userId, ct));
            await LeaveTeamsAsync(db, userId, ct);
            await ForgetAsync(db, user, now, ct);
            db.Audit(actor, "account.deleted", NameOf(userId), userId, now, after: $"{departure.OwnClips} songs deleted, {departure.TeamClips} stay with teams; {departure.SharedThings} shared things {(leavesShared ? "too" : "deleted")}");
            if (user.Email is { Length: > 0 } email) db.Mail(email, "Your MusicWeb account is deleted", "Your account, your personal songs and their files are deleted. Songs you made in teams stay with the teams, without your name.\n\nIf you did not do this, tell whoever runs the site.", now);
            db.Announce(NoticeBook.TopicOf(userId), LiveKinds.Sessions, userId);
            return departure.OwnClips;
        }, ct);
        if (!left.IsOk) return left;
        // After the commit: a file without a row is litter, a row without a file is a broken promise.
        foreach (var key in keys) File.Delete(media.PathOf(key));
        return left;
    }

    private static Error? Refuse(Departure departure)
    {
        if (departure.OwnedTeams.Count > 0) return new Error("owns_teams", "You own {0}. Hand your teams over to somebody, or delete them first.", string.Join(", ", departure.OwnedTeams));
        if (departure.IsLastAdministrator) return new Error("last_administrator", "You are the only administrator. Make somebody else one first.");
        return departure.OpenTasks > 0 ? new Error("tasks_open", "{0} of your songs are in the making. Wait for them, or cancel them first.", departure.OpenTasks) : null;
    }

    private static async Task<Departure> LookAsync(MusicDb db, Guid userId, CancellationToken ct)
    {
        var workspaces = db.Workspaces.Where(workspace => !workspace.IsPersonal && workspace.DeletedAt == null);
        var teams = await db.Memberships.Where(membership => membership.UserId == userId && membership.Role == Role.Owner)
            .Join(workspaces, membership => membership.WorkspaceId, workspace => workspace.Id, (_, workspace) => workspace.Name).OrderBy(name => name).Take(TeamsShown).ToListAsync(ct);
        var isAdministrator = await db.Users.AnyAsync(user => user.Id == userId && user.IsAdministrator, ct);
        return new Departure(
            teams,
            await db.Tasks.CountAsync(task => task.WorkspaceId == userId && task.FinalizedAt == null, ct),
            isAdministrator && !await db.Users.AnyAsync(user => user.Id != userId && user.IsAdministrator && user.DisabledAt == null, ct),
            await db.Clips.CountAsync(clip => clip.WorkspaceId == userId, ct),
            await db.Clips.CountAsync(clip => clip.WorkspaceId != userId && clip.CreatedById == userId, ct),
            await db.CountSharedAsync(userId, ct));
    }

    private static async Task<IReadOnlyList<string>> DeleteSongsAsync(MusicDb db, Guid userId, CancellationToken ct)
    {
        var clips = db.Clips.Where(clip => clip.WorkspaceId == userId);
        var files = db.ClipFiles.Where(file => clips.Any(clip => clip.Id == file.ClipId));
        var keys = await files.Select(file => file.StorageKey).ToListAsync(ct);
        await files.ExecuteDeleteAsync(ct);
        await db.ClipSources.Where(source => clips.Any(clip => clip.Id == source.ClipId)).ExecuteDeleteAsync(ct);
        await clips.ExecuteDeleteAsync(ct);
        await db.Drafts.Where(draft => draft.UserId == userId).ExecuteDeleteAsync(ct);
        // What others were allowed to use goes with it.
        var sheets = db.LyricSheets.Where(sheet => sheet.WorkspaceId == userId);
        var (personas, presets) = (db.Personas.Where(persona => persona.WorkspaceId == userId), db.Presets.Where(preset => preset.WorkspaceId == userId));
        await db.Shares.Where(share => sheets.Any(one => one.Id == share.SubjectId) || personas.Any(one => one.Id == share.SubjectId) || presets.Any(one => one.Id == share.SubjectId)).ExecuteDeleteAsync(ct);
        await db.LyricVersions.Where(version => sheets.Any(sheet => sheet.Id == version.SheetId)).ExecuteDeleteAsync(ct);
        await sheets.ExecuteDeleteAsync(ct);
        await personas.ExecuteDeleteAsync(ct);
        await presets.ExecuteDeleteAsync(ct);
        // Tasks stay for the books; what was asked for does not.
        var forgotten = new MusicRequest { Op = "deleted", Model = "deleted" };
        await db.Tasks.Where(task => task.WorkspaceId == userId).ExecuteUpdateAsync(set => set.SetProperty(task => task.Request, forgotten), ct);
        return keys;
    }

    private static async Task LeaveTeamsAsync(MusicDb db, Guid userId, CancellationToken ct)
    {
        foreach (var workspaceId in await db.Memberships.Where(membership => membership.UserId == userId).Select(membership => membership.WorkspaceId).ToListAsync(ct))
            db.Announce($"workspace:{workspaceId}", LiveKinds.Members, userId);
        await db.Memberships.Where(membership => membership.UserId == userId).ExecuteDeleteAsync(ct);
    }

    private static async Task ForgetAsync(MusicDb db, User user, DateTimeOffset now, CancellationToken ct)
    {
        var (userId, name, stamp, at) = (user.Id, NameOf(user.Id), $"{Guid.CreateVersion7(now)}", now.UtcDateTime);
        await db.Notices.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
        await db.ActivityEvents.Where(row => row.SubjectId == userId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Subject, ""), ct);
        await db.NoticeSettings.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
        await db.Sessions.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
        await db.PayerChoices.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
        await db.UserPasskeys.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
        await db.UserLogins.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
        await db.UserTokens.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
        await db.UserClaims.Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
        await ForgetKeysAsync(db, userId, at, ct);
        await db.ForgetKeysAsync(userId, at, ct);
        await db.OutgoingMails.Where(row => row.To == user.Email).ExecuteDeleteAsync(ct);
        await db.Workspaces.Where(row => row.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, name).SetProperty(row => row.DeletedAt, at), ct);
        await db.Users.Where(row => row.Id == userId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.UserName, name).SetProperty(row => row.NormalizedUserName, name.ToUpperInvariant())
                .SetProperty(row => row.Email, (string?)null).SetProperty(row => row.NormalizedEmail, (string?)null).SetProperty(row => row.EmailConfirmed, false)
                .SetProperty(row => row.PasswordHash, (string?)null).SetProperty(row => row.TwoFactorEnabled, false).SetProperty(row => row.DisplayName, (string?)null)
                .SetProperty(row => row.SecurityStamp, stamp).SetProperty(row => row.ConcurrencyStamp, stamp)
                .SetProperty(row => row.IsAdministrator, false).SetProperty(row => row.DisabledAt, at).SetProperty(row => row.DeletedAt, at),
            ct);
    }

    // The books name keys, so their rows stay; where somebody used them from does not.
    private static async Task ForgetKeysAsync(MusicDb db, Guid userId, DateTime at, CancellationToken ct)
    {
        var apiKeys = db.ApiKeys.Where(key => key.UserId == userId);
        await db.ApiKeyAddresses.Where(seen => apiKeys.Any(key => key.Id == seen.KeyId)).ExecuteDeleteAsync(ct);
        await apiKeys.ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, key => key.RevokedAt ?? at).SetProperty(key => key.LastUsedFrom, (string?)null), ct);
    }

    // Names nobody, and is nobody else's name to sign in with.
    private static string NameOf(Guid userId) => $"deleted-{userId:N}";
}
