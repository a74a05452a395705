using Microsoft.Extensions.Configuration;

namespace MusicWeb.Providers;

/// <summary>What the installation itself has with a vendor, section <c>Vendors:&lt;name&gt;</c>.</summary>
public sealed class VendorOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Vendors:<name>";

    /// <summary>The installation's key; without it the vendor's providers are offered to whoever has a key of his own.</summary>
    public string? Key { get; set; }

    internal static string SectionOf(string name) => Section.Replace("<name>", name, StringComparison.Ordinal);

    /// <summary>The installation's key at a vendor; null when it has none.</summary>
    /// <exception cref="InvalidOperationException">It is too short to be a key.</exception>
    internal static VendorKey? KeyOf(string name, IConfiguration configuration) => configuration.GetSection(SectionOf(name)).Get<VendorOptions>()?.Key?.Trim() switch
    {
        null or "" => null,
        { Length: > VendorKey.ShownCharacters } key => new VendorKey(key),
        _ => throw new InvalidOperationException($"Vendors:{name}:Key is too short to be a key."),
    };
}
