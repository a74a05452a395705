using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;

namespace MusicWeb.Pages.Account;

/// <summary>A button for each site whose accounts are taken here; nothing where none is set up.</summary>
public sealed partial class OtherWays(IAuthenticationSchemeProvider schemes)
{
    private IReadOnlyList<AuthenticationScheme> _ways = [];

    /// <summary>Where to go afterwards.</summary>
    [Parameter]
    public string? ReturnUrl { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _ways = [.. (await schemes.GetAllSchemesAsync()).Where(scheme => !string.IsNullOrEmpty(scheme.DisplayName))];
}
