using MusicWeb.Core.Admin;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class AdminRows
{
    public static IEnumerable<Row> All =>
    [
        new("FindPerson.RunAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<FindPerson>().RunAsync(actor, "owner@example.com", Ct))),
        new("AuditTrail.PageAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<AuditTrail>().PageAsync(actor, new AuditFilter(), before: null, 10, Ct))),
        new("AuditTrail.ActionsAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<AuditTrail>().ActionsAsync(actor, Ct))),
        new("AuditTrail.AllAsync", Who.Administrator, async (scene, actor) =>
        {
            await foreach (var _ in scene.Get<AuditTrail>().AllAsync(actor, new AuditFilter(), Ct)) return Answer.Ok;
            return Answer.Nothing;
        }),
    ];
}
