using System.IO.Compression;
using MusicWeb.Engine.Lyrics;

namespace MusicWeb.Providers.Embedded;

/// <summary>The pronouncing dictionary that the build puts into this assembly when Node is there to fetch it.</summary>
internal static class WordSounds
{
    private const string Resource = "cmudict.gz";
    private static readonly Lazy<PronouncingDictionary?> Loaded = new(Load);

    /// <summary>The dictionary, read at first use; null in a build without it.</summary>
    public static PronouncingDictionary? Dictionary => Loaded.Value;

    private static PronouncingDictionary? Load()
    {
        using var packed = typeof(WordSounds).Assembly.GetManifestResourceStream(Resource);
        if (packed is null) return null;
        using var text = new GZipStream(packed, CompressionMode.Decompress);
        return PronouncingDictionary.Load(text);
    }
}
