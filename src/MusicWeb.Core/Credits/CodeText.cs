using System.Security.Cryptography;
using System.Text;

namespace MusicWeb.Core.Credits;

/// <summary>How a code is written: 16 signs of Crockford's alphabet in groups of four, 80 bits of chance.</summary>
internal static class CodeText
{
    // Without I, L, O and U: nobody has to ask which sign is meant.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Signs = 16;
    private const int GroupSigns = 4;

    /// <summary>A new code as people read it.</summary>
    public static string Make() => string.Join('-', Enumerable.Range(0, Signs / GroupSigns).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupSigns)));

    /// <summary>The hash of what somebody typed, however it was grouped and whatever its case; null when it cannot be a code.</summary>
    public static byte[]? HashOf(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var signs = new StringBuilder(Signs);
        foreach (var typedSign in typed)
        {
            if (typedSign is '-' || char.IsWhiteSpace(typedSign)) continue;
            var sign = char.ToUpperInvariant(typedSign) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            if (!Alphabet.Contains(sign, StringComparison.Ordinal) || signs.Length == Signs) return null;
            signs.Append(sign);
        }

        return signs.Length == Signs ? SHA256.HashData(Encoding.ASCII.GetBytes(signs.ToString())) : null;
    }
}
