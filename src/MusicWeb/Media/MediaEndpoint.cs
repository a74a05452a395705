using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MusicWeb.Core.Library;

namespace MusicWeb.Media;

/// <summary>
/// Gives a clip's file to a member of its workspace, and to whoever holds a signed link to it; for everybody else it does not exist.
/// </summary>
internal static class MediaEndpoint
{
    // A file is written once and never changed, so a browser need not ask again.
    private const string Caching = "private, max-age=31536000, immutable";

    public static void MapMedia(this IEndpointRouteBuilder app)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/media/{clipFileId:guid}", reading, RunAsync).RequireAuthorization().WithMetadata(new SkipStatusCodePagesAttribute());
        app.MapMethods("/media/signed/{token}", reading, RunSignedAsync).AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());
    }

    private static async Task<IResult> RunAsync(Guid clipFileId, string? download, ClaimsPrincipal visitor, FindMediaFile find, HttpResponse response, CancellationToken ct)
    {
        if (visitor.FindUserId() is not { } userId || await find.RunAsync(userId, clipFileId, ct) is not { } file || !File.Exists(file.Path)) return Results.NotFound();
        response.Headers.CacheControl = Caching;
        return Send(file, download);
    }

    private static async Task<IResult> RunSignedAsync(string token, string? download, FindLinkedFile find, HttpResponse response, CancellationToken ct)
    {
        if (await find.RunAsync(token, ct) is not var (file, left) || !File.Exists(file.Path)) return Results.NotFound();
        // Kept no longer than the link holds, and by nobody in between.
        response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={(long)left.TotalSeconds}");
        response.Headers["X-Robots-Tag"] = "noindex";
        return Send(file, download);
    }

    private static IResult Send(MediaFile file, string? download) => Results.File(
        file.Path,
        file.ContentType,
        fileDownloadName: download is null ? null : file.DownloadName,
        entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
        enableRangeProcessing: true);
}
