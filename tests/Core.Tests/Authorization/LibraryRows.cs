using MusicWeb.Core.Library;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class LibraryRows
{
    public static IEnumerable<Row> All =>
    [
        new("FindClip.RunAsync", Who.Insiders, async (scene, actor) => Answer.Seen(await scene.Get<FindClip>().RunAsync(actor, await scene.ClipAsync(), Ct) is not null)),
        new("FindLine.RunAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<FindLine>().RunAsync(actor, await scene.ClipAsync(), Ct)).Count > 0)),
        new("ListTakes.RunAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<ListTakes>().RunAsync(actor, await scene.DoneOrderAsync(), Ct)).Count > 0)),
        new("RenameClip.RunAsync", Who.Writers, async (scene, actor) => await Answer.Of(scene.Get<RenameClip>().RunAsync(actor, await scene.ClipAsync(), "New name", Ct))),
        new("KeepOutline.RunAsync", Who.Writers, async (scene, actor) => await Answer.Of(scene.Get<KeepOutline>().RunAsync(actor, await scene.ClipAsync(), new byte[KeepOutline.Levels], Ct))),
        new("TrashClip.RunAsync", Who.Writers, async (scene, actor) => await Answer.Of(scene.Get<TrashClip>().RunAsync(actor, await scene.ClipAsync(), Ct))),
        new("RestoreClip.RunAsync", Who.Writers, async (scene, actor) => await Answer.Of(scene.Get<RestoreClip>().RunAsync(actor, await scene.TrashedClipAsync(), Ct))),
        // Out of the team, into one's own: a key stays where it was made for.
        new("MoveClips.RunAsync", Who.Managers | Who.Member, async (scene, actor) => await Answer.Of(scene.Get<MoveClips>().RunAsync(actor, [await scene.ClipAsync()], actor.UserId, Ct))),

        new("PersonaList.PageAsync", Who.Insiders, async (scene, actor) =>
        {
            var persona = await scene.PersonaAsync();
            return Answer.Seen((await scene.Get<PersonaList>().PageAsync(actor, provider: null, trashed: false, before: null, 100, Ct)).Items.Any(one => one.Belonging.Id == persona));
        }),
        new("PersonaList.FindAsync", Who.Insiders, async (scene, actor) => Answer.Seen(await scene.Get<PersonaList>().FindAsync(actor, await scene.PersonaAsync(), Ct) is not null)),
        new("ChangePersona.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<ChangePersona>().RunAsync(actor, await scene.PersonaAsync(), "New name", "", Ct))),
        new("ExportPersona.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<ExportPersona>().RunAsync(actor, await scene.PersonaAsync(), Ct))),

        new("LyricsList.PageAsync", Who.Insiders, async (scene, actor) =>
        {
            var sheet = await scene.LyricsAsync();
            return Answer.Seen((await scene.Get<LyricsList>().PageAsync(actor, trashed: false, before: null, 100, Ct)).Items.Any(one => one.Belonging.Id == sheet));
        }),
        new("LyricsList.FindAsync", Who.Insiders, async (scene, actor) => Answer.Seen(await scene.Get<LyricsList>().FindAsync(actor, await scene.LyricsAsync(), Ct) is not null)),
        new("LyricsList.VersionsAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<LyricsList>().VersionsAsync(actor, await scene.LyricsAsync(), int.MaxValue, Ct))),
        new("SaveLyrics.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<SaveLyrics>().RunAsync(actor, await scene.LyricsAsync(), "Rain", "other words", basedOn: 1, Ct))),
        new("RestoreLyricVersion.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<RestoreLyricVersion>().RunAsync(actor, await scene.LyricsAsync(), 1, Ct))),

        // The same for all kinds of belongings.
        new("TrashBelonging.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<TrashBelonging>().RunAsync<Persona>(actor, await scene.PersonaAsync(), Ct))),
        new("RestoreBelonging.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<RestoreBelonging>().RunAsync<LyricSheet>(actor, await scene.LyricsAsync(), Ct))),
        new("UsageList.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<UsageList>().RunAsync<Persona>(actor, await scene.PersonaAsync(), Ct))),
        new("ShareList.RunAsync", Who.Keepers, async (scene, actor) => await Answer.Of(scene.Get<ShareList>().RunAsync<Persona>(actor, await scene.PersonaAsync(), Ct))),
        // Rights are given and taken by people.
        new("ShareBelonging.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<ShareBelonging>().RunAsync<Persona>(actor, await scene.PersonaAsync(), actor.UserId, ShareRight.Use, Ct))),
        new("RevokeShare.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<RevokeShare>().RunAsync<Persona>(actor, await scene.SharedPersonaAsync(), (await scene.OwnerAsync()).UserId, Ct))),
    ];
}
