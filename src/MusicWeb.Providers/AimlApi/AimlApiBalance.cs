using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AimlApi;

/// <summary>Asks for a key's balance: free, and the way to see whether a key works.</summary>
internal sealed class AimlApiBalance(VendorHttp http, VendorKey? ownKey)
{
    /// <summary>Where the balance is.</summary>
    public const string Path = "v1/billing/balance";

    /// <summary>
    /// How many of the vendor's own credits count as one here: a song of 63,000 there costs 15 here. The price is of an old page; where
    /// it is another, administrators set the song's price and the books still follow the balance.
    /// </summary>
    public const int Rate = 4_200;

    /// <summary>What the vendor says about a key, the installation's own for null.</summary>
    public async Task<KeyAnswer> AskAsync(VendorKey? key, CancellationToken ct) =>
        (key ?? ownKey) is { } used ? await KeyQuestion.AskAsync(http, used, Path, Read, ct) : new KeyAnswer.Refused(AimlApiVendor.NoKey);

    /// <summary>How an answer is understood.</summary>
    public static KeyAnswer Read(VendorReply reply)
    {
        if (AimlApiError.Of(reply) is { } error) return error.Fault is AimlApiFault.Account ? new KeyAnswer.Refused(error.Text) : new KeyAnswer.Unclear(error.Text);
        return reply.Body.Number("balance") is { } balance && Math.Abs(balance) < 1e15
            ? new KeyAnswer.Works(Math.Max(0, (long)Math.Floor(balance / Rate)))
            : new KeyAnswer.Unclear("AI/ML API's answer names no balance.");
    }
}
