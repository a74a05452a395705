namespace MusicWeb.Pages.Landing;

/// <summary>What strangers see first.</summary>
public sealed partial class LandingPage;
