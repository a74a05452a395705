namespace MusicWeb.Providers;

/// <summary>The providers of this installation, by name.</summary>
/// <param name="providers">Those that work.</param>
/// <param name="retired">Those that are only remembered.</param>
public sealed class ProviderCatalog(IEnumerable<IMusicProvider> providers, IEnumerable<RetiredProvider> retired)
{
    private readonly IMusicProvider[] _all = [.. providers];
    private readonly RetiredProvider[] _retired = [.. retired];

    /// <summary>All of them that work, in the order they are offered.</summary>
    public IReadOnlyList<IMusicProvider> All => _all;

    /// <summary>What vendors of this installation once offered.</summary>
    public IReadOnlyList<RetiredProvider> Retired => _retired;

    /// <summary>The provider of that name, or null.</summary>
    public IMusicProvider? Find(string name) => Array.Find(_all, provider => provider.Manifest.Name == name);
}
