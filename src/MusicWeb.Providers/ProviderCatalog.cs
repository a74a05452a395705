namespace MusicWeb.Providers;

/// <summary>The providers of this installation, by name.</summary>
public sealed class ProviderCatalog(IEnumerable<IMusicProvider> providers)
{
    private readonly IMusicProvider[] _all = [.. providers];

    /// <summary>All of them, in the order they are offered.</summary>
    public IReadOnlyList<IMusicProvider> All => _all;

    /// <summary>The provider of that name, or null.</summary>
    public IMusicProvider? Find(string name) => Array.Find(_all, provider => provider.Manifest.Name == name);
}
