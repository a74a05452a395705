using Microsoft.AspNetCore.Components;
using MusicWeb.App;

namespace MusicWeb.Pages.Landing;

/// <summary>What strangers see first; members go on to their songs.</summary>
public sealed partial class LandingPage(NavigationManager navigation, SignUpDoor door)
{
    // Heights of a decorative waveform, in percent: two phrases that swell and fade.
    private static readonly int[] Wave =
    [
        6, 10, 14, 22, 30, 26, 40, 52, 46, 64, 78, 60, 84, 96, 72, 88, 66, 74, 50, 58, 36, 44, 28, 20, 12, 8,
        10, 18, 24, 34, 30, 48, 62, 54, 80, 92, 70, 100, 86, 64, 76, 52, 60, 42, 34, 40, 26, 18, 22, 12, 8, 6,
    ];

    private bool _isOpen;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Context.User.FindUserId() is not null) navigation.NavigateTo(AccountPaths.Home);
        _isOpen = await door.IsOpenAsync(link: null, returnUrl: null, Context.RequestAborted);
    }
}
