namespace MusicWeb.Providers.Recordings;

/// <summary>The header of a frame of MPEG layer III.</summary>
/// <param name="Bytes">Its length with the header.</param>
/// <param name="Samples">Samples of each channel.</param>
/// <param name="Rate">Samples per second.</param>
/// <param name="Version">3 for MPEG 1, 2 for MPEG 2, 0 for what is called 2.5.</param>
/// <param name="IsMono">It has one channel.</param>
internal readonly record struct Mp3Frame(int Bytes, int Samples, int Rate, int Version, bool IsMono)
{
    public const int HeaderBytes = 4;

    private const int Mpeg1 = 3, Mpeg2 = 2, Mpeg25 = 0, Reserved = 1;
    private const int LayerThree = 1;
    private const int Mono = 3;

    private static readonly int[] _kilobits1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] _kilobits2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] _rates = [44_100, 48_000, 32_000];

    /// <summary>The frame that these four bytes begin; null where they begin none, or one whose length they do not say.</summary>
    public static Mp3Frame? Of(uint header)
    {
        var (version, layer) = ((int)(header >> 19) & 3, (int)(header >> 17) & 3);
        var (bitrate, rate, padding) = ((int)(header >> 12) & 15, (int)(header >> 10) & 3, (int)(header >> 9) & 1);
        if (header >> 21 != 0x7FF || version == Reserved || layer != LayerThree || bitrate is 0 or 15 || rate == 3) return null;
        var isFirst = version == Mpeg1;
        var hertz = _rates[rate] / version switch { Mpeg1 => 1, Mpeg2 => 2, _ => 4 };
        var bits = 1000 * (isFirst ? _kilobits1 : _kilobits2)[bitrate];
        return new Mp3Frame((isFirst ? 144 : 72) * bits / hertz + padding, isFirst ? 1152 : 576, hertz, version, ((header >> 6) & 3) == Mono);
    }

    /// <summary>Of the same sound: what may not change from frame to frame is the same.</summary>
    public bool IsLike(Mp3Frame other) => (Version, Rate) == (other.Version, other.Rate);

    /// <summary>How long so many of them sound.</summary>
    public double SecondsOf(long frames) => (double)frames * Samples / Rate;

    /// <summary>Bytes between the header and what an encoder may note in a frame of silence.</summary>
    public int SideBytes => (Version == Mpeg1, IsMono) switch { (true, false) => 32, (true, true) or (false, false) => 17, _ => 9 };
}
