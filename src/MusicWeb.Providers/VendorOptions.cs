namespace MusicWeb.Providers;

/// <summary>What the installation itself has with a vendor, section <c>Vendors:&lt;name&gt;</c>.</summary>
public sealed class VendorOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Vendors:<name>";

    /// <summary>The installation's key; without it the vendor's providers are offered to whoever has a key of his own.</summary>
    public string? Key { get; set; }

    internal static string SectionOf(string name) => Section.Replace("<name>", name, StringComparison.Ordinal);
}
