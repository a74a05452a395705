using Core.Tests.Credits;
using Core.Tests.Tasks;
using MusicWeb.Core.Credits;
using MusicWeb.Providers;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class CreditRows
{
    public static IEnumerable<Row> All =>
    [
        new("CreditBalance.FindAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<CreditBalance>().FindAsync(actor, Ct)).Available >= TeamCredits / 2)),
        // Members read what they ordered themselves, which is nothing here.
        new("CreditStatement.PageAsync", Who.Managers | Who.Keys, async (scene, actor) =>
            Answer.Seen((await scene.Get<CreditStatement>().PageAsync(actor, StatementFilter.All, before: null, take: 500, Ct)).Rows.Any(row => row.AvailableAfter >= TeamCredits / 2))),
        new("CreditStatement.AllAsync", Who.Managers | Who.Keys, async (scene, actor) =>
            Answer.Seen(await scene.Get<CreditStatement>().AllAsync(actor, StatementFilter.All, Ct).AnyAsync(row => row.AvailableAfter >= TeamCredits / 2, Ct))),
        new("CreditStatement.BalanceAtAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<CreditStatement>().BalanceAtAsync(actor, scene.App.Clock.UtcNow, Ct)).Available >= TeamCredits / 2)),
        new("CreditStatement.PeopleAsync", Who.Managers, async (scene, actor) => Answer.Seen((await scene.Get<CreditStatement>().PeopleAsync(actor, Ct)).Count > 1)),
        new("CreditDays.ListAsync", Who.Managers | Who.Keys, async (scene, actor) => Answer.Seen((await scene.Get<CreditDays>().ListAsync(actor, days: 366, Ct)).Any(day => day.Received >= TeamCredits / 2))),
        new("CreditOutlook.FindAsync", Who.Insiders, async (scene, actor) =>
        {
            await scene.App.GrantAsync(scene.TeamId, amount: 1, expiresAt: scene.App.Clock.UtcNow.AddDays(1));
            return Answer.Seen((await scene.Get<CreditOutlook>().FindAsync(actor, Ct)).ExpiringCredits > 0);
        }),
        new("WorkspaceWallet.FindAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<WorkspaceWallet>().FindAsync(actor, Ct)).Balance.Available >= TeamCredits / 2)),
        new("CreditPockets.ListAsync", Who.People, async (scene, actor) => Answer.Seen((await scene.Get<CreditPockets>().ListAsync(actor, Ct)).Any(pocket => pocket.WorkspaceId == scene.TeamId))),
        // One's own choice: outsiders make theirs for their own workspace.
        new("ChoosePayer.RunAsync", Who.Managers | Who.Member | Who.Outsiders, (scene, actor) => Answer.Of(scene.Get<ChoosePayer>().RunAsync(actor, isSelf: false, Ct))),
        new("SetMemberCap.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<SetMemberCap>().RunAsync(actor, await scene.GuestAsync(), CapTerms.None, Ct))),
        new("MoveCredits.RunAsync", Who.Managers, (scene, actor) => Answer.Of(scene.Get<MoveCredits>().RunAsync(actor, scene.NewId(), scene.TeamId, actor.UserId, 1, Ct))),
        new("GiveCredits.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<GiveCredits>().RunAsync(actor, scene.NewId(), "owner@example.com", 1, "a gift", expiresAt: null, Ct))),
        new("AdjustCredits.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<AdjustCredits>().RunAsync(actor, scene.NewId(), scene.TeamId, 1, "a correction", Ct))),
        new("SetPrice.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<SetPrice>().RunAsync(actor, Manifest(scene), Ops.Create, 15, effectiveAt: null, "as it is", Ct))),
        new("PriceHistory.PageAsync", Who.Administrator, async (scene, actor) =>
        {
            await scene.Get<SetPrice>().RunAsync(await scene.ActorAsync(Who.Administrator), Manifest(scene), Ops.Create, 15, effectiveAt: null, "as it is", Ct);
            return Answer.Seen((await scene.Get<PriceHistory>().PageAsync(actor, provider: null, op: null, before: null, take: 5, Ct)).Items.Count > 0);
        }),
        new("CreateRedeemCodes.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<CreateRedeemCodes>().RunAsync(actor, scene.NewId(), _codes, Ct))),
        new("RevokeRedeemCodes.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<RevokeRedeemCodes>().RunAsync(actor, (await BatchAsync(scene)).Id, "leaked", Ct))),
        new("RedeemBatches.PageAsync", Who.Administrator, async (scene, actor) =>
        {
            await BatchAsync(scene);
            return Answer.Seen((await scene.Get<RedeemBatches>().PageAsync(actor, before: null, take: 5, Ct)).Items.Count > 0);
        }),
        new("RedeemBatches.FindAsync", Who.Administrator, async (scene, actor) => Answer.Seen(await scene.Get<RedeemBatches>().FindAsync(actor, (await BatchAsync(scene)).Id, Ct) is not null)),
        new("RedeemUses.PageAsync", Who.Administrator, async (scene, actor) => Answer.Seen((await scene.Get<RedeemUses>().PageAsync(actor, await UsedBatchAsync(scene), before: null, take: 5, Ct)).Items.Count > 0)),
        new("RedeemUses.AllAsync", Who.Administrator, async (scene, actor) => Answer.Seen(await scene.Get<RedeemUses>().AllAsync(actor, await UsedBatchAsync(scene), Ct).AnyAsync(Ct))),
        // Into the workspace one is in: outsiders into their own.
        new("RedeemCredits.RunAsync", Who.Managers | Who.Member | Who.Outsiders, async (scene, actor) => await Answer.Of(scene.Get<RedeemCredits>().RunAsync(actor, (await BatchAsync(scene)).Code, Ct))),
        new("CheckBooks.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<CheckBooks>().RunAsync(actor, Ct))),
        // The row before this one has made a check.
        new("CheckBooks.ListAsync", Who.Administrator, async (scene, actor) => Answer.Seen((await scene.Get<CheckBooks>().ListAsync(actor, take: 5, Ct)).Count > 0)),
    ];

    private static readonly RedeemOrder _codes = new(Codes: 1, AmountCredits: 1, UsesPerCode: 1, ExpiresAt: null, CreditDays: null, "a try");

    private static ProviderManifest Manifest(Scene scene) => scene.Get<ProviderCatalog>().Find(StillProvider.Default)!.Manifest;

    private static async Task<Guid> UsedBatchAsync(Scene scene)
    {
        var (id, code) = await BatchAsync(scene);
        Assert.Null((await scene.Get<RedeemCredits>().RunAsync(await scene.OwnerAsync(), code, Ct)).Error);
        return id;
    }

    private static async Task<(Guid Id, string Code)> BatchAsync(Scene scene)
    {
        var id = scene.NewId();
        return (id, (await scene.Get<CreateRedeemCodes>().RunAsync(await scene.ActorAsync(Who.Administrator), id, _codes, Ct)).Value![0]);
    }
}
