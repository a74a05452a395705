using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;

namespace MusicWeb.Media;

/// <summary>Takes the outline of a song from the browser that measured it: the levels are the body, and no more than they are read.</summary>
internal static class OutlineEndpoint
{
    // What is a little too long is answered with a sentence, everything else not even read.
    private const int MaxBytes = 1024;

    public static void MapOutlines(this IEndpointRouteBuilder app) => app
        .MapPost("/media/outlines/{workspace}/{clipId:guid}", RunAsync)
        .RequireAuthorization()
        .WithMetadata(new RequestSizeLimitAttribute(MaxBytes), new RequireAntiforgeryTokenAttribute(), new SkipStatusCodePagesAttribute());

    private static Task<IResult> RunAsync(
        string workspace, Guid clipId, ClaimsPrincipal visitor, FindActor actors, KeepOutline keep, IStringLocalizer<Texts> texts, HttpContext context, CancellationToken ct) => PageUpload.RunAsync(context, async () =>
    {
        var found = visitor.FindUserId() is { } userId ? await actors.RunAsync(userId, workspace, Door.Web, ct) : Error.NotFound;
        var kept = found.IsOk ? await keep.RunAsync(found.Value, clipId, await ReadAsync(context.Request.Body, ct), ct) : found.Error;
        return kept.IsOk ? Results.NoContent() : PageUpload.Refuse(context, kept.Error, texts);
    });

    // One byte more than fits is enough to know that it is too long.
    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken ct)
    {
        var levels = new byte[KeepOutline.Levels + 1];
        return levels[..await body.ReadAtLeastAsync(levels, levels.Length, throwOnEndOfStream: false, ct)];
    }
}
