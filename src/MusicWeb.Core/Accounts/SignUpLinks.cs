using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>A sign-up link just made; the only moment at which its token is known.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">Stands in the link <c>/account/sign-up?link={token}</c>.</param>
public sealed record NewSignUpLink(Guid Id, string Token);

/// <summary>An administrator's links for people who shall open an account where registration is by invitation.</summary>
public sealed class SignUpLinks(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    /// <summary>Most links that are open at once.</summary>
    public const int MostOpen = 100;

    private const int TokenBytes = 32;
    private static readonly TimeSpan _life = TimeSpan.FromDays(7);

    /// <summary>Makes a link for one person, good for seven days.</summary>
    /// <returns>The token; <c>forbidden</c>, <c>bad_note</c>, <c>too_many_links</c>.</returns>
    public Task<Result<NewSignUpLink>> CreateAsync(Actor actor, string note, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(note);
        var words = note.Trim();
        if (!actor.IsAdministrator) return Task.FromResult<Result<NewSignUpLink>>(Forbidden);
        if (words.Length > SignUpLink.NoteLimit || words.Any(char.IsControl)) return Task.FromResult<Result<NewSignUpLink>>(new Error("bad_note", "Use at most {0} characters on one line.", SignUpLink.NoteLimit) { Field = "Note" });
        return writes.RunAsync<NewSignUpLink>(async db =>
        {
            var now = time.GetUtcNow();
            if (await Open(db, now).CountAsync(ct) >= MostOpen) return new Error("too_many_links", "There are {0} open links. Take back some of them first.", MostOpen);
            var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
            var link = new SignUpLink
            {
                Id = Guid.CreateVersion7(now),
                TokenHash = CreateInvitation.Hash(token),
                Note = words,
                CreatedById = actor.UserId,
                CreatedAt = now.UtcDateTime,
                ExpiresAt = (now + _life).UtcDateTime,
            };
            db.SignUpLinks.Add(link);
            db.Audit(actor, "sign-up-link.made", words, link.Id, now, after: $"until {link.ExpiresAt:yyyy-MM-dd HH:mm} UTC");
            return new NewSignUpLink(link.Id, token);
        }, ct);
    }

    /// <summary>Those that still open something, newest first; nothing for anybody but an administrator.</summary>
    public async Task<IReadOnlyList<SignUpLink>> ListAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return [];
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Open(db, time.GetUtcNow()).AsNoTracking().OrderByDescending(link => link.CreatedAt).ThenByDescending(link => link.Id).Take(MostOpen).ToListAsync(ct);
    }

    /// <summary>Takes a link back.</summary>
    /// <returns>False when it opened nothing any more; <c>forbidden</c>.</returns>
    public Task<Result<bool>> RevokeAsync(Actor actor, Guid linkId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Task.FromResult<Result<bool>>(Forbidden);
        return writes.RunAsync<bool>(async db =>
        {
            var now = time.GetUtcNow();
            var link = await Open(db, now).AsNoTracking().SingleOrDefaultAsync(link => link.Id == linkId, ct);
            if (link is null) return false;
            await db.SignUpLinks.Where(row => row.Id == linkId).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now.UtcDateTime), ct);
            db.Audit(actor, "sign-up-link.revoked", link.Note, linkId, now);
            return true;
        }, ct);
    }

    /// <summary>Whether a token opens something.</summary>
    public async Task<bool> IsGoodAsync(string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        var hash = CreateInvitation.Hash(token);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Open(db, time.GetUtcNow()).AnyAsync(link => link.TokenHash == hash, ct);
    }

    /// <summary>Uses a link up for somebody. Of two at the same moment one gets it.</summary>
    public async Task<bool> UseAsync(string token, Guid userId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        var hash = CreateInvitation.Hash(token);
        var used = await writes.RunAsync<bool>(
            async db => await Open(db, time.GetUtcNow()).Where(link => link.TokenHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedById, userId), ct) == 1,
            ct);
        return used.Value;
    }

    private static Error Forbidden { get; } = new("forbidden", "Only an administrator can let new people in.");

    private static IQueryable<SignUpLink> Open(MusicDb db, DateTimeOffset now)
    {
        var at = now.UtcDateTime;
        return db.SignUpLinks.Where(link => link.UsedById == null && link.RevokedAt == null && link.ExpiresAt > at);
    }
}
