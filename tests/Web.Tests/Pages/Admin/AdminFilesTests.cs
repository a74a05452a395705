using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Web.Tests.Pages.Admin;

public sealed class AdminFilesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_comes_as_a_file_whose_cells_no_spreadsheet_runs_and_only_to_an_administrator()
    {
        await using var app = await WebApp.StartAsync();
        var (admin, other, stranger) = (app.Visit(), app.Visit(), app.Visit());
        (await admin.SignUpAsync("ada@example.com")).Dispose();
        (await other.SignUpAsync("ben@example.com")).Dispose();
        await app.Services.GetRequiredService<WriteQueue>().RunAsync<bool>(
            db =>
            {
                db.Audit(actor: null, "test.done", "=HYPERLINK(\"http://evil\")", subjectId: null, DateTimeOffset.UnixEpoch, reason: "@reason", before: "-1", after: "+1");
                return Task.FromResult<MusicWeb.Core.Result<bool>>(true);
            },
            Token);

        using var answer = await admin.GetAsync("/admin/audit.csv?action=test.done");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("musicweb-audit.csv", answer.Content.Headers.ContentDisposition?.FileName);
        var lines = (await Visitor.TextOfAsync(answer)).Split("\r\n");
        Assert.Equal(["1970-01-01T00:00:00Z,,,System,,,test.done,,\"'=HYPERLINK(\"\"http://evil\"\")\",'-1,'+1,'@reason", ""], lines[1..]);

        using var refused = await other.GetAsync("/admin/audit.csv");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var page = await other.GetAsync("/admin/audit");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        using var sent = await stranger.GetAsync("/admin/audit.csv");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.NotNull((await admin.OpenAsync("/w/me/create")).QuerySelector(".shell-nav a[href^='/admin']"));
        Assert.Null((await other.OpenAsync("/w/me/create")).QuerySelector(".shell-nav a[href^='/admin']"));
    }

    [Fact]
    public async Task Batches_of_codes_come_as_files_and_only_to_an_administrator()
    {
        await using var app = await WebApp.StartAsync();
        var (admin, other) = (app.Visit(), app.Visit());
        (await admin.SignUpAsync("ada@example.com")).Dispose();
        (await other.SignUpAsync("ben@example.com")).Dispose();
        var adaId = await app.ReadAsync(db => db.Users.Where(user => user.Email == "ada@example.com").Select(user => user.Id).SingleAsync(Token));
        var ada = (await app.Services.GetRequiredService<FindActor>().RunAsync(adaId, FindActor.Me, Door.Web, Token)).Value!;
        var id = Guid.CreateVersion7();
        var made = await app.Services.GetRequiredService<CreateRedeemCodes>().RunAsync(ada, id, new RedeemOrder(2, 10, 1, ExpiresAt: null, CreditDays: null, "=1+1"), Token);
        Assert.True(made.IsOk);

        using var list = await admin.GetAsync("/admin/codes.csv");
        Assert.Contains($"{id},'=1+1,2,10,1,0", await Visitor.TextOfAsync(list), StringComparison.Ordinal);
        using var uses = await admin.GetAsync($"/admin/codes/{id}.csv");
        Assert.Equal(HttpStatusCode.OK, uses.StatusCode);
        foreach (var address in new[] { "/admin/codes.csv", $"/admin/codes/{id}.csv", "/admin/codes", "/admin/anomalies", "/admin/prices", "/admin/vendors" })
        {
            using var refused = await other.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }
}
