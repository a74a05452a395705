using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>The statement as a file for spreadsheets, written while it is read. For whoever is no member of the workspace it does not exist.</summary>
internal static class CreditsFiles
{
    public static void MapCreditsFiles(this IEndpointRouteBuilder app) => app
        .MapGet("/w/{workspace}/credits.csv", RunAsync)
        .RequireAuthorization()
        .WithMetadata(new SkipStatusCodePagesAttribute());

    private static async Task<IResult> RunAsync(
        string workspace, string? kind, string? person, string? from, string? to, ClaimsPrincipal visitor, FindActor actors, CreditStatement statement, CancellationToken ct)
    {
        if (visitor.FindUserId() is not { } userId || await actors.RunAsync(userId, workspace, Door.Web, ct) is not { IsOk: true } found) return Results.NotFound();
        var rows = statement.AllAsync(found.Value, StatementFilters.Read(kind, person, from, to), ct);
        return Results.Stream(body => WriteAsync(body, rows), "text/csv; charset=utf-8", "musicweb-credits.csv");
    }

    private static async Task WriteAsync(Stream body, IAsyncEnumerable<StatementRow> rows)
    {
        // The mark tells spreadsheets that it is UTF-8.
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(Csv.Line("number", "time", "what", "for", "amount", "available_after", "held_after", "expires", "person", "key", "task_id", "entry_id"));
        await foreach (var row in rows)
        {
            await writer.WriteAsync(Csv.Line(
                row.Number, row.CreatedAt, TransferWords.Of(row.Kind), row.Reason, Signed(row), row.AvailableAfter, row.HeldAfter, row.ExpiresAt, row.Person, row.Key, row.TaskId, row.Id));
        }
    }

    // As it changes what can be spent: spending what was held changes nothing any more.
    private static long Signed(StatementRow row) => row.Kind switch
    {
        TransferKind.Capture => 0,
        TransferKind.Void => row.AmountCredits,
        TransferKind.Hold => -row.AmountCredits,
        _ => row.IsIn ? row.AmountCredits : -row.AmountCredits,
    };
}
