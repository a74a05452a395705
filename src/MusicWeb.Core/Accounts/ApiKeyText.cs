using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MusicWeb.Core.Accounts;

/// <summary>
/// The text of an API key: <see cref="Mark"/>, 32 random letters and digits (190 bits), and 6 more that check them, so that a typing
/// error and a leaked key are recognised without asking the database.
/// </summary>
public static partial class ApiKeyText
{
    /// <summary>How every key begins.</summary>
    public const string Mark = "mw_live_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 32;
    private const int CheckLength = 6;
    private const int PrefixLength = 12;
    private const int LastLength = 4;

    /// <summary>A new key.</summary>
    internal static string Make()
    {
        var text = Mark + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return text + CheckOf(text);
    }

    /// <summary>Whether a text can be a key of some installation of this product.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: 46 } && Shape.IsMatch(text) && CheckOf(text[..^CheckLength]) == text[^CheckLength..];

    /// <summary>The first key that stands somewhere in a text, or null.</summary>
    public static string? FindIn(string? text) =>
        text is null || !text.Contains(Mark, StringComparison.Ordinal) ? null : Shape.Matches(text).Select(match => match.Value).FirstOrDefault(IsWellFormed);

    /// <summary>The text with each key in it made useless: only what a list shows of it is left.</summary>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains(Mark, StringComparison.Ordinal) ? Shape.Replace(text, match => IsWellFormed(match.Value) ? $"{PrefixOf(match.Value)}…{LastOf(match.Value)}" : match.Value) : text;
    }

    /// <summary>What is stored in place of a key. It is random enough for a plain hash: nobody can try 62 to the power of 32 texts.</summary>
    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The beginning that a list shows.</summary>
    internal static string PrefixOf(string text) => text[..PrefixLength];

    /// <summary>The end that a list shows.</summary>
    internal static string LastOf(string text) => text[^LastLength..];

    private static string CheckOf(string text)
    {
        var rest = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return string.Create(CheckLength, rest, static (digits, rest) =>
        {
            for (var i = 0; i < digits.Length; i++, rest /= (ulong)Alphabet.Length) digits[i] = Alphabet[(int)(rest % (ulong)Alphabet.Length)];
        });
    }

    [GeneratedRegex("mw_live_[0-9A-Za-z]{38}", RegexOptions.CultureInvariant)]
    private static partial Regex Shape { get; }
}
