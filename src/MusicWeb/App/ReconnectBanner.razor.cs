namespace MusicWeb.App;

/// <summary>A quiet word while the connection to the server is down, in place of Blazor's dialog.</summary>
public sealed partial class ReconnectBanner;
