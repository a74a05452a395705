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

    private Process _process;
    private readonly ConcurrentQueue<string> _said = [];
    private readonly string _folder;

    private readonly ProcessStartInfo _start;

    private SiteProcess(ProcessStartInfo start, string folder, Uri address)
    {
        (_start, _folder, Address) = (start, folder, address);
        _process = Start();
    }

    public Uri Address { get; }

    /// <summary>What it logged, for the message of a failed test.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Where messages become files.</summary>
    public string Outbox => Path.Combine(_folder, "data", "outbox");

    /// <summary>Memory in use, as the system counts it.</summary>
    public long WorkingSetBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts the product and waits until it is ready.</summary>
    /// <param name="settings">Settings besides those of every test site, named with colons.</param>
    public static Task<SiteProcess> StartAsync(params (string Key, string Value)[] settings) => StartProgramAsync(Metadata("WebProgram"), settings);

    /// <summary>Starts a web program and waits until it is ready.</summary>
    public static async Task<SiteProcess> StartProgramAsync(string program, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-e2e-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Data__Directory"] = Path.Combine(folder, "data");
        // All the people of all tests come from one address.
        start.Environment["Site__AttemptsPerMinute"] = "100000";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var site = new SiteProcess(start, folder, address);
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

    /// <summary>Ends it as a crash would and starts it again, at the same address with the same data.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        _process = Start();
        await UntilReadyAsync();
    }

    internal static string Metadata(string name) =>
        typeof(SiteProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Start()
    {
        var process = new Process { StartInfo = _start };
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task EndAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
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
