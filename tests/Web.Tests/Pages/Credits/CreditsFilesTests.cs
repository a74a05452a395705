using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Web.Tests.Pages.Credits;

public sealed class CreditsFilesTests
{
    private static readonly string[] _reasons = ["=1+1", "@cmd", "\tx", "plain, \"quoted\""];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_statement_comes_as_a_file_whose_cells_no_spreadsheet_runs_and_only_to_members()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, ben, stranger) = (app.Visit(), app.Visit(), app.Visit());
        (await ada.SignUpAsync("ada@example.com")).Dispose();
        (await ben.SignUpAsync("ben@example.com")).Dispose();
        var adaId = await app.ReadAsync(db => db.Users.Where(user => user.Email == "ada@example.com").Select(user => user.Id).SingleAsync(Token));
        await app.Services.GetRequiredService<WriteQueue>().RunAsync<bool>(
            async db =>
            {
                foreach (var reason in _reasons)
                {
                    await app.Services.GetRequiredService<Ledger>().GrantAsync(db, adaId, 5, reason, adaId, onceKey: null, expiresAt: null, Token);
                }

                return true;
            },
            Token);

        using var answer = await ada.GetAsync("/w/me/credits.csv");
        Assert.Equal((HttpStatusCode.OK, "text/csv", "musicweb-credits.csv"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        var bytes = await answer.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.Equal(7, lines.Length); // Head, five entries, and nothing after the last line.
        Assert.Contains(",Received,\"plain, \"\"quoted\"\"\",5,170,0,,ada@example.com,,,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'\tx,5,165,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",'@cmd,5,160,", lines[3], StringComparison.Ordinal);
        Assert.Contains(",'=1+1,5,155,", lines[4], StringComparison.Ordinal);

        using var filtered = await ada.GetAsync("/w/me/credits.csv?to=2020-01-01&kind=nonsense&person=nobody");
        Assert.Equal(2, (await Visitor.TextOfAsync(filtered)).Split("\r\n").Length);
        foreach (var place in new[] { $"/w/{adaId}/credits.csv", "/w/nowhere/credits.csv" })
        {
            using var refused = await ben.GetAsync(place);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var sent = await stranger.GetAsync("/w/me/credits.csv");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
    }
}
