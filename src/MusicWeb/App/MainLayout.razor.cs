namespace MusicWeb.App;

/// <summary>The frame around everything a member sees.</summary>
public sealed partial class MainLayout;
