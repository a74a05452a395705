using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace MusicWeb.Providers.Outbound;

/// <summary>Opens connections to hosts that somebody else named, but never to this machine's own networks.</summary>
/// <remarks>The address is checked at the moment of connecting and the very address that was checked is used, so a name that changes its mind gains nothing.</remarks>
internal sealed class GuardedConnection(IOptions<OutboundOptions> options)
{
    /// <summary>A handler that follows no redirect, keeps no cookie and uses no proxy: each of them would lead around the check.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 32,
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, ct),
    };

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, ct);
        if (!options.Value.Allows(target.Host, target.Port) && !Array.TrueForAll(addresses, PublicAddress.Is)) throw new UnsafeAddressException(target.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address that must not be fetched: not https, or inside a private network.</summary>
public sealed class UnsafeAddressException(string host) : Exception($"The address at {host} may not be fetched: it is not public, or not https.");
