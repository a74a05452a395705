using System.IO.Compression;
using Core.Tests.Accounts;
using Core.Tests.Library;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Leaving;
using MusicWeb.Core.Library;
using MusicWeb.Core.Mail;
using MusicWeb.Core.Media;

namespace Core.Tests.Leaving;

public sealed class LeavingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Leaving_deletes_what_is_personal_keeps_what_teams_have_and_the_books_add_up(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var (own, path) = await AddSongAsync(app, app.Ben);
        var team = await app.CreateTeamAsync(app.Ada);
        var member = await app.JoinAsync(team, app.Ben);
        var shared = await app.AddClipAsync(member, "Ours");
        await app.Get<OpenSession>().RunAsync(app.Ben.UserId, "10.0.0.1", "Firefox", Ct);

        Assert.Equal(1, (await app.Get<DeleteAccount>().RunAsync(app.Ben, leavesShared: false, Ct)).Value);

        Assert.False(File.Exists(path));
        await using var db = app.OpenDb();
        Assert.Equal([shared.Id], await db.Clips.Select(clip => clip.Id).ToListAsync(Ct));
        var ben = await db.Users.SingleAsync(user => user.Id == app.Ben.UserId, Ct);
        Assert.Equal((null, null, $"deleted-{ben.Id:N}"), (ben.Email, ben.PasswordHash, ben.UserName));
        Assert.NotNull(ben.DisabledAt);
        Assert.False(await db.Memberships.AnyAsync(row => row.UserId == ben.Id, Ct) || await db.Sessions.AnyAsync(Ct));
        Assert.True(await db.Transfers.AnyAsync(row => row.AccountId == ben.Id, Ct));
        Assert.Empty((await app.Get<CreditAudit>().RunAsync(Ct)).Findings);
        Assert.Equal("account.deleted", (await db.AuditEvents.SingleAsync(row => row.SubjectId == ben.Id && row.Action.StartsWith("account"), Ct)).Action);
        Assert.Equal("ben@example.com", (await db.OutgoingMails.SingleAsync(Ct)).To);
        Assert.Equal("not_found", (await app.Get<DeleteAccount>().RunAsync(app.Ben, leavesShared: false, Ct)).Error?.Code);
        Assert.Equal("not_found", (await app.Get<EnableUser>().RunAsync(app.Ada, ben.Id, "come back", Ct)).Error?.Code);
        // The address is free for somebody new, who meets nothing of the old account.
        Assert.NotEqual(ben.Id, (await app.SignUpAsync("ben@example.com")).UserId);
        Assert.NotEqual(own.Id, shared.Id);
    }

    [Theory, OnBothDatabases]
    public async Task Owners_of_teams_and_the_last_administrator_stay_until_that_is_settled(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        Assert.Equal("last_administrator", (await app.Get<DeleteAccount>().RunAsync(app.Ada, leavesShared: false, Ct)).Error?.Code);

        var team = await app.CreateTeamAsync(app.Ben, "Night shift");
        var refused = await app.Get<DeleteAccount>().RunAsync(app.Ben, leavesShared: false, Ct);
        Assert.Equal("owns_teams", refused.Error?.Code);
        Assert.Contains("Night shift", refused.Error!.Message, StringComparison.Ordinal);

        await app.JoinAsync(team, app.Ada);
        Assert.Null((await app.Get<TransferOwnership>().RunAsync(team, app.Ada.UserId, Ct)).Error);
        Assert.True((await app.Get<DeleteAccount>().LookAsync(app.Ben.UserId, Ct)).IsOpen);
        Assert.Null((await app.Get<DeleteAccount>().RunAsync(app.Ben, leavesShared: false, Ct)).Error);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_shared_stays_with_the_team_or_goes_as_its_owner_says(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var team = await app.CreateTeamAsync(app.Ada);
        foreach (var stays in new[] { true, false })
        {
            var cleo = await app.SignUpAsync($"cleo-{stays}@example.com");
            await app.JoinAsync(team, cleo);
            var (shared, kept) = (await app.AddPersonaAsync(cleo, $"Shared {stays}"), await app.AddPersonaAsync(cleo, "Kept"));
            var words = await app.AddLyricsAsync(cleo);
            await app.ShareAsync<Persona>(cleo, shared.Id, team.WorkspaceId);
            await app.ShareAsync<LyricSheet>(cleo, words, team.WorkspaceId);
            Assert.Equal(2, (await app.Get<DeleteAccount>().LookAsync(cleo.UserId, Ct)).SharedThings);
            Assert.Null((await app.Get<DeleteAccount>().RunAsync(cleo, stays, Ct)).Error);

            var found = (await app.Get<PersonaList>().FindAsync(team, shared.Id, Ct))?.Belonging;
            Assert.Equal(stays, found is { Home: null, Right: ShareRight.Manage, Owner: "ada@example.com", Shares: 0 });
            Assert.Equal(stays, await app.Get<LyricsList>().FindAsync(team, words, Ct) is not null);
            await using var db = app.OpenDb();
            Assert.False(await db.Personas.AnyAsync(persona => persona.Id == kept.Id, Ct) || await db.Shares.AnyAsync(Ct));
        }

        Assert.Equal(2, (await app.Get<NoticeList>().PageAsync(app.Ada.UserId, null, 10, Ct)).Items.Count(notice => notice.Text.Contains("was left to", StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task An_export_has_account_songs_files_words_and_books_of_its_person_only(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var (own, _) = await AddSongAsync(app, app.Ben);
        await app.AddClipAsync(app.Ada, "Hers");
        await app.Get<GiveCredits>().RunAsync(app.Ada, Guid.CreateVersion7(), "ben@example.com", 10, "=HYPERLINK(\"x\")", expiresAt: null, Ct);

        await app.AddPersonaAsync(app.Ben);
        await app.AddPresetAsync(app.Ben);
        await app.AddLyricsAsync(app.Ben);
        await using (var db = app.OpenDb()) await db.Clips.Where(clip => clip.WorkspaceId == app.Ben.WorkspaceId && clip.Id != own.Id).ExecuteDeleteAsync(Ct);

        using var bytes = new MemoryStream();
        await app.Get<ExportAccount>().RunAsync(app.Ben.UserId, bytes, Ct);

        bytes.Position = 0;
        using var zip = new ZipArchive(bytes);
        Assert.Equal(
            ["account.json", "books.csv", "lyrics/", "personas/", "presets/", "songs/", "songs/", "songs/"],
            zip.Entries.Select(entry => entry.FullName.Contains('/', StringComparison.Ordinal) ? entry.FullName[..(entry.FullName.IndexOf('/', StringComparison.Ordinal) + 1)] : entry.FullName).Order());
        Assert.Contains("secret", await TextAsync(zip, zip.Entries.Single(entry => entry.FullName.StartsWith("personas/", StringComparison.Ordinal)).Name), StringComparison.Ordinal);
        Assert.Contains("ben@example.com", await TextAsync(zip, "account.json"), StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", await TextAsync(zip, "books.csv"), StringComparison.Ordinal);
        Assert.Contains($"{own.Id}", await TextAsync(zip, "song.json"), StringComparison.Ordinal);
        Assert.Equal("drip drop", await TextAsync(zip, "lyrics.txt"));
        Assert.Equal("fLaC and sound", await TextAsync(zip, "flac.flac"));
    }

    private static async Task<(Clip Clip, string Path)> AddSongAsync(TestApp app, Actor owner)
    {
        var clip = await app.AddClipAsync(owner, "Rain: on/tin?");
        var key = $"{$"{clip.Id}"[^2..]}/{clip.Id}/0-flac.flac";
        var path = app.Get<MediaStore>().PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "fLaC and sound", Ct);
        await using var db = app.OpenDb();
        db.ClipFiles.Add(new ClipFile { Id = Guid.CreateVersion7(), ClipId = clip.Id, Kind = "flac", StorageKey = key, ContentType = "audio/flac", SizeBytes = 14, Sha256 = new string('0', 64) });
        await db.SaveChangesAsync(Ct);
        return (clip, path);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(await zip.Entries.Single(entry => entry.Name == name).OpenAsync(Ct));
        return await reader.ReadToEndAsync(Ct);
    }
}
