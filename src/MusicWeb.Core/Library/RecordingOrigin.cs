namespace MusicWeb.Core.Library;

/// <summary>What stands where a song names its provider and model, when it is a recording that a person brought.</summary>
public static class RecordingOrigin
{
    /// <summary>In the place of a provider's name; no provider is called that.</summary>
    public const string Provider = "recording";

    /// <summary>In the place of a model's name.</summary>
    public const string Model = "recording";
}
