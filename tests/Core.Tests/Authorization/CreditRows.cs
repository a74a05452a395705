using MusicWeb.Core.Credits;
using MusicWeb.Providers;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class CreditRows
{
    private static readonly StatementFilter _everything = new(Kind: null, From: null, To: null, PersonId: null);
    private static readonly RedeemOrder _codes = new(Codes: 1, AmountCredits: 1, UsesPerCode: 1, ExpiresAt: null, CreditDays: null, "for friends");

    public static IEnumerable<Row> All =>
    [
        new("CreditBalance.FindAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<CreditBalance>().FindAsync(actor, Ct)).Available >= TeamCredits / 2)),
        // Members see their own entries, viewers none: the grant that is looked for is neither.
        new("CreditStatement.PageAsync", Who.Managers | Who.Keys, async (scene, actor) => Answer.Seen((await scene.Get<CreditStatement>().PageAsync(actor, _everything, before: null, 200, Ct)).Rows.Any(row => row.AvailableAfter >= TeamCredits / 2))),
        new("CreditStatement.AllAsync", Who.Managers | Who.Keys, async (scene, actor) =>
        {
            await foreach (var row in scene.Get<CreditStatement>().AllAsync(actor, _everything, Ct))
            {
                if (row.AvailableAfter >= TeamCredits / 2) return Answer.Shown;
            }

            return Answer.Nothing;
        }),
        new("CreditStatement.BalanceAtAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<CreditStatement>().BalanceAtAsync(actor, scene.App.Clock.UtcNow, Ct)).Available >= TeamCredits / 2)),
        new("CreditStatement.PeopleAsync", Who.Insiders, async (scene, actor) => Answer.Seen(!scene.IsOutside(actor) && (await scene.Get<CreditStatement>().PeopleAsync(actor, Ct)).Any(person => person.Id == actor.UserId))),
        new("CreditDays.ListAsync", Who.Managers | Who.Keys, async (scene, actor) => Answer.Seen((await scene.Get<CreditDays>().ListAsync(actor, 7, Ct)).Any(day => day.Received >= TeamCredits / 2))),
        // Of the workspace one is in: there is no other to name.
        new("CreditOutlook.FindAsync", Who.Everybody, async (scene, actor) => Answer.Seen((await scene.Get<CreditOutlook>().FindAsync(actor, Ct)).RefillCredits >= 0)),
        // Into the workspace one is in; a key takes nothing in.
        new("RedeemCredits.RunAsync", Who.Managers | Who.Member | Who.Outsiders, async (scene, actor) => await Answer.Of(scene.Get<RedeemCredits>().RunAsync(actor, await scene.CodeAsync(), Ct))),
        new("WorkspaceWallet.FindAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<WorkspaceWallet>().FindAsync(actor, Ct)).Balance.Available >= TeamCredits / 2)),
        new("CreditPockets.ListAsync", Who.People, async (scene, actor) => Answer.Seen((await scene.Get<CreditPockets>().ListAsync(actor, Ct)).Any(pocket => pocket.WorkspaceId == scene.TeamId))),
        new("FindPayer.RunAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<FindPayer>().RunAsync(actor, Ct)).AccountId == scene.TeamId)),
        // One's own choice: outsiders make theirs for their own workspace.
        new("ChoosePayer.RunAsync", Who.Managers | Who.Member | Who.Outsiders, (scene, actor) => Answer.Of(scene.Get<ChoosePayer>().RunAsync(actor, isSelf: false, Ct))),
        new("SetMemberCap.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<SetMemberCap>().RunAsync(actor, await scene.GuestAsync(), CapTerms.None, Ct))),
        new("MoveCredits.RunAsync", Who.Managers, (scene, actor) => Answer.Of(scene.Get<MoveCredits>().RunAsync(actor, scene.NewId(), scene.TeamId, actor.UserId, 1, Ct))),
        new("GiveCredits.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<GiveCredits>().RunAsync(actor, scene.NewId(), "owner@example.com", 1, "a gift", expiresAt: null, Ct))),
        new("SetPrice.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<SetPrice>().RunAsync(actor, scene.Provider, Ops.Create, 15, effectiveAt: null, "a reason", Ct))),
        new("PriceHistory.PageAsync", Who.Administrator, async (scene, actor) =>
        {
            Assert.Null((await scene.Get<SetPrice>().RunAsync(await scene.ActorAsync(Who.Administrator), scene.Provider, Ops.Create, 15, effectiveAt: null, "a reason", Ct)).Error);
            return Answer.Seen((await scene.Get<PriceHistory>().PageAsync(actor, provider: null, op: null, before: null, 10, Ct)).Items.Count > 0);
        }),
        new("CreateRedeemCodes.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<CreateRedeemCodes>().RunAsync(actor, scene.NewId(), _codes, Ct))),
        new("RevokeRedeemCodes.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<RevokeRedeemCodes>().RunAsync(actor, await scene.CodeBatchAsync(_codes), "a reason", Ct))),
        new("RedeemBatches.PageAsync", Who.Administrator, async (scene, actor) =>
        {
            await scene.CodeBatchAsync(_codes);
            return Answer.Seen((await scene.Get<RedeemBatches>().PageAsync(actor, before: null, 10, Ct)).Items.Count > 0);
        }),
        new("CheckBooks.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<CheckBooks>().RunAsync(actor, Ct))),
        new("CheckBooks.ListAsync", Who.Administrator, async (scene, actor) =>
        {
            Assert.Null((await scene.Get<CheckBooks>().RunAsync(await scene.ActorAsync(Who.Administrator), Ct)).Error);
            return Answer.Seen((await scene.Get<CheckBooks>().ListAsync(actor, 10, Ct)).Count > 0);
        }),
        new("AdjustCredits.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<AdjustCredits>().RunAsync(actor, scene.NewId(), scene.TeamId, 1, "a correction", Ct))),
    ];
}
