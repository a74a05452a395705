using Microsoft.Extensions.Options;

namespace MusicWeb.Providers.Outbound;

/// <summary>Section <c>Outbound</c> of the settings: what may be fetched from addresses that a vendor or a user names.</summary>
public sealed class OutboundOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Outbound";

    /// <summary>Hosts, each as <c>name</c> or <c>name:port</c>, that may be reached without https and on private networks; empty by default.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Seconds without a byte after which a download is given up, 1 to 600.</summary>
    public int IdleSeconds { get; set; } = 30;

    internal bool Allows(string host, int port)
    {
        foreach (var allowed in AllowedHosts)
        {
            if (allowed.Equals(host, StringComparison.OrdinalIgnoreCase) || allowed.Equals($"{host}:{port}", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}

internal sealed class OutboundOptionsCheck : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        if (options.IdleSeconds is < 1 or > 600) return ValidateOptionsResult.Fail("Outbound:IdleSeconds must be between 1 and 600.");
        return options.AllowedHosts.Any(host => string.IsNullOrWhiteSpace(host) || host.Contains('/', StringComparison.Ordinal))
            ? ValidateOptionsResult.Fail("Outbound:AllowedHosts takes names of hosts, with a port if need be, without https:// and path.")
            : ValidateOptionsResult.Success;
    }
}
