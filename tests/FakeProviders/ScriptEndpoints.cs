using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FakeProviders;

/// <summary>The script over HTTP, for a host that runs in a process of its own.</summary>
internal static class ScriptEndpoints
{
    public static void MapScript(this IEndpointRouteBuilder routes, Script script)
    {
        // PUT /_script/POST/v1/create with a list of answers; the star of a pattern may stand in the address.
        routes.MapPut("/_script/{method}/{**path}", (string method, string? path, Answer[] answers) =>
        {
            if (answers.Length == 0) return Results.BadRequest("Give at least one answer.");
            script.On(method, "/" + path, answers);
            return Results.NoContent();
        });
        routes.MapDelete("/_script", () =>
        {
            script.Clear();
            return Results.NoContent();
        });
        routes.MapGet("/_asked", () => script.Asked);
    }
}
