namespace MusicWeb.Engine.Sing;

/// <summary>The sounds of English by their ARPABET names, as pronouncing dictionaries write them.</summary>
internal enum Phone
{
    /// <summary>As in "far".</summary>
    AA,

    /// <summary>As in "cat".</summary>
    AE,

    /// <summary>As in "but", and the weak vowel of "away".</summary>
    AH,

    /// <summary>As in "law".</summary>
    AO,

    /// <summary>As in "now".</summary>
    AW,

    /// <summary>As in "my".</summary>
    AY,

    /// <summary>As in "bed".</summary>
    EH,

    /// <summary>As in "bird".</summary>
    ER,

    /// <summary>As in "day".</summary>
    EY,

    /// <summary>As in "bit".</summary>
    IH,

    /// <summary>As in "see".</summary>
    IY,

    /// <summary>As in "go".</summary>
    OW,

    /// <summary>As in "boy".</summary>
    OY,

    /// <summary>As in "good".</summary>
    UH,

    /// <summary>As in "moon".</summary>
    UW,

    /// <summary>Voiced stop of the lips.</summary>
    B,

    /// <summary>As in "church".</summary>
    CH,

    /// <summary>Voiced stop of the tongue's tip.</summary>
    D,

    /// <summary>As in "then".</summary>
    DH,

    /// <summary>As in "fall".</summary>
    F,

    /// <summary>Voiced stop of the tongue's back.</summary>
    G,

    /// <summary>As in "home".</summary>
    HH,

    /// <summary>As in "joy".</summary>
    JH,

    /// <summary>Voiceless stop of the tongue's back.</summary>
    K,

    /// <summary>As in "light".</summary>
    L,

    /// <summary>As in "me".</summary>
    M,

    /// <summary>As in "no".</summary>
    N,

    /// <summary>As in "song".</summary>
    NG,

    /// <summary>Voiceless stop of the lips.</summary>
    P,

    /// <summary>As in "rain".</summary>
    R,

    /// <summary>As in "sun".</summary>
    S,

    /// <summary>As in "she".</summary>
    SH,

    /// <summary>Voiceless stop of the tongue's tip.</summary>
    T,

    /// <summary>As in "think".</summary>
    TH,

    /// <summary>As in "over".</summary>
    V,

    /// <summary>As in "we".</summary>
    W,

    /// <summary>As in "you".</summary>
    Y,

    /// <summary>As in "zoo".</summary>
    Z,

    /// <summary>As in "vision".</summary>
    ZH,
}

/// <summary>Reading and writing of sounds, and what kind they are.</summary>
internal static class Phones
{
    private static readonly Dictionary<string, Phone> ByName = Enum.GetValues<Phone>().ToDictionary(phone => phone.ToString(), StringComparer.Ordinal);

    /// <summary>Sounds from text such as <c>R EY1 N</c>; stress digits and what is no sound are passed over.</summary>
    public static List<Phone> Read(string text)
    {
        var phones = new List<Phone>();
        foreach (var name in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ByName.TryGetValue(name.TrimEnd('0', '1', '2'), out var phone)) phones.Add(phone);
        }
        return phones;
    }

    /// <summary>The text that <see cref="Read"/> reads.</summary>
    public static string Write(IEnumerable<Phone> phones) => string.Join(' ', phones);

    /// <summary>Whether a note can be held on it.</summary>
    public static bool IsVowel(this Phone phone) => phone <= Phone.UW;

    /// <summary>Whether the folds stay open: hiss, breath or silence instead of a tone.</summary>
    public static bool IsVoiceless(this Phone phone) => phone is Phone.P or Phone.T or Phone.K or Phone.CH or Phone.F or Phone.TH or Phone.S or Phone.SH or Phone.HH;

    /// <summary>Whether the mouth closes before the sound is let out.</summary>
    public static bool IsStop(this Phone phone) => phone is Phone.P or Phone.B or Phone.T or Phone.D or Phone.K or Phone.G or Phone.CH or Phone.JH;

    /// <summary>Whether the sound goes through the nose.</summary>
    public static bool IsNasal(this Phone phone) => phone is Phone.M or Phone.N or Phone.NG;
}
