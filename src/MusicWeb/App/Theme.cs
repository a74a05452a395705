namespace MusicWeb.App;

/// <summary>The reader's colours: a cookie that a script sets, written into the document so that the first paint is right. Without one the system's choice holds.</summary>
internal static class Theme
{
    /// <summary>The cookie that remembers the choice: <c>dark</c> or <c>light</c>.</summary>
    public const string CookieName = "theme";

    /// <summary>The choice of a request; null for none, and for anything that is not a theme.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[CookieName] is ("dark" or "light") and var theme ? theme : null;
}
