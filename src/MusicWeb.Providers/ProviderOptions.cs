namespace MusicWeb.Providers;

/// <summary>What can be set for each provider of a vendor, section <c>Providers:&lt;name&gt;</c>.</summary>
public sealed class ProviderOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Providers:<name>";

    /// <summary>Whether it is offered at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where it is reached, when not at its own address: a sister host, or a server of one's own.</summary>
    public Uri? BaseUrl { get; set; }

    // Ends in a slash: without it the last part would be dropped when a path is added.
    internal Uri BaseAddress(Uri own)
    {
        var address = BaseUrl ?? own;
        return address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    internal static string SectionOf(string name) => Section.Replace("<name>", name, StringComparison.Ordinal);
}
