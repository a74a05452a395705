using MusicWeb.Core.Durable;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// The lanes in which tasks wait. A vendor counts by key how much is asked of it, so all its products share the lane of a key: the
/// installation's has the vendor's name, each key of a person or a team has one of its own. A provider without a vendor has its own.
/// </summary>
internal sealed class TaskLanes
{
    private const char Separator = ':';
    private readonly Dictionary<string, Lane> _all;

    /// <summary>The lanes of these providers; their manifests say how much is taken at once.</summary>
    public TaskLanes(ProviderCatalog providers) =>
        _all = providers.All.Select(provider => provider.Manifest).GroupBy(BaseOf).ToDictionary(
            group => group.Key,
            group => new Lane(group.Key, group.Max(manifest => manifest.Slots), group.Max(manifest => manifest.Spacing), [.. group.Select(manifest => manifest.Name)]));

    /// <summary>The lane of a provider's tasks that are made with a key, null for the installation's own or where none is needed.</summary>
    public static string NameOf(ProviderManifest provider, Guid? keyId) => keyId is { } id ? $"{BaseOf(provider)}{Separator}{id:N}" : BaseOf(provider);

    /// <summary>The lane of that name; null where none of its providers is here.</summary>
    public Lane? Find(string name) => _all.TryGetValue(name.Split(Separator)[0], out var lane) ? lane with { Name = name } : null;

    private static string BaseOf(ProviderManifest provider) => provider.Vendor ?? provider.Name;
}
