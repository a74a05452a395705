using MusicWeb.Core.Credits;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class CreditRows
{
    public static IEnumerable<Row> All =>
    [
        new("CreditBalance.FindAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<CreditBalance>().FindAsync(actor, Ct)).Available >= TeamCredits / 2)),
        new("CreditStatement.PageAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<CreditStatement>().PageAsync(actor, before: null, 200, Ct)).Items.Any(row => row.AvailableAfter >= TeamCredits / 2))),
        new("WorkspaceWallet.FindAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<WorkspaceWallet>().FindAsync(actor, Ct)).Balance.Available >= TeamCredits / 2)),
        new("CreditPockets.ListAsync", Who.People, async (scene, actor) => Answer.Seen((await scene.Get<CreditPockets>().ListAsync(actor, Ct)).Any(pocket => pocket.WorkspaceId == scene.TeamId))),
        new("FindPayer.RunAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<FindPayer>().RunAsync(actor, Ct)).AccountId == scene.TeamId)),
        // One's own choice: outsiders make theirs for their own workspace.
        new("ChoosePayer.RunAsync", Who.Managers | Who.Member | Who.Outsiders, (scene, actor) => Answer.Of(scene.Get<ChoosePayer>().RunAsync(actor, isSelf: false, Ct))),
        new("SetMemberCap.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<SetMemberCap>().RunAsync(actor, await scene.GuestAsync(), CapTerms.None, Ct))),
        new("MoveCredits.RunAsync", Who.Managers, (scene, actor) => Answer.Of(scene.Get<MoveCredits>().RunAsync(actor, scene.NewId(), scene.TeamId, actor.UserId, 1, Ct))),
        new("GiveCredits.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<GiveCredits>().RunAsync(actor, scene.NewId(), "owner@example.com", 1, "a gift", expiresAt: null, Ct))),
        new("AdjustCredits.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<AdjustCredits>().RunAsync(actor, scene.NewId(), scene.TeamId, 1, "a correction", Ct))),
    ];
}
