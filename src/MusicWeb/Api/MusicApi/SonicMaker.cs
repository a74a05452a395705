using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Api.MusicApi;

/// <summary>Who makes what is ordered from <c>sonic</c> on this installation, as the setting <c>Api:Sonic</c> says.</summary>
internal sealed class SonicMaker(OfferList offers, FindPayers payers, FindClip clips, IOptions<ApiOptions> options)
{
    /// <summary>What the first provider of the list offers that offers anything and that the actor can pay for; null when none does. One that made the clip which it is about goes first.</summary>
    public async Task<ProviderManifest?> FindAsync(Actor actor, string? clipId, CancellationToken ct)
    {
        var table = await payers.RunAsync(actor, ct);
        var maker = Guid.TryParse(clipId, out var id) ? (await clips.RunAsync(actor, id, ct))?.Provider : null;
        var names = options.Value.Sonic.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var name in names.OrderByDescending(name => name == maker))
        {
            if (table.Find(name) is not null && await offers.FindAsync(name, ct) is { } manifest) return manifest;
        }

        return null;
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
