using Core.Tests.Accounts;
using Core.Tests.Credits;
using Core.Tests.Library;
using Core.Tests.Tasks;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;

namespace Core.Tests.Authorization;

/// <summary>A team with somebody in each role, its owner's keys, two outsiders, and things to lay hands on.</summary>
internal sealed class Scene
{
    /// <summary>More than anybody's own credits: whoever sees such a balance sees the team's.</summary>
    public const long TeamCredits = 100_000;

    private readonly Dictionary<Who, Func<Task<Actor>>> _actors = [];

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

    public async Task<Guid> ClipAsync() => (await App.AddClipAsync(await OwnerAsync())).Id;

    public async Task<Guid> TrashedClipAsync()
    {
        var id = await ClipAsync();
        Assert.Null((await Get<TrashClip>().RunAsync(await OwnerAsync(), id, Ct)).Error);
        return id;
    }

    public async Task<Guid> OrderAsync() => await App.OrderAsync(await OwnerAsync());

    public async Task<Guid> FailedOrderAsync()
    {
        var id = await OrderAsync();
        await App.FailAsync(id);
        return id;
    }

    public async Task<Guid> DoneOrderAsync()
    {
        var id = await OrderAsync();
        await App.SucceedAsync(id);
        return id;
    }

    public async Task<Guid> UncertainOrderAsync()
    {
        var id = await OrderAsync();
        await App.ParkAsync(id);
        return id;
    }

    public async Task<Guid> PersonaAsync() => (await App.AddPersonaAsync(await OwnerAsync())).Id;

    public async Task<Guid> LyricsAsync() => await App.AddLyricsAsync(await OwnerAsync());

    public async Task<Guid> PresetAsync() => await App.AddPresetAsync(await OwnerAsync());

    public async Task<Guid> InvitationAsync()
    {
        await App.InviteAsync(await OwnerAsync());
        return (await Get<WorkspaceDirectory>().InvitationsAsync(await OwnerAsync(), Ct))[0].Id;
    }

    /// <summary>Another member whom nobody will miss.</summary>
    public async Task<Guid> GuestAsync()
    {
        var guest = await App.SignUpAsync($"guest-{Guid.CreateVersion7():N}@example.com");
        await App.JoinAsync(await OwnerAsync(), guest, Role.Member);
        return guest.UserId;
    }

    /// <summary>A key of the owner.</summary>
    public async Task<Guid> KeyAsync() => (await App.MakeKeyAsync(await OwnerAsync())).Id;

    /// <summary>A new id, as a caller makes it.</summary>
    public Guid NewId() => Guid.CreateVersion7(App.Clock.GetUtcNow());

    private void Seat(Who who, Actor person) => _actors[who] = async () => (await App.FindAsync(person, TeamId))!;
}
