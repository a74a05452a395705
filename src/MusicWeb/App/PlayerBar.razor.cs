namespace MusicWeb.App;

/// <summary>The bar at the foot of every page; appears once something was played, and goes on sounding without a circuit.</summary>
public sealed partial class PlayerBar;
