namespace MusicWeb.App;

/// <summary>The two faces of the product. The reader's choice is the cookie <see cref="CookieName"/>, which a script may set.</summary>
/// <param name="Name">Value of the cookie and of <c>data-theme</c> on the document.</param>
/// <param name="Stylesheet">Radzen's stylesheet for it, below the web root.</param>
public sealed record Theme(string Name, string Stylesheet)
{
    /// <summary>The cookie that remembers the choice: <c>dark</c> or <c>light</c>.</summary>
    public const string CookieName = "theme";

    /// <summary>The first face, and everybody's until they choose.</summary>
    public static Theme Dark { get; } = new("dark", "_content/Radzen.Blazor/css/material-dark-base.css");

    /// <summary>The light face.</summary>
    public static Theme Light { get; } = new("light", "_content/Radzen.Blazor/css/material-base.css");

    /// <summary>The theme of a request; an unknown cookie value counts as none.</summary>
    public static Theme Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Cookies[CookieName] == Light.Name ? Light : Dark;
    }
}
