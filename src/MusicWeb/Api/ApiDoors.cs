using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MusicWeb.Api.MusicApi;

namespace MusicWeb.Api;

/// <summary>Everything under <c>/api</c>: who gets in, how often, and what is answered when something goes wrong.</summary>
internal static class ApiDoors
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsCheck>();
        services.AddSingleton<ApiLimits>();
        services.AddSingleton<SonicMaker>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyDoor>(ApiKeyDoor.Name, configureOptions: null);
    }

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithMetadata(new SkipStatusCodePagesAttribute());
        // Otherwise a mistyped address would be answered with a page for people.
        api.Map("{**rest}", () => ApiAnswer.Problem(StatusCodes.Status404NotFound, "There is nothing at this address.", "not_found")).AllowAnonymous();
        api.MapGroup("/v1")
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(ApiKeyDoor.Name).RequireAuthenticatedUser())
            .AddEndpointFilter(GuardAsync)
            .MapMusicApi();
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        if (context.RequestServices.GetRequiredService<ApiLimits>().Refuse(ApiKeyDoor.ActorOf(context)) is { } wait)
        {
            context.Response.Headers.RetryAfter = ApiAnswer.Seconds(wait);
            return ApiAnswer.Problem(StatusCodes.Status429TooManyRequests, "Too many requests. Wait as long as Retry-After says.", "too_many_requests");
        }

        try
        {
            return await next(call);
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiDoors)).LogError(fault, "A request to the interface failed");
            return ApiAnswer.Problem(StatusCodes.Status500InternalServerError, "Internal Server Error", "internal_error");
        }
    }
}
