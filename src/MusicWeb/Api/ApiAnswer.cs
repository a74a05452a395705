using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MusicWeb.Core;

namespace MusicWeb.Api;

/// <summary>What the interface answers when it does not do what was asked.</summary>
/// <param name="Code">The status of the answer once more, as MusicAPI's clients expect it.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Type">A word for programs.</param>
/// <param name="Field">The field of the request to mend, by its name there.</param>
internal sealed record ApiProblem(int Code, string Message, string Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null);

/// <summary>Writes answers: JSON in snake case, never kept by anybody on the way.</summary>
internal static class ApiAnswer
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IResult Ok<T>(T value) => Results.Json(value, Json);

    public static IResult Problem(int status, string message, string type, string? field = null) => Results.Json(new ApiProblem(status, message, type, field), Json, statusCode: status);

    /// <summary>A refusal of a verb.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">The refusal.</param>
    /// <param name="field">The field it speaks of, by its name on the wire.</param>
    public static IResult Refusal(HttpContext context, Error error, string? field = null)
    {
        if (error.RetryAfter is { } wait) context.Response.Headers.RetryAfter = Seconds(wait);
        // What MusicAPI's own sentence says stands first, because clients look for it.
        var message = error.Code is "not_enough_credits" ? $"remaining credits are not enough. {error.Message}" : error.Message;
        return Problem(StatusOf(error.Code), message, error.Code, field);
    }

    public static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public static int StatusOf(string code) => code switch
    {
        "bad_key" or "unknown_key" or "revoked_key" or "expired_key" or "shut_key" => StatusCodes.Status401Unauthorized,
        "not_enough_credits" or "key_cap_reached" => StatusCodes.Status402PaymentRequired,
        "forbidden" or "address_refused" => StatusCodes.Status403Forbidden,
        "not_found" => StatusCodes.Status404NotFound,
        "id_reused" => StatusCodes.Status409Conflict,
        "too_large" => StatusCodes.Status413PayloadTooLarge,
        "too_many_orders" => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };
}
