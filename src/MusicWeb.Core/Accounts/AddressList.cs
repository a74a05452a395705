using System.Net;
using System.Net.Sockets;

namespace MusicWeb.Core.Accounts;

/// <summary>Addresses and networks, IPv4 and IPv6, as people write them: <c>192.0.2.7, 10.0.0.0/8, 2001:db8::/32</c>.</summary>
public static class AddressList
{
    /// <summary>The most entries of a list.</summary>
    public const int MaxEntries = 50;

    private const int Ipv6NetworkBits = 64;
    private static readonly char[] _separators = [',', ';', ' ', '\t', '\r', '\n'];

    /// <summary>Reads a list; entries are separated by commas, blanks or line ends.</summary>
    /// <returns>The list in one spelling, empty when there is none; <c>bad_address</c> with the entry that cannot be read.</returns>
    public static Result<string> Read(string? text)
    {
        var entries = (text ?? "").Split(_separators, StringSplitOptions.RemoveEmptyEntries);
        if (entries.Length > MaxEntries) return new Error("bad_address", "Use at most {0} addresses.", MaxEntries) { Field = "Addresses" };
        var networks = new List<string>();
        foreach (var entry in entries)
        {
            if (Network(entry) is not { } network) return new Error("bad_address", "\"{0}\" is no address or network. Write for example 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32.", entry) { Field = "Addresses" };
            var isOne = network.PrefixLength == (network.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? 32 : 128);
            networks.Add(isOne ? network.BaseAddress.ToString() : network.ToString());
        }

        return string.Join(", ", networks.Distinct());
    }

    /// <summary>Whether an address stands in a list that <see cref="Read"/> gave.</summary>
    public static bool Contains(string list, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(list);
        var plain = Plain(address);
        return list.Split(_separators, StringSplitOptions.RemoveEmptyEntries).Any(entry => Network(entry) is { } network && network.Contains(plain));
    }

    /// <summary>An address as it is written: an IPv4 one that came in through an IPv6 socket in its own spelling.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;
    }

    /// <summary>The address, or for IPv6 its /64 network, which is what one household or server has.</summary>
    public static string Neighbourhood(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily is AddressFamily.InterNetworkV6 ? Masked(plain, Ipv6NetworkBits).ToString() : plain.ToString();
    }

    // 10.1.2.3/8 is meant as 10.0.0.0/8.
    private static IPNetwork? Network(string entry)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var head = slash < 0 ? entry : entry[..slash];
        // The framework also reads "1" and "0x7f.1" as addresses; nobody writes them on purpose.
        if (!head.Contains(':', StringComparison.Ordinal) && head.Count(sign => sign == '.') != 3) return null;
        if (head.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(head, out var address)) return null;
        var wasMapped = address.IsIPv4MappedToIPv6;
        address = Plain(address);
        var bits = address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;
        if (slash < 0) return new IPNetwork(address, bits);
        if (!byte.TryParse(entry.AsSpan(slash + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var length)) return null;
        var prefix = wasMapped ? length - 96 : length;
        return prefix < 0 || prefix > bits ? null : Masked(address, prefix);
    }

    private static IPNetwork Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPNetwork(new IPAddress(bytes), prefix);
    }
}
