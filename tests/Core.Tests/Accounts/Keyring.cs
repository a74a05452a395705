using System.Net;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;

namespace Core.Tests.Accounts;

/// <summary>The verbs of keys, for tests.</summary>
internal static class Keyring
{
    public const ApiKeyScopes All = ApiKeyScopes.Read | ApiKeyScopes.Create | ApiKeyScopes.Manage;

    public static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ApiKeyTerms Terms(string name = "deploy bot", long? cap = null, CapPeriod period = CapPeriod.Day, string? addresses = null) => new(name, cap, period, addresses);

    /// <summary>A key that works.</summary>
    public static async Task<NewApiKey> MakeKeyAsync(this TestApp app, Actor actor, ApiKeyTerms? terms = null, ApiKeyScopes scopes = All, DateTime? expiresAt = null)
    {
        var made = await app.Get<CreateApiKey>().RunAsync(actor, terms ?? Terms(), scopes, expiresAt, Token);
        Assert.Null(made.Error);
        return made.Value!;
    }

    public static Task<Result<Actor>> EnterAsync(this TestApp app, string text, IPAddress? from = null) => app.Get<FindKeyActor>().RunAsync(text, from ?? Home, Token);

    /// <summary>The actor of a key that must work.</summary>
    public static async Task<Actor> KeyActorAsync(this TestApp app, string text)
    {
        var entered = await app.EnterAsync(text);
        Assert.Null(entered.Error);
        return entered.Value!;
    }

    public static async Task<ApiKeyView> KeyViewAsync(this TestApp app, Actor actor, Guid id) => (await app.Get<ListApiKeys>().RunAsync(actor, Token)).Single(key => key.Id == id);

    public static async Task<List<AuditEvent>> AuditAsync(this TestApp app, string prefix = "key.")
    {
        await using var db = app.OpenDb();
        return await db.AuditEvents.AsNoTracking().Where(row => row.Action.StartsWith(prefix)).OrderBy(row => row.Id).ToListAsync(Token);
    }
}
