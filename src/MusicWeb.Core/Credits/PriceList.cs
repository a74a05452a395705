using Microsoft.Extensions.Options;
using MusicWeb.Providers;

namespace MusicWeb.Core.Credits;

/// <summary>Answers what an operation costs: the administrator's price, else the default of the provider's manifest.</summary>
public sealed class PriceList(IOptions<CreditOptions> credits)
{
    /// <summary>Whole credits; null when the provider does not offer the operation.</summary>
    public long? Find(ProviderManifest manifest, string op)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (manifest.FindOperation(op) is not { } operation) return null;
        return credits.Value.Prices.TryGetValue(manifest.Name, out var prices) && prices.TryGetValue(op, out var price) ? price : operation.PriceCredits;
    }
}
