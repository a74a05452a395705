namespace MusicWeb.Core.Accounts;

/// <summary>Says in words what a browser says about itself, so that a person recognises it in a list.</summary>
public static class DeviceWords
{
    // The first that matches: most browsers claim to be all the older ones too.
    private static readonly (string Mark, string Word)[] _browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("SamsungBrowser/", "Samsung Internet"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Word)[] _systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>For example <c>Firefox on Linux</c>; <c>Unknown browser</c> where nothing can be made out.</summary>
    /// <param name="userAgent">The header of the request, as it came.</param>
    public static string Of(string? userAgent)
    {
        var browser = Find(_browsers, userAgent) ?? "Unknown browser";
        return Find(_systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? Find((string Mark, string Word)[] words, string? text) =>
        text is null ? null : words.FirstOrDefault(word => text.Contains(word.Mark, StringComparison.Ordinal)).Word;
}
