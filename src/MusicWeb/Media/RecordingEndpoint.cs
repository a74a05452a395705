using System.Globalization;
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
        if (context.Request.ContentLength > most) return Refuse(context, AddRecording.TooLarge(options.Value), texts);

        try
        {
            return await TakeAsync(workspace, new RecordingOffer(id, title, rights), visitor, actors, add, texts, context, ct);
        }
        catch (Exception gone) when (gone is BadHttpRequestException || (gone is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // Whoever sent it stopped: nobody reads an answer, and nothing is wrong here.
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> TakeAsync(
        string workspace, RecordingOffer offer, ClaimsPrincipal visitor, FindActor actors, AddRecording add, IStringLocalizer<Texts> texts, HttpContext context, CancellationToken ct)
    {
        var found = visitor.FindUserId() is { } userId ? await actors.RunAsync(userId, workspace, Door.Web, ct) : Error.NotFound;
        var added = found.IsOk ? await add.RunAsync(found.Value, offer, context.Request.Body, ct) : found.Error;
        if (added.IsOk) return Results.Json(new { clip = added.Value });
        // A browser looks for the answer once all is sent.
        await context.Request.Body.CopyToAsync(Stream.Null, ct);
        return Refuse(context, added.Error, texts);
    }

    private static IResult Refuse(HttpContext context, Error error, IStringLocalizer<Texts> texts)
    {
        if (error.RetryAfter is { } wait) context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Results.Json(new { code = error.Code, message = texts[error.Text, error.Arguments].Value, field = error.Field }, statusCode: StatusOf(error));
    }

    private static int StatusOf(Error error) => error.Code switch
    {
        "forbidden" => StatusCodes.Status403Forbidden,
        "not_found" => StatusCodes.Status404NotFound,
        "id_reused" => StatusCodes.Status409Conflict,
        "recording_too_large" => StatusCodes.Status413PayloadTooLarge,
        "too_many_recordings" => StatusCodes.Status429TooManyRequests,
        "disk_full" => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
