using Core.Tests.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace Core.Tests.Vendors;

/// <summary>An app with a vendor and one provider that needs its key.</summary>
internal static class Keyed
{
    public const string Text = "bens-own-secret-key-1234";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ScriptedProvider Provider() => new(repeatable: false, canCancel: false, vendor: ScriptedVendor.Name)
    {
        OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("vendor-1", TimeSpan.FromSeconds(5))),
    };

    public static Task<TestApp> StartAsync(DatabaseProvider database, ScriptedVendor vendor, ScriptedProvider? provider = null) => TestApp.StartAsync(database, 150, services => With(services, vendor, provider ?? Provider()));

    public static void With(IServiceCollection services, ScriptedVendor vendor, ScriptedProvider provider)
    {
        services.AddSingleton(vendor.Vendor);
        Steps.With(services, provider);
    }

    public static Task<Result<Guid>> EnterAsync(this TestApp app, Actor actor, string text = Text) => app.Get<EnterProviderKey>().RunAsync(actor, ScriptedVendor.Name, text, Token);

    public static async Task<Guid> EnteredAsync(this TestApp app, Actor actor, string text = Text)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var entered = await app.EnterAsync(actor, text);
        Assert.Null(entered.Error);
        return entered.Value;
    }

    public static Task<Result<Guid>> OrderAsync(this TestApp app, Actor actor, Guid? id = null) =>
        app.EnqueueAsync(actor, id ?? Guid.CreateVersion7(app.Clock.GetUtcNow()), ScriptedProvider.Request(), ScriptedProvider.Name);

    public static async Task<ProviderKey> KeyRowAsync(this TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        return await db.ProviderKeys.AsNoTracking().SingleAsync(key => key.Id == id, Token);
    }

    public static async Task<(long Available, long Held)> AccountAsync(this TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        var account = await db.CreditAccounts.AsNoTracking().SingleAsync(account => account.Id == id, Token);
        return (account.Available, account.Held);
    }

    public static async Task<ProviderKeyView?> SeenAsync(this TestApp app, Actor actor) => Assert.Single(await app.Get<ListProviderKeys>().RunAsync(actor, Token)).Key;
}
