using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;

namespace MusicWeb.Pages.Admin;

/// <summary>The lists of the administration as files for spreadsheets, written while they are read. For everybody else they do not exist.</summary>
internal static class AdminFiles
{
    public static void MapAdminFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/admin").RequireAuthorization().WithMetadata(new SkipStatusCodePagesAttribute());
        files.MapGet("/audit.csv", AuditAsync);
        files.MapGet("/usage.csv", UsageAsync);
        files.MapGet("/codes.csv", CodesAsync);
        files.MapGet("/codes/{id:guid}.csv", UsesAsync);
    }

    private static async Task<IResult> AuditAsync(
        ClaimsPrincipal visitor, FindActor actors, AuditTrail trail, FindPerson find, string? action, string? actor, string? workspace, string? subject, string? from, string? to, CancellationToken ct)
    {
        if (await AdministratorAsync(visitor, actors, ct) is not { } administrator) return Results.NotFound();
        var filter = AuditFilters.Read(action, workspace, subject, from, to);
        if (!string.IsNullOrWhiteSpace(actor))
        {
            if (await find.RunAsync(administrator, actor, ct) is not { IsOk: true } person) return Results.NotFound();
            filter = filter with { ActorId = person.Value.Id };
        }

        return File("musicweb-audit.csv", Lines(trail.AllAsync(administrator, filter, ct)));

        static async IAsyncEnumerable<string> Lines(IAsyncEnumerable<AuditRow> rows)
        {
            yield return Csv.Line("time", "actor_id", "actor", "door", "workspace_id", "workspace", "action", "subject_id", "subject", "before", "after", "reason");
            await foreach (var (row, actorName, workspaceName) in rows)
            {
                yield return Csv.Line(
                    row.CreatedAt, row.ActorId, actorName, row.Door.ToString(), row.WorkspaceId, workspaceName, row.Action, row.SubjectId, row.Subject, row.Before, row.After, row.Reason);
            }
        }
    }

    private static async Task<IResult> UsageAsync(
        ClaimsPrincipal visitor, FindActor actors, UsageReport usage, TimeProvider time, string? by, string? from, string? to, string? user, string? workspace, string? key, string? provider, string? op, CancellationToken ct)
    {
        if (await AdministratorAsync(visitor, actors, ct) is not { } administrator) return Results.NotFound();
        var (kind, filter) = (UsageWords.By(by), UsageWords.Filter(from, to, user, workspace, key, provider, op, time.GetUtcNow()));
        return File($"musicweb-usage-by-{UsageWords.Of(kind)}.csv", Lines(kind, usage.AllAsync(administrator, filter, kind, ct)));

        static async IAsyncEnumerable<string> Lines(UsageBy kind, IAsyncEnumerable<UsageLine> lines)
        {
            yield return Csv.Line(UsageWords.Of(kind), "name", "succeeded", "failed", "cancelled", "songs", "spent_credits", "returned_credits");
            await foreach (var line in lines)
            {
                yield return Csv.Line(line.Key, line.Name, line.Succeeded, line.Failed, line.Cancelled, line.Songs, line.SpentCredits, line.ReturnedCredits);
            }
        }
    }

    private static async Task<IResult> CodesAsync(ClaimsPrincipal visitor, FindActor actors, RedeemBatches batches, CancellationToken ct)
    {
        return await AdministratorAsync(visitor, actors, ct) is { } administrator ? File("musicweb-codes.csv", Lines()) : Results.NotFound();

        async IAsyncEnumerable<string> Lines()
        {
            yield return Csv.Line("made", "batch_id", "note", "codes", "credits", "uses_per_code", "redeemed", "expires", "credit_days", "withdrawn");
            Cursor? next = null;
            do
            {
                var page = await batches.PageAsync(administrator, next, take: 100, ct);
                foreach (var (batch, redeemed) in page.Items)
                {
                    yield return Csv.Line(batch.CreatedAt, batch.Id, batch.Note, batch.Codes, batch.AmountCredits, batch.UsesPerCode, redeemed, batch.ExpiresAt, batch.CreditDays, batch.RevokedAt);
                }

                next = page.Next;
            }
            while (next is not null);
        }
    }

    private static async Task<IResult> UsesAsync(ClaimsPrincipal visitor, FindActor actors, RedeemBatches batches, RedeemUses uses, Guid id, CancellationToken ct)
    {
        if (await AdministratorAsync(visitor, actors, ct) is not { } administrator || await batches.FindAsync(administrator, id, ct) is null) return Results.NotFound();
        return File("musicweb-code-uses.csv", Lines(uses.AllAsync(administrator, id, ct)));

        static async IAsyncEnumerable<string> Lines(IAsyncEnumerable<RedeemUse> rows)
        {
            yield return Csv.Line("time", "user_id", "user", "workspace_id", "code_ends_in");
            await foreach (var use in rows) yield return Csv.Line(use.CreatedAt, use.UserId, use.Email, use.WorkspaceId, use.Tail);
        }
    }

    private static async Task<Actor?> AdministratorAsync(ClaimsPrincipal visitor, FindActor actors, CancellationToken ct) =>
        visitor.FindUserId() is { } userId && await actors.RunAsync(userId, FindActor.Me, Door.Web, ct) is { Value: { IsAdministrator: true } actor } ? actor : null;

    private static IResult File(string name, IAsyncEnumerable<string> lines) => Results.Stream(
        async body =>
        {
            // The mark tells spreadsheets that it is UTF-8.
            await using var writer = new StreamWriter(body, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await foreach (var line in lines) await writer.WriteAsync(line);
        },
        "text/csv; charset=utf-8",
        name);
}
