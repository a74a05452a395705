using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Api.MusicApi;

/// <summary>Who makes what is ordered from <c>sonic</c> on this installation, as the setting <c>Api:Sonic</c> says.</summary>
internal sealed class SonicMaker(ProviderCatalog catalog, FindPayers payers, IOptions<ApiOptions> options)
{
    /// <summary>The first provider of the list that is there and that the actor can pay for; null when none is.</summary>
    public async Task<ProviderManifest?> FindAsync(Actor actor, CancellationToken ct)
    {
        var table = await payers.RunAsync(actor, ct);
        return options.Value.Sonic
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(name => table.Find(name) is not null)
            .Select(name => catalog.Find(name)?.Manifest).FirstOrDefault(manifest => manifest is not null);
    }

    /// <summary>
    /// The model that answers to a name: the provider's own of that name; for one of MusicAPI's names that it does not have, its best
    /// one, and the clip says which it was. Null for a name that nobody knows.
    /// </summary>
    public static (ModelSpec Model, SonicModel Limits)? ModelFor(ProviderManifest manifest, string? name)
    {
        var known = SonicModel.All.FirstOrDefault(model => model.Name == name);
        var own = name is null ? null : manifest.FindModel(name);
        if (own is null && known is null) return null;
        var model = own ?? manifest.Models[0];
        return (model, known ?? new SonicModel(model.Name, model.LyricsLimit, model.StylesLimit, model.VocalGender));
    }
}
