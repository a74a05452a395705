namespace MusicWeb.App;

/// <summary>The frame around the static pages: landing, sign-up, sign-in, not found. Needs neither script nor circuit.</summary>
public sealed partial class AccountLayout;
