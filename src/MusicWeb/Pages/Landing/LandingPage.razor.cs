using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MusicWeb.App;

namespace MusicWeb.Pages.Landing;

/// <summary>What strangers see first; members go on to their songs.</summary>
public sealed partial class LandingPage(NavigationManager navigation, IOptionsSnapshot<SiteOptions> site)
{
    // Heights of a decorative waveform, in percent: two phrases that swell and fade.
    private static readonly int[] Wave =
    [
        6, 10, 14, 22, 30, 26, 40, 52, 46, 64, 78, 60, 84, 96, 72, 88, 66, 74, 50, 58, 36, 44, 28, 20, 12, 8,
        10, 18, 24, 34, 30, 48, 62, 54, 80, 92, 70, 100, 86, 64, 76, 52, 60, 42, 34, 40, 26, 18, 22, 12, 8, 6,
    ];

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private bool IsOpen => site.Value.Registration is Registration.Open;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Context.User.FindUserId() is not null) navigation.NavigateTo(AccountPaths.Home);
    }
}
