namespace MusicWeb.App;

/// <summary>Where the router and pages that call <c>NavigationManager.NotFound</c> end.</summary>
public sealed partial class NotFoundPage;
