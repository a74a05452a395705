using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MusicWeb.Core.Library;

namespace MusicWeb.Media;

/// <summary>Gives a clip's file to a member of its workspace; for everybody else it does not exist.</summary>
internal static class MediaEndpoint
{
    // A file is written once and never changed, so a browser need not ask again.
    private const string Caching = "private, max-age=31536000, immutable";

    public static void MapMedia(this IEndpointRouteBuilder app) => app
        .MapMethods("/media/{clipFileId:guid}", [HttpMethods.Get, HttpMethods.Head], RunAsync)
        .RequireAuthorization()
        .WithMetadata(new SkipStatusCodePagesAttribute());

    private static async Task<IResult> RunAsync(Guid clipFileId, string? download, ClaimsPrincipal visitor, FindMediaFile find, HttpResponse response, CancellationToken ct)
    {
        if (visitor.FindUserId() is not { } userId || await find.RunAsync(userId, clipFileId, ct) is not { } file || !File.Exists(file.Path)) return Results.NotFound();
        response.Headers.CacheControl = Caching;
        return Results.File(
            file.Path,
            file.ContentType,
            fileDownloadName: download is null ? null : file.DownloadName,
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true);
    }
}
