using System.Runtime.CompilerServices;
using Core.Tests.Accounts;
using Core.Tests.Credits;
using Core.Tests.Library;
using Core.Tests.Tasks;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Vendors;

namespace Core.Tests.Authorization;

/// <summary>A team with somebody in each role, its owner's keys, two outsiders, and things to lay hands on.</summary>
internal sealed class Scene
{
    /// <summary>More than anybody's own credits: whoever sees such a balance sees the team's.</summary>
    public const long TeamCredits = 100_000;

    private readonly Dictionary<Who, Func<Task<Actor>>> _actors = [];
    private readonly Dictionary<string, Guid> _things = [];

    private Scene(TestApp app) => App = app;

    public TestApp App { get; }

    /// <summary>The team.</summary>
    public Guid TeamId { get; private set; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Scene> OpenAsync(TestApp app)
    {
        var scene = new Scene(app);
        var owner = await app.SignUpAsync("owner@example.com");
        var team = await app.CreateTeamAsync(owner);
        scene.TeamId = team.WorkspaceId;
        scene.Seat(Who.Owner, owner);
        foreach (var (who, role) in new[] { (Who.Admin, Role.Admin), (Who.Member, Role.Member), (Who.Viewer, Role.Viewer) })
        {
            var person = await app.SignUpAsync($"{who}@example.com");
            await app.JoinAsync(team, person, role);
            scene.Seat(who, person);
        }

        await app.GrantAsync(scene.TeamId, TeamCredits);
        foreach (var (who, scopes) in new[] { (Who.KeyRead, ApiKeyScopes.Read), (Who.KeyCreate, ApiKeyScopes.Create), (Who.KeyManage, ApiKeyScopes.Manage) })
        {
            var key = await app.MakeKeyAsync(team, Keyring.Terms($"{who}"), scopes);
            scene._actors[who] = () => app.KeyActorAsync(key.Text);
        }

        var stranger = await app.SignUpAsync("stranger@example.com");
        scene._actors[Who.Stranger] = async () => (await app.FindAsync(stranger, stranger.UserId))!;
        scene._actors[Who.Administrator] = async () => (await app.FindAsync(app.Ada, app.Ada.UserId))!;
        return scene;
    }

    /// <summary>Everybody anew in another team, for what would end this one.</summary>
    public Task<Scene> AgainAsync() => OpenAsync(App);

    public T Get<T>()
        where T : notnull => App.Get<T>();

    /// <summary>Somebody with the rights of this moment.</summary>
    public Task<Actor> ActorAsync(Who who) => _actors[who]();

    public Task<Actor> OwnerAsync() => ActorAsync(Who.Owner);

    /// <summary>Came from a workspace of his own.</summary>
    public bool IsOutside(Actor actor) => actor.WorkspaceId != TeamId;

    public Task<Guid> ClipAsync() => ThingAsync(async owner => (await App.AddClipAsync(owner)).Id);

    public Task<Guid> TrashedClipAsync() => ThingAsync(async owner =>
    {
        var id = (await App.AddClipAsync(owner)).Id;
        Assert.Null((await Get<TrashClip>().RunAsync(owner, id, Ct)).Error);
        return id;
    });

    public Task<Guid> OrderAsync() => ThingAsync(owner => App.OrderAsync(owner));

    public Task<Guid> FailedOrderAsync() => OrderAsync(id => App.FailAsync(id));

    public Task<Guid> DoneOrderAsync() => OrderAsync(id => App.SucceedAsync(id));

    public Task<Guid> UncertainOrderAsync() => OrderAsync(id => App.ParkAsync(id));

    public Task<Guid> PersonaAsync() => ThingAsync(async owner => (await App.AddPersonaAsync(owner)).Id);

    public Task<Guid> LyricsAsync() => ThingAsync(owner => App.AddLyricsAsync(owner));

    public Task<Guid> PresetAsync() => ThingAsync(owner => App.AddPresetAsync(owner));

    public Task<Guid> InvitationAsync() => ThingAsync(async owner =>
    {
        await App.InviteAsync(owner);
        return (await Get<WorkspaceDirectory>().InvitationsAsync(owner, Ct))[0].Id;
    });

    /// <summary>Another member whom nobody will miss.</summary>
    public Task<Guid> GuestAsync() => ThingAsync(async owner =>
    {
        var guest = await App.SignUpAsync($"guest-{Guid.CreateVersion7():N}@example.com");
        await App.JoinAsync(owner, guest, Role.Member);
        return guest.UserId;
    });

    /// <summary>Somebody with nothing but an account.</summary>
    public Task<Guid> LeaverAsync() => ThingAsync(async _ => (await App.SignUpAsync($"leaver-{Guid.CreateVersion7():N}@example.com")).UserId);

    /// <summary>A link by which somebody may sign up.</summary>
    public Task<Guid> SignUpLinkAsync() => ThingAsync(async _ => (await Get<SignUpLinks>().CreateAsync(await ActorAsync(Who.Administrator), "for a friend", Ct)).Value!.Id);

    /// <summary>A key of the owner.</summary>
    public Task<Guid> KeyAsync() => ThingAsync(async owner => (await App.MakeKeyAsync(owner)).Id);

    /// <summary>A vendor's key of the team.</summary>
    public Task<Guid> ProviderKeyAsync() => ThingAsync(async owner => (await Get<EnterProviderKey>().RunAsync(owner, ScriptedVendor.Name, "the-teams-own-key", Ct)).Value);

    /// <summary>Something that only the owner has shared with himself.</summary>
    public Task<Guid> SharedPersonaAsync() => ThingAsync(async owner =>
    {
        var persona = (await App.AddPersonaAsync(owner)).Id;
        Assert.Null((await Get<ShareBelonging>().RunAsync<Persona>(owner, persona, owner.UserId, ShareRight.Use, Ct)).Error);
        return persona;
    });

    /// <summary>A try went through: the next one needs a thing that nobody has touched.</summary>
    public void Forget() => _things.Clear();

    /// <summary>A new id, as a caller makes it.</summary>
    public Guid NewId() => Guid.CreateVersion7(App.Clock.GetUtcNow());

    private Task<Guid> OrderAsync(Func<Guid, Task> bring, [CallerMemberName] string kind = "") => ThingAsync(
        async owner =>
        {
            var id = await App.OrderAsync(owner);
            await bring(id);
            return id;
        },
        kind);

    // Who is refused leaves it as it was, so it serves for the next one too.
    private async Task<Guid> ThingAsync(Func<Actor, Task<Guid>> make, [CallerMemberName] string kind = "")
    {
        if (!_things.TryGetValue(kind, out var id)) _things[kind] = id = await make(await OwnerAsync());
        return id;
    }

    private void Seat(Who who, Actor person) => _actors[who] = async () => (await App.FindAsync(person, TeamId))!;
}
