using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace E2e.Running;

/// <summary>MusicWeb as an operator runs it: the built program in a process, with a data folder and a port of its own.</summary>
public sealed class SiteProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly SocketsHttpHandler _connections = new();

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = [];
    private readonly string _folder;

    private SiteProcess(Process process, string folder, Uri address)
    {
        (_process, _folder, Address) = (process, folder, address);
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
    }

    public Uri Address { get; }

    /// <summary>What it logged, for the message of a failed test.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Memory in use, as the system counts it.</summary>
    public long WorkingSetBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts and waits until it is ready.</summary>
    /// <param name="settings">Settings besides those of every test site, named with colons.</param>
    public static async Task<SiteProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-e2e-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo("dotnet", [Metadata("WebProgram")]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Data__Directory"] = Path.Combine(folder, "data");
        // All the people of all tests come from one address.
        start.Environment["Site__AttemptsPerMinute"] = "100000";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var site = new SiteProcess(new Process { StartInfo = start }, folder, address);
        site._process.Start();
        site._process.BeginOutputReadLine();
        site._process.BeginErrorReadLine();
        try
        {
            await site.UntilReadyAsync();
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    internal static string Metadata(string name) =>
        typeof(SiteProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task UntilReadyAsync()
    {
        using var client = new HttpClient(_connections, disposeHandler: false) { BaseAddress = Address };
        using var patience = new CancellationTokenSource(_patience);
        using var pace = new PeriodicTimer(_lookAgain);
        do
        {
            if (_process.HasExited) throw new InvalidOperationException($"MusicWeb ended with code {_process.ExitCode}:\n{Said}");
            if (await IsReadyAsync(client, patience.Token)) return;
        }
        while (await pace.WaitForNextTickAsync(patience.Token));
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var response = await client.GetAsync("health/ready", ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
