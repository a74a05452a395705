using System.Net.Mime;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;

namespace MusicWeb.Pages.Personas;

/// <summary>A persona with its data as a file, for those who may manage it. For everybody else it does not exist.</summary>
internal static class PersonaExport
{
    private static readonly JsonSerializerOptions _readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void MapPersonaExport(this IEndpointRouteBuilder app) => app
        .MapGet("/w/{workspace}/personas/{id:guid}/export", RunAsync)
        .RequireAuthorization()
        .WithMetadata(new SkipStatusCodePagesAttribute());

    private static async Task<IResult> RunAsync(string workspace, Guid id, ClaimsPrincipal visitor, FindActor actors, ExportPersona export, HttpResponse response, CancellationToken ct)
    {
        if (visitor.FindUserId() is not { } userId || await actors.RunAsync(userId, workspace, Door.Web, ct) is not { IsOk: true } found) return Results.NotFound();
        if (await export.RunAsync(found.Value, id, ct) is not { IsOk: true } persona) return Results.NotFound();
        response.Headers.CacheControl = "no-store"; // The right to it may end.
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(persona.Value, _readable), MediaTypeNames.Application.Json, $"persona-{id}.json");
    }
}
