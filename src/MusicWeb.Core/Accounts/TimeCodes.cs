using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>The six digits of an authenticator app: RFC 6238 with SHA-1 and steps of 30 seconds, which is what all such apps speak.</summary>
public static class TimeCodes
{
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Which step a moment lies in.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    /// <param name="key">The shared key in base 32, as the app got it.</param>
    /// <param name="step">From <see cref="StepAt"/>.</param>
    [SuppressMessage("Security", "CA5350", Justification = "The protocol's own hash; as a keyed hash it is not broken.")]
    public static string Of(string key, long step)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        HMACSHA1.HashData(Decode(key), counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        List<byte> bytes = [];
        var (buffer, bits) = (0, 0);
        foreach (var letter in key.ToUpperInvariant())
        {
            if (Alphabet.IndexOf(letter, StringComparison.Ordinal) is not (>= 0 and var value)) continue;
            (buffer, bits) = ((buffer << 5) | value, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}

/// <summary>Takes a code of somebody's authenticator, once: what a shoulder surfer saw is worth nothing any more.</summary>
public sealed class TakeTimeCode(WriteQueue writes, TimeProvider time)
{
    // Clocks of telephones are a little off.
    private const int ToleranceSteps = 1;

    /// <summary>Takes it when it is right and newer than the last one taken.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="key">The shared key in base 32.</param>
    /// <param name="code">As typed; blanks and dashes do not count.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> RunAsync(Guid userId, string key, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        var now = TimeCodes.StepAt(time.GetUtcNow());
        for (var step = now - ToleranceSteps; step <= now + ToleranceSteps; step++)
        {
            if (!CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(TimeCodes.Of(key, step)), System.Text.Encoding.ASCII.GetBytes(digits))) continue;
            var right = step;
            var taken = await writes.RunAsync<bool>(
                async db => await db.Users.Where(user => user.Id == userId && (user.LastCodeStep == null || user.LastCodeStep < right))
                    .ExecuteUpdateAsync(set => set.SetProperty(user => user.LastCodeStep, right), ct) == 1,
                ct);
            return taken.Value;
        }

        return false;
    }
}
