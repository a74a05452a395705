using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using MusicWeb.Core.Leaving;

namespace MusicWeb.Pages.Settings;

/// <summary>Sends a person everything of the account as one ZIP.</summary>
internal static class ExportEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = "/settings/export";

    public static void MapExport(this IEndpointRouteBuilder app) => app.MapGet(Path, RunAsync).RequireAuthorization();

    private static async Task RunAsync(HttpContext context, ExportAccount export, TimeProvider time)
    {
        if (context.User.FindUserId() is not { } userId)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"musicweb-{time.GetUtcNow():yyyy-MM-dd}.zip\"");
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await export.RunAsync(userId, context.Response.Body, context.RequestAborted);
    }
}
