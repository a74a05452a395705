using MusicWeb.Providers;

namespace MusicWeb.Pages.Admin;

/// <summary>What people read for what a vendor can call otherwise.</summary>
internal static class WireWords
{
    /// <summary>English, and the key of its translation.</summary>
    public static string Of(WireKind kind) => kind switch
    {
        WireKind.Path => "Path",
        WireKind.SentField => "Field we send",
        WireKind.SentValue => "Text we send",
        _ => "Field we read",
    };
}
