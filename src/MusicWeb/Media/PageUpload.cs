using System.Globalization;
using Microsoft.Extensions.Localization;
using MusicWeb.Core;

namespace MusicWeb.Media;

/// <summary>What addresses have in common that take a file as the body of a request from our own pages.</summary>
internal static class PageUpload
{
    /// <summary>Answers with what <paramref name="takeAsync"/> says; a body that was cut off or is larger than the server takes is no fault of ours.</summary>
    public static async Task<IResult> RunAsync(HttpContext context, Func<Task<IResult>> takeAsync)
    {
        try
        {
            return await takeAsync();
        }
        catch (BadHttpRequestException fault)
        {
            return Results.StatusCode(fault.StatusCode);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // Whoever sent it stopped: nobody reads an answer, and nothing is wrong here.
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>A refusal as a sentence in the reader's language.</summary>
    public static IResult Refuse(HttpContext context, Error error, IStringLocalizer<Texts> texts)
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
