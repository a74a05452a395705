using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace MusicWeb.App;

/// <summary>Sends a request that failed, or got a bare status, through the pipeline a second time, to <see cref="ProblemPage"/>.</summary>
internal static class ProblemPages
{
    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler(ProblemPage.ErrorPath, createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute(ProblemPage.PathFormat, createScopeForStatusCodePages: true);
        app.Use(AsReadingAsync);
    }

    /// <summary>Answers a form without its token with a bare status, whoever would have taken it, so that the problem page explains it.</summary>
    public static void UseFormTokens(this WebApplication app)
    {
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    /// <summary>True while a problem is being explained.</summary>
    public static bool IsSecondRun(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    // A refused form would be refused again, before the page that explains why: the second time the request only reads.
    private static async Task AsReadingAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsSecondRun(context) || HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var (method, verdict) = (context.Request.Method, context.Features.Get<IAntiforgeryValidationFeature>());
        context.Request.Method = HttpMethods.Get;
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = method;
            context.Features.Set(verdict);
        }
    }
}
