using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Keeps API keys out of what is sent to providers and stored with songs.</summary>
internal static class KeyInText
{
    /// <summary>Looks for a key in everything a person writes.</summary>
    /// <returns>
    /// Null when there is none; <c>own_key_in_text</c> with the key's id when it is one of the actor's that can still be rotated, otherwise
    /// <c>key_in_text</c>. Nobody is told whose key a text holds.
    /// </returns>
    public static async Task<Error?> RefuseAsync(IDbContextFactory<MusicDb> databases, Actor actor, MusicRequest request, CancellationToken ct)
    {
        (string Field, string? Text)[] texts =
        [
            (nameof(request.Title), request.Title),
            (nameof(request.Lyrics), request.Lyrics),
            (nameof(request.Description), request.Description),
            (nameof(request.Styles), request.Styles),
            (nameof(request.NegativeStyles), request.NegativeStyles),
        ];
        var (field, key) = texts.Select(one => (one.Field, Key: ApiKeyText.FindIn(one.Text))).FirstOrDefault(one => one.Key is not null);
        if (key is null) return null;
        var hash = ApiKeyText.HashOf(key);
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.ApiKeys
            .Where(one => one.UserId == actor.UserId && one.RevokedAt == null && (one.Hash == hash || one.PreviousHash == hash))
            .Select(one => new { one.Id, one.Name }).SingleOrDefaultAsync(ct);
        return own is null
            ? new Error("key_in_text", "There is an API key in this text. Take it out, and revoke the key if it was meant to stay secret.") { Field = field }
            : new Error("own_key_in_text", "Your API key \"{0}\" stands in this text. Take it out; who reads this page can use it, so rotate it too.", own.Name) { Field = field, SubjectId = own.Id };
    }
}
