using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Media;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Media;

/// <summary>
/// Takes a recording from a person's browser: the file is the body, as it is, and everything said about it stands in the address, so
/// that nothing has to be kept in memory to find it.
/// </summary>
internal static class RecordingEndpoint
{
    // What is a little too large is read on, so that the sentence about it can be read by who sends it.
    private const long SlackBytes = 1024 * 1024;

    public static void MapRecordings(this IEndpointRouteBuilder app) => app
        .MapPost("/media/recordings/{workspace}", RunAsync)
        .RequireAuthorization()
        .WithMetadata(new RequireAntiforgeryTokenAttribute(), new SkipStatusCodePagesAttribute());

    private static async Task<IResult> RunAsync(
        string workspace, Guid id, string title, bool rights, ClaimsPrincipal visitor, FindActor actors, AddRecording add, IOptions<MediaOptions> options, IStringLocalizer<Texts> texts, HttpContext context, CancellationToken ct)
    {
        var most = options.Value.MaxRecordingBytes + SlackBytes;
        // Of this request alone: all others keep the server's own limit.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most;
        if (context.Request.ContentLength > most) return PageUpload.Refuse(context, AddRecording.TooLarge(options.Value), texts);
        return await PageUpload.RunAsync(context, () => TakeAsync(workspace, new RecordingOffer(id, title, rights), visitor, actors, add, texts, context, ct));
    }

    private static async Task<IResult> TakeAsync(
        string workspace, RecordingOffer offer, ClaimsPrincipal visitor, FindActor actors, AddRecording add, IStringLocalizer<Texts> texts, HttpContext context, CancellationToken ct)
    {
        var found = visitor.FindUserId() is { } userId ? await actors.RunAsync(userId, workspace, Door.Web, ct) : Error.NotFound;
        var added = found.IsOk ? await add.RunAsync(found.Value, offer, context.Request.Body, ct) : found.Error;
        if (added.IsOk) return Results.Json(new { clip = added.Value });
        // A browser looks for the answer once all is sent.
        await context.Request.Body.CopyToAsync(Stream.Null, ct);
        return PageUpload.Refuse(context, added.Error, texts);
    }
}
