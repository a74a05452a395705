using Microsoft.AspNetCore.Components;

namespace MusicWeb.App;

/// <summary>Sends a visitor whose session ended while the page was open to the sign-in page, and from there back here.</summary>
public sealed class ToSignIn(NavigationManager navigation) : ComponentBase
{
    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var here = "/" + navigation.ToBaseRelativePath(navigation.Uri);
        navigation.NavigateTo($"{AccountPaths.SignIn}?{AccountPaths.ReturnUrlParameter}={Uri.EscapeDataString(here)}", forceLoad: true);
    }
}
