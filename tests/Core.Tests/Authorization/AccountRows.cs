using Core.Tests.Accounts;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Leaving;
using static Core.Tests.Authorization.Scene;

namespace Core.Tests.Authorization;

internal static class AccountRows
{
    public static IEnumerable<Row> All =>
    [
        // One's own: whoever asks gets or changes what is his, wherever he stands; a key never.
        new("CreateWorkspace.RunAsync", Who.People | Who.Outsiders, (scene, actor) => Answer.Of(scene.Get<CreateWorkspace>().RunAsync(actor, scene.NewId(), "Another", Ct))),
        new("CreateApiKey.RunAsync", Who.People | Who.Outsiders, (scene, actor) => Answer.Of(scene.Get<CreateApiKey>().RunAsync(actor, Keyring.Terms(), Keyring.All, expiresAt: null, Ct))),
        new("ListApiKeys.RunAsync", Who.Owner, async (scene, actor) =>
        {
            var key = await scene.KeyAsync();
            return Answer.Seen((await scene.Get<ListApiKeys>().RunAsync(actor, Ct)).Any(one => one.Id == key));
        }),
        new("EditApiKey.RunAsync", Who.Owner, async (scene, actor) => await Answer.Of(scene.Get<EditApiKey>().RunAsync(actor, await scene.KeyAsync(), Keyring.Terms("mine"), Ct))),
        new("RotateApiKey.RunAsync", Who.Owner, async (scene, actor) => await Answer.Of(scene.Get<RotateApiKey>().RunAsync(actor, await scene.KeyAsync(), TimeSpan.Zero, Ct))),
        new("RevokeApiKey.RunAsync", Who.Owner | Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<RevokeApiKey>().RunAsync(actor, await scene.KeyAsync(), Ct))),

        // Whoever leaves, leaves himself: somebody else is sent in the actor's shoes, so that the team stays.
        new("DeleteAccount.RunAsync", Who.People | Who.Outsiders, async (scene, actor) =>
        {
            var leaver = await scene.LeaverAsync();
            return await Answer.Of(scene.Get<DeleteAccount>().RunAsync(actor with { UserId = leaver, WorkspaceId = leaver }, leavesShared: false, Ct));
        }),
        new("DisableUser.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<DisableUser>().RunAsync(actor, await scene.GuestAsync(), "a reason", Ct))),
        new("EnableUser.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<EnableUser>().RunAsync(actor, await scene.GuestAsync(), "a reason", Ct))),
        new("ResetSecondFactor.RunAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<ResetSecondFactor>().RunAsync(actor, await scene.GuestAsync(), "a reason", Ct))),
        new("SignUpLinks.CreateAsync", Who.Administrator, (scene, actor) => Answer.Of(scene.Get<SignUpLinks>().CreateAsync(actor, "for a friend", Ct))),
        new("SignUpLinks.ListAsync", Who.Administrator, async (scene, actor) =>
        {
            var link = await scene.SignUpLinkAsync();
            return Answer.Seen((await scene.Get<SignUpLinks>().ListAsync(actor, Ct)).Any(one => one.Id == link));
        }),
        new("SignUpLinks.RevokeAsync", Who.Administrator, async (scene, actor) => await Answer.Of(scene.Get<SignUpLinks>().RevokeAsync(actor, await scene.SignUpLinkAsync(), Ct))),

        // Members and what they may.
        new("ChangeRole.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<ChangeRole>().RunAsync(actor, await scene.GuestAsync(), Role.Viewer, Ct))),
        new("RemoveMember.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<RemoveMember>().RunAsync(actor, await scene.GuestAsync(), Ct))),
        new("TransferOwnership.RunAsync", Who.Owner, async (scene, actor) => await Answer.Of(scene.Get<TransferOwnership>().RunAsync(actor, await scene.GuestAsync(), Ct)), EndsTeam: true),
        new("CreateInvitation.RunAsync", Who.Managers, (scene, actor) => Answer.Of(scene.Get<CreateInvitation>().RunAsync(actor, new InvitationOrder(Role.Viewer, Email: null, Days: 7, MaxUses: 1), Ct))),
        new("RevokeInvitation.RunAsync", Who.Managers, async (scene, actor) => await Answer.Of(scene.Get<RevokeInvitation>().RunAsync(actor, await scene.InvitationAsync(), Ct))),
        new("RenameWorkspace.RunAsync", Who.Managers, (scene, actor) => Answer.Of(scene.Get<RenameWorkspace>().RunAsync(actor, "Day shift", Ct))),
        new("WorkspaceDirectory.MembersAsync", Who.Insiders, async (scene, actor) =>
        {
            var owner = (await scene.OwnerAsync()).UserId;
            return Answer.Seen((await scene.Get<WorkspaceDirectory>().MembersAsync(actor, Ct)).Any(member => member.UserId == owner));
        }),
        new("WorkspaceDirectory.InvitationsAsync", Who.Managers, async (scene, actor) =>
        {
            var invitation = await scene.InvitationAsync();
            return Answer.Seen((await scene.Get<WorkspaceDirectory>().InvitationsAsync(actor, Ct)).Any(one => one.Id == invitation));
        }),
        new("WorkspaceActivity.PageAsync", Who.Insiders, async (scene, actor) => Answer.Seen((await scene.Get<WorkspaceActivity>().PageAsync(actor, before: null, 100, Ct)).Items.Count > 0)),
    ];
}
