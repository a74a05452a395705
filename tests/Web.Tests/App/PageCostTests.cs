namespace Web.Tests.App;

/// <summary>What drawing a page asks of the database: each question of its own is one too many where one for all of them will do.</summary>
public sealed class PageCostTests
{
    private const int Most = 20;

    private static readonly string[] _pages =
    [
        "/w/me/create", "/w/me/library", "/w/me/personas", "/w/me/lyrics", "/w/me/credits", "/w/me/activity", "/keys", "/settings", "/teams/new",
        "/admin", "/admin/anomalies", "/admin/audit", "/admin/books", "/admin/codes", "/admin/failures", "/admin/prices", "/admin/queue", "/admin/usage",
        "/admin/users", "/admin/vendors", "/admin/workspaces",
    ];

    [Fact]
    public async Task A_page_is_drawn_with_few_questions_to_the_database()
    {
        await using var app = await WebApp.StartAsync(("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information"));
        app.Log = new LogLines();
        var visitor = app.Visit();
        await visitor.SignUpAsync("ada@example.org");
        await app.StopWorkAsync();
        var asked = new List<string>();
        foreach (var page in _pages)
        {
            var before = Count(app.Log);
            using (await visitor.OpenAsync(page))
            {
                if (Count(app.Log) - before is var questions and > Most) asked.Add($"{page} asks {questions} times");
            }
        }

        Assert.True(asked.Count == 0, string.Join('\n', asked));
    }

    private static int Count(LogLines log) => log.Lines.Count(line => line.StartsWith("Executed DbCommand", StringComparison.Ordinal));
}
