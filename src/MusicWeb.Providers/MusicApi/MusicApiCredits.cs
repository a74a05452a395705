using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>Asks for a key's balance: free, and the way to see whether a key works (<c>providers/musicapi-common.md</c>, credits).</summary>
internal sealed class MusicApiCredits(VendorHttp http, VendorKey? ownKey)
{
    /// <summary>Where the balance is.</summary>
    public const string Path = "api/v1/get-credits";

    /// <summary>What the vendor says about a key, the installation's own for null.</summary>
    public async Task<KeyAnswer> AskAsync(VendorKey? key, CancellationToken ct) =>
        (key ?? ownKey) is { } used ? await KeyQuestion.AskAsync(http, used, Path, Read, ct) : new KeyAnswer.Refused(MusicApiVendor.NoKey);

    /// <summary>How an answer is understood.</summary>
    public static KeyAnswer Read(VendorReply reply)
    {
        if (MusicApiError.Of(reply) is { } error) return error.Fault is MusicApiFault.Account ? new KeyAnswer.Refused(error.Text) : new KeyAnswer.Unclear(error.Text);
        return Sum(reply.Body) is { } credits ? new KeyAnswer.Works(credits) : new KeyAnswer.Unclear("MusicAPI's answer names no credits.");
    }

    // Two pots: the subscription's, and what was bought. Documented without a wrapper; one is tolerated.
    private static long? Sum(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object) return null;
        var pots = body.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object ? data : body;
        return Pot(pots, "credits") is { } credits ? Math.Max(0, credits + (Pot(pots, "extra_credits") ?? 0)) : null;
    }

    // What cannot be spent whole is not there: our credits have no fractions.
    private static long? Pot(JsonElement pots, string name) =>
        pots.TryGetProperty(name, out var pot) && pot.ValueKind is JsonValueKind.Number && pot.TryGetDecimal(out var credits) && Math.Abs(credits) < int.MaxValue ? (long)Math.Floor(credits) : null;
}
