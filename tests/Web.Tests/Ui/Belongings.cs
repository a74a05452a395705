using Kit;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;

namespace Web.Tests.Ui;

/// <summary>Teams and personas, put where people and workers would have put them.</summary>
internal static class Belongings
{
    public const string Secret = "the-secret-profile";

    /// <summary>A workspace that these people are in; the first as an actor there.</summary>
    public static async Task<Actor> TeamAsync(this TestApp app, string name, params (Actor Person, Role Role)[] members)
    {
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        await using var db = app.OpenDb();
        db.Workspaces.Add(new Workspace { Id = id, Name = name, IsPersonal = false, CreatedAt = app.Clock.UtcNow });
        db.Memberships.AddRange(members.Select(member => new Membership { WorkspaceId = id, UserId = member.Person.UserId, Role = member.Role }));
        await db.SaveChangesAsync();
        return members[0].Person with { WorkspaceId = id, Role = members[0].Role };
    }

    public static async Task<Guid> AddPersonaAsync(this TestApp app, Actor owner, string name = "Night owl", string provider = "sketch")
    {
        await using var db = app.OpenDb();
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        db.Personas.Add(new Persona
        {
            Id = id,
            WorkspaceId = owner.WorkspaceId,
            OwnerId = owner.UserId,
            Name = name,
            Description = "Hoots at night.",
            Summary = "lofi, 84 bpm",
            Provider = provider,
            Data = Secret,
            SourceClipId = Guid.CreateVersion7(),
            CreatedAt = app.Clock.UtcNow,
        });
        await db.SaveChangesAsync();
        return id;
    }

    public static async Task<Guid> AddLyricsAsync(this TestApp app, Actor owner, string name, string text)
    {
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        Assert.Null((await app.Get<SaveLyrics>().RunAsync(owner, id, name, text, basedOn: 0, CancellationToken.None)).Error);
        return id;
    }

    public static async Task ShareAsync<T>(this TestApp app, Actor owner, Guid id, Actor with, ShareRight right = ShareRight.Use)
        where T : Belonging =>
        Assert.Null((await app.Get<ShareBelonging>().RunAsync<T>(owner, id, with.WorkspaceId, right, CancellationToken.None)).Error);
}
