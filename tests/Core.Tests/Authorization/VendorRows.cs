using MusicWeb.Core.Vendors;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class VendorRows
{
    public static IEnumerable<Row> All =>
    [
        new("FindPayers.RunAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<FindPayers>().RunAsync(actor, Ct)).Credits.AccountId == scene.TeamId)),
        new("ListProviderKeys.RunAsync", Who.Managers, async (scene, actor) =>
        {
            var key = await scene.ProviderKeyAsync();
            return Answer.Seen((await scene.Get<ListProviderKeys>().RunAsync(actor, Ct)).Any(seat => seat.Key?.Id == key));
        }),
        // Outsiders enter theirs, in their own workspaces.
        new("EnterProviderKey.RunAsync", Who.Managers | Who.Outsiders, (scene, actor) => Answer.Of(scene.Get<EnterProviderKey>().RunAsync(actor, ScriptedVendor.Name, "another-key-of-somebody", Ct))),
        new("RemoveProviderKey.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<RemoveProviderKey>().RunAsync(actor, await scene.ProviderKeyAsync(), Ct))),
        new("TestProviderKey.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<TestProviderKey>().RunAsync(actor, await scene.ProviderKeyAsync(), Ct))),
        // Whoever orders with it wants to know how far it reaches.
        new("TestProviderKey.FreshenAsync", Who.Creators, async (scene, actor) => await Answer.Of(scene.Get<TestProviderKey>().FreshenAsync(actor, await scene.ProviderKeyAsync(), Ct))),
    ];
}
