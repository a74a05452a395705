using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Web.Tests.Pages.Library;

public sealed class LibraryPageTests
{
    private const int MaxBytes = 150 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_of_a_hundred_thousand_songs_is_no_larger_than_one_of_a_thousand()
    {
        await using var app = await WebApp.StartAsync();
        var ada = app.Visit();
        await ada.SignUpAsync("ada@example.org");
        await AddSongsAsync(app, first: 1, last: 1_000);
        var few = await BytesAsync(ada);
        await AddSongsAsync(app, first: 1_001, last: 100_000);
        var many = await BytesAsync(ada);

        Assert.InRange(few, 10_000, MaxBytes);
        Assert.InRange(many, (int)(few * 0.9), (int)(few * 1.1));
    }

    private static async Task<int> BytesAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/w/me/library");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.Contains("Song number", System.Text.Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        return page.Length;
    }

    // By the database itself: a hundred thousand entities would take longer than all other tests together.
    private static Task<int> AddSongsAsync(WebApp app, int first, int last) => app.ReadAsync(async db =>
    {
        var userId = await db.Users.Select(user => user.Id).SingleAsync(Ct);
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Clips" ("Id", "WorkspaceId", "TaskId", "Index", "Title", "Styles", "Op", "Provider", "Model", "DurationSeconds", "Peaks", "Note", "CreatedById", "CreatedAt", "Revision")
            WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})
            SELECT printf('01A00000-0000-7000-8000-%012X', i), {userId}, printf('01A00000-0000-7000-9000-%012X', i), 0, 'Song number ' || (100000 + i),
                'pop, bright, bouncy', 'create', 'sketch', 'sketch-1', 120.5, randomblob(800), 'Melody only, words not sung', {userId}, datetime('2026-01-01', '+' || i || ' seconds'), 0 FROM n;
            INSERT INTO "ClipFiles" ("Id", "ClipId", "Kind", "StorageKey", "ContentType", "SizeBytes", "Sha256")
            WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})
            SELECT printf('01A00000-0000-7000-A000-%012X', i), printf('01A00000-0000-7000-8000-%012X', i), 'flac', 'song', 'audio/flac', 1000, 'abc' FROM n;
            """,
            Ct);
    });
}
