using Core.Tests.Tasks;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class AdminRows
{
    private static readonly UsageFilter _winter = new(new DateOnly(2025, 12, 1), new DateOnly(2026, 2, 28));

    public static IEnumerable<Row> All =>
    [
        new("FindPerson.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindPerson>().RunAsync(actor, "owner@example.com", Ct))),
        new("FindUsers.PageAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindUsers>().PageAsync(actor, before: null, 10, Ct))),
        new("FindUsers.SearchAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindUsers>().SearchAsync(actor, "owner", Ct))),
        new("SetAdministrator.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<SetAdministrator>().RunAsync(actor, await scene.GuestAsync(), isAdministrator: true, "a reason", Ct))),
        new("UserKeys.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<UserKeys>().RunAsync(actor, (await scene.OwnerAsync()).UserId, Ct))),

        new("FindWorkspaces.PageAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindWorkspaces>().PageAsync(actor, isPersonal: false, before: null, 10, Ct))),
        new("FindWorkspaces.FindAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindWorkspaces>().FindAsync(actor, scene.TeamId, Ct))),
        new("FindWorkspaces.MembersAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindWorkspaces>().MembersAsync(actor, scene.TeamId, Ct))),
        new("FindWorkspaces.OfUserAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<FindWorkspaces>().OfUserAsync(actor, (await scene.OwnerAsync()).UserId, Ct))),

        new("FindTasks.OfUserAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<FindTasks>().OfUserAsync(actor, (await scene.OwnerAsync()).UserId, before: null, 10, Ct))),
        new("FindTasks.OpenAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindTasks>().OpenAsync(actor, StillProvider.Default, 10, Ct))),
        new("FindTasks.FindAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<FindTasks>().FindAsync(actor, await scene.OrderAsync(), Ct))),
        new("CancelAnyTask.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<CancelAnyTask>().RunAsync(actor, await scene.OrderAsync(), "a reason", Ct))),
        new("RetryForOwner.RunAsync", Who.Administrator, async (scene, actor) =>
        {
            // He is let in, and told that this one failed by nobody's fault here.
            var retried = await Answer.Of(scene.Get<RetryForOwner>().RunAsync(actor, await scene.FailedOrderAsync(), "a reason", Ct));
            return retried == "not_ours" ? Answer.Ok : retried;
        }),
        new("PauseProvider.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<PauseProvider>().RunAsync(actor, StillProvider.Default, isPaused: false, "a reason", Ct))),

        new("SetOffer.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<SetOffer>().RunAsync(actor, StillProvider.Default, OfferKind.Operation, Ops.Create, new OfferTerms(OfferState.On), "a reason", Ct))),
        new("ReadOffers.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<ReadOffers>().RunAsync(actor, Ct))),
        new("OfferHistory.PageAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<OfferHistory>().PageAsync(actor, before: null, 10, Ct))),
        new("OfferHistory.PricesAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<OfferHistory>().PricesAsync(actor, before: null, 10, Ct))),
        new("CorrectWire.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<CorrectWire>().RunAsync(actor, StillProvider.Default, WireKind.SentField, "", "title", "name", "a reason", Ct))),
        new("ReadWire.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<ReadWire>().RunAsync(actor, before: null, 10, Ct))),
        new("CheckContract.ListAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<CheckContract>().ListAsync(actor, Ct))),
        new("CheckContract.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<CheckContract>().RunAsync(actor, ScriptedVendor.Name, withOwnKey: false, Ct))),

        new("UserSessions.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<UserSessions>().RunAsync(actor, (await scene.OwnerAsync()).UserId, Ct))),
        new("EndUserSessions.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<EndUserSessions>().RunAsync(actor, await scene.GuestAsync(), "a reason", Ct))),
        new("FindAnomalies.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindAnomalies>().RunAsync(actor, Ct))),
        new("MarkAnomalySeen.RunAsync", Who.Administrator, async (scene, actor) =>
        {
            // He is let in, and told that there is nothing odd of that name.
            var marked = await Answer.Of(scene.Get<MarkAnomalySeen>().RunAsync(actor, "address:none", Ct));
            return marked == "not_found" && actor.IsAdministrator ? Answer.Ok : marked;
        }),

        new("ReadFigures.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<ReadFigures>().RunAsync(actor, 7, Ct))),
        new("ReadHealth.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<ReadHealth>().RunAsync(actor, Ct))),
        new("FailureReport.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FailureReport>().RunAsync(actor, 7, Ct))),
        new("UsageReport.TopAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<UsageReport>().TopAsync(actor, _winter, UsageBy.User, Ct))),
        new("UsageReport.AllAsync", Who.Administrator, async (scene, actor) =>
        {
            await scene.DoneOrderAsync();
            await foreach (var _ in scene.Get<UsageReport>().AllAsync(actor, _winter, UsageBy.Day, Ct)) return Answer.Shown;
            return Answer.Nothing;
        }),
        new("UsageReport.NameOfWorkspaceAsync", Who.Administrator, async (scene, actor) => Answer.Seen(await scene.Get<UsageReport>().NameOfWorkspaceAsync(actor, scene.TeamId, Ct) != $"{scene.TeamId}")),

        new("AuditTrail.PageAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<AuditTrail>().PageAsync(actor, new AuditFilter(), before: null, 10, Ct))),
        new("AuditTrail.ActionsAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<AuditTrail>().ActionsAsync(actor, Ct))),
        new("AuditTrail.AllAsync", Who.Administrator, async (scene, actor) =>
        {
            await foreach (var _ in scene.Get<AuditTrail>().AllAsync(actor, new AuditFilter(), Ct)) return Answer.Shown;
            return Answer.Nothing;
        }),
    ];
}
