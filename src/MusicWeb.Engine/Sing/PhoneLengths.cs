namespace MusicWeb.Engine.Sing;

/// <summary>How long consonants take when there is time for them, in seconds.</summary>
internal static class PhoneLengths
{
    /// <summary>The mouth is shut before a stop; 0 for everything else.</summary>
    public static double Closure(Phone phone) => phone switch
    {
        Phone.P or Phone.T or Phone.K => 0.06,
        Phone.CH => 0.05,
        Phone.B or Phone.D or Phone.G => 0.052,
        Phone.JH => 0.045,
        _ => 0,
    };

    /// <summary>What is heard of a consonant: the release of a stop with its breath, or the whole of any other.</summary>
    /// <param name="phone">A consonant.</param>
    /// <param name="opensVowel">A vowel follows: breath and tone flow into it.</param>
    public static double Body(Phone phone, bool opensVowel) => phone switch
    {
        Phone.P => opensVowel ? 0.045 : 0.03,
        Phone.T => opensVowel ? 0.052 : 0.038,
        Phone.K => opensVowel ? 0.06 : 0.042,
        Phone.B or Phone.D => 0.014,
        Phone.G => 0.02,
        Phone.CH => 0.08,
        Phone.JH => 0.06,
        Phone.S or Phone.SH => 0.105,
        Phone.F => 0.09,
        Phone.TH => 0.085,
        Phone.Z or Phone.ZH => 0.08,
        Phone.V => 0.06,
        Phone.DH => 0.05,
        Phone.HH => 0.065,
        Phone.M or Phone.N => 0.07,
        Phone.NG => 0.08,
        Phone.L => 0.065,
        Phone.R => 0.065,
        Phone.W => 0.07,
        _ => 0.06,
    };
}
