using Microsoft.AspNetCore.Components;

namespace MusicWeb.App;

/// <summary>What a person sees where an answer would otherwise be an empty page with a status.</summary>
/// <remarks>Static on purpose: executed a second time as an interactive page it would break the circuit.</remarks>
public sealed partial class ProblemPage
{
    /// <summary>Where requests without an answer are sent a second time; <c>{0}</c> is the status.</summary>
    public const string PathFormat = "/problem/{0}";

    /// <summary>Where requests that failed with an exception are sent a second time.</summary>
    public const string ErrorPath = "/problem/500";

    private int _code;

    /// <summary>The HTTP status.</summary>
    [Parameter]
    public int Code { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // Typed in by hand there is no problem, hence no such page.
        if (!ProblemPages.IsSecondRun(Context)) Context.Response.StatusCode = StatusCodes.Status404NotFound;
        _code = ProblemPages.IsSecondRun(Context) ? Code : StatusCodes.Status404NotFound;
    }
}
