using System.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace MusicWeb.App;

/// <summary>Says what went wrong with a request and whose turn it is.</summary>
public sealed partial class ProblemCard
{
    /// <summary>The HTTP status.</summary>
    [Parameter, EditorRequired]
    public int Code { get; set; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    private string Title => Code switch
    {
        StatusCodes.Status400BadRequest => L["This form is out of date"],
        StatusCodes.Status403Forbidden => L["This is not yours to open"],
        StatusCodes.Status404NotFound => L["This page does not exist"],
        StatusCodes.Status413PayloadTooLarge => L["That was too large"],
        StatusCodes.Status429TooManyRequests => L["Too many attempts"],
        >= 500 => L["Something broke on our side"],
        _ => L["That did not work"],
    };

    private string Advice => Code switch
    {
        StatusCodes.Status400BadRequest => L["Nothing was changed. Go back, reload the page and send it again."],
        StatusCodes.Status403Forbidden => L["Ask whoever runs this site for the right to see it."],
        StatusCodes.Status404NotFound => L["The address may be mistyped, or what was here belongs to somebody else or is gone."],
        StatusCodes.Status413PayloadTooLarge => L["Nothing was changed. Go back and send less."],
        StatusCodes.Status429TooManyRequests => L["Nothing was changed. Wait {0} seconds, then try again.", Context?.Response.Headers.RetryAfter.ToString() ?? ""],
        >= 500 => L["It has been written down. Go back and try again."],
        _ => L["Nothing was changed. Go back and try again."],
    };

    private string Trace => Activity.Current?.TraceId.ToString() ?? Context?.TraceIdentifier ?? "";
}
