using System.Net;
using System.Net.Sockets;

namespace MusicWeb.Providers.Outbound;

/// <summary>Tells addresses of the public internet from those of this machine, its networks and special uses.</summary>
internal static class PublicAddress
{
    // The special-purpose registries of IANA (RFC 6890 and its successors), as far as they are not globally reachable.
    private static readonly IPNetwork[] _closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork _unicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] _closedUnicast = [.. new[] { "2001::/23", "2001:db8::/32", "3fff::/20" }.Select(text => IPNetwork.Parse(text))];
    private static readonly IPNetwork _sixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork _translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether anybody on the internet reaches the same machine under this address.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily is AddressFamily.InterNetwork) return !Array.Exists(_closed, network => network.Contains(address));
        if (address.IsIPv4MappedToIPv6) return Is(address.MapToIPv4());
        var bytes = address.GetAddressBytes();
        // These carry an IPv4 address, which is where the packet ends.
        if (_translated.Contains(address)) return Is(new IPAddress(bytes.AsSpan(12, 4)));
        if (_sixToFour.Contains(address)) return Is(new IPAddress(bytes.AsSpan(2, 4)));
        return _unicast.Contains(address) && !Array.Exists(_closedUnicast, network => network.Contains(address));
    }
}
