using Core.Tests.Tasks;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class TaskRows
{
    private static readonly SongFilter _all = new(Op: null, Status: null, Trashed: false);

    public static IEnumerable<Row> All =>
    [
        // An outsider's id is one that the team has used.
        new("EnqueueTask.RunAsync", Who.Creators, async (scene, actor) => await Answer.Of(scene.Get<EnqueueTask>().RunAsync(actor, scene.IsOutside(actor) ? await scene.OrderAsync() : scene.NewId(), StillProvider.Default, Orders.Rain, retryOfId: null, Ct))),
        new("RetryTask.RunAsync", Who.Creators, async (scene, actor) => await Answer.Of(scene.Get<RetryTask>().RunAsync(actor, await scene.FailedOrderAsync(), scene.NewId(), Ct))),
        // The same: what an outsider adds under his own id stands in his own library.
        new("AddRecording.RunAsync", Who.Managers | Who.Member, async (scene, actor) => await Answer.Of(scene.App.AddRecordingAsync(actor, Recordings.Offer(scene.App) with { Id = scene.IsOutside(actor) ? await scene.OrderAsync() : scene.NewId() }))),
        new("CancelTask.RunAsync", Who.Writers, async (scene, actor) => await Answer.Of(scene.Get<CancelTask>().RunAsync(actor, await scene.OrderAsync(), Ct))),
        new("ResolveUncertain.RunAsync", Who.Keepers | Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<ResolveUncertain>().RunAsync(actor, await scene.UncertainOrderAsync(), providerTaskId: null, Ct))),
        new("ListUncertain.RunAsync", Who.Keepers, async (scene, actor) =>
        {
            var order = await scene.UncertainOrderAsync();
            return Answer.Seen((await scene.Get<ListUncertain>().RunAsync(actor, Ct)).Any(one => one.Id == order));
        }),
        new("FindTask.RunAsync", Who.Insiders, async (scene, actor) => Answer.Seen(await scene.Get<FindTask>().RunAsync(actor, await scene.OrderAsync(), Ct) is not null)),
        new("FindCharge.RunAsync", Who.Insiders, async (scene, actor) => Answer.Seen(await scene.Get<FindCharge>().RunAsync(actor, await scene.OrderAsync(), Ct) is not null)),
        new("TaskPlaces.FindAsync", Who.Insiders, async (scene, actor) =>
        {
            var order = await scene.OrderAsync();
            return Answer.Seen((await scene.Get<TaskPlaces>().FindAsync(actor, [order], Ct)).ContainsKey(order));
        }),
        new("SongList.PageAsync", Who.Insiders, async (scene, actor) =>
        {
            var clip = await scene.ClipAsync();
            return Answer.Seen((await scene.Get<SongList>().PageAsync(actor, _all, before: null, 100, Ct)).Items.Any(row => row.Clip?.Id == clip));
        }),
        new("PresetList.PageAsync", Who.Insiders, async (scene, actor) =>
        {
            var preset = await scene.PresetAsync();
            return Answer.Seen((await scene.Get<PresetList>().PageAsync(actor, "create", before: null, 100, Ct)).Items.Any(one => one.Belonging.Id == preset));
        }),
        new("SavePreset.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<SavePreset>().RunAsync(actor, await scene.PresetAsync(), "create", "Fast", "{}", Ct))),
        // One's own drafts, wherever one may look; nobody else's can be named.
        new("WrittenTexts.RunAsync", Who.Everybody, async (scene, actor) => Answer.Seen(await scene.Get<WrittenTexts>().RunAsync(actor, Ops.Lyrics, Ct) is [])),
        new("OpenDraft.RunAsync", Who.Everybody, async (scene, actor) => Answer.Seen(await scene.Get<OpenDraft>().RunAsync(actor, "create", Ct) is not null)),
        new("SaveDraft.RunAsync", Who.People | Who.Outsiders, (scene, actor) => Answer.Of(scene.Get<SaveDraft>().RunAsync(actor, "create", "{}", Ct))),
        new("DeleteWorkspace.RunAsync", Who.Owner, (scene, actor) => Answer.Of(scene.Get<DeleteWorkspace>().RunAsync(actor, toTrash: true, Ct)), EndsTeam: true),
    ];
}
