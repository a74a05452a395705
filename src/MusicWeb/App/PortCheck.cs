using System.Net;
using System.Net.Sockets;
using MusicWeb.Core.Data;

namespace MusicWeb.App;

/// <summary>
/// Sees to a taken port before the data folder is touched: most often the one who has it is this very program, running, and its
/// scratch files must stay.
/// </summary>
internal static class PortCheck
{
    /// <summary>Throws a <see cref="StartException"/> when an address of the configuration cannot be listened on.</summary>
    public static void Run(IConfiguration configuration)
    {
        var urls = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        foreach (var address in urls.Select(Parse).Where(address => address.Port > 0 && !address.IsUnixPipe))
        {
            foreach (var ip in AddressesOf(address.Host)) Try(ip, address.Port);
        }
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw new StartException($"The address '{url}' is not one to listen on. Set ASPNETCORE_URLS to something like http://localhost:5080.");
        }
    }

    private static IPAddress[] AddressesOf(string host) => host switch
    {
        "localhost" => [IPAddress.Loopback],
        _ when IPAddress.TryParse(host.Trim('[', ']'), out var ip) => [ip],
        _ => [IPAddress.Any], // Any other name means every interface to the web server.
    };

    private static void Try(IPAddress ip, int port)
    {
        using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // What the web server does too: a port that is merely cooling down after the last run counts as free.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, !OperatingSystem.IsWindows());
            socket.Bind(new IPEndPoint(ip, port));
            socket.Listen();
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new StartException($"Port {port} is taken, perhaps by MusicWeb itself. Stop the other program, or choose another port: ASPNETCORE_URLS=http://localhost:{port + 1}.");
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AccessDenied)
        {
            throw new StartException($"This user may not listen on port {port}. Choose another port: ASPNETCORE_URLS=http://localhost:5080.");
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressNotAvailable)
        {
            throw new StartException($"This machine does not have the address {ip}. Correct ASPNETCORE_URLS.");
        }
    }
}
