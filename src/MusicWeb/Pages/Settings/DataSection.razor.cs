namespace MusicWeb.Pages.Settings;

/// <summary>The ways to take one's data along, and to leave.</summary>
public sealed partial class DataSection;
