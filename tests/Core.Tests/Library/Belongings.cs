using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Library;

/// <summary>Teams and what their members keep, for tests.</summary>
internal static class Belongings
{
    /// <summary>A profile that nobody without the right may ever read.</summary>
    public const string Secret = """{"style":"secret"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A workspace that these people are in; the first as an actor there.</summary>
    public static async Task<Actor> TeamAsync(this TestApp app, string name, params (Actor Person, Role Role)[] members)
    {
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        await using var db = app.OpenDb();
        db.Workspaces.Add(new Workspace { Id = id, Name = name, IsPersonal = false, CreatedAt = app.Clock.UtcNow });
        db.Memberships.AddRange(members.Select(member => new Membership { WorkspaceId = id, UserId = member.Person.UserId, Role = member.Role }));
        await db.SaveChangesAsync(Token);
        return members[0].Person with { WorkspaceId = id, Role = members[0].Role };
    }

    /// <summary>A persona as its task would leave it, a second after the last thing.</summary>
    public static async Task<Persona> AddPersonaAsync(this TestApp app, Actor owner, string name = "Night owl", string provider = "still")
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var song = await app.AddClipAsync(owner, "Owl song");
        var persona = new Persona
        {
            Id = Guid.CreateVersion7(app.Clock.GetUtcNow()),
            WorkspaceId = owner.WorkspaceId,
            OwnerId = owner.UserId,
            Name = name,
            Summary = "lofi, 84 bpm",
            Provider = provider,
            Data = Secret,
            SourceClipId = song.Id,
            CreatedAt = app.Clock.UtcNow,
        };
        await using var db = app.OpenDb();
        db.Personas.Add(persona);
        await db.SaveChangesAsync(Token);
        return persona;
    }

    /// <summary>Lyrics of one version.</summary>
    public static async Task<Guid> AddLyricsAsync(this TestApp app, Actor owner, string name = "Rain", string text = "[Verse]\ndrip drop")
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        Assert.Equal(new SavedLyrics(1, WasOvertaken: false), (await app.WriteAsync(owner, id, text, basedOn: 0, name)).Value);
        return id;
    }

    public static Task<Result<SavedLyrics>> WriteAsync(this TestApp app, Actor actor, Guid id, string text, int basedOn, string name = "Rain") =>
        app.Get<SaveLyrics>().RunAsync(actor, id, name, text, basedOn, Token);

    public static async Task<Guid> AddPresetAsync(this TestApp app, Actor owner, string name = "Slow")
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var id = Guid.CreateVersion7(app.Clock.GetUtcNow());
        Assert.Null((await app.Get<SavePreset>().RunAsync(owner, id, "create", name, "{}", Token)).Error);
        return id;
    }

    public static Task<Result<Guid>> ShareAsync<T>(this TestApp app, Actor actor, Guid id, Guid with, ShareRight right = ShareRight.Use)
        where T : Belonging =>
        app.Get<ShareBelonging>().RunAsync<T>(actor, id, with, right, Token);

    public static Task<Result<Guid>> RevokeAsync<T>(this TestApp app, Actor actor, Guid id, Guid with)
        where T : Belonging =>
        app.Get<RevokeShare>().RunAsync<T>(actor, id, with, Token);

    public static async Task<IReadOnlyList<string>> PersonaNamesAsync(this TestApp app, Actor actor, bool trashed = false) =>
        [.. (await app.Get<PersonaList>().PageAsync(actor, provider: null, trashed, before: null, take: 100, Token)).Items.Select(persona => persona.Belonging.Name)];

    /// <summary>What the log says of a thing, oldest first.</summary>
    public static async Task<IReadOnlyList<(string Action, string? Before, string? After)>> AuditOfAsync(this TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        var rows = await db.AuditEvents.Where(row => row.SubjectId == id).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(Token);
        return [.. rows.Select(row => (row.Action, row.Before, row.After))];
    }
}
