using System.Diagnostics;
using Npgsql;

namespace Kit;

/// <summary>
/// A PostgreSQL server of this test process's own, reached through a socket in a temporary folder, so that no port can be taken. It
/// goes when the process goes, however it ends: a shell beside it waits for the end of its standard input.
/// </summary>
public static class PrivatePostgres
{
    private const string Template = "template_musicweb";
    private const string WithoutIt = "MUSICWEB_TESTS_WITHOUT_POSTGRES";
    private static readonly Lazy<Task<string>> _server = new(StartAsync);
    private static Process? _shell; // Were it collected, its standard input would close, and with it the server.

    /// <summary>Why tests on PostgreSQL are skipped; null when they run. Only an explicit wish skips them.</summary>
    public static string? WhySkip => FindBinaries() is null && Environment.GetEnvironmentVariable(WithoutIt) == "1"
        ? $"PostgreSQL is not installed and {WithoutIt}=1."
        : null;

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public static Task<string> CreateDatabaseAsync() => CreateDatabaseAsync(template: "template0");

    /// <summary>Removes a database made here, whoever is still connected to it.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync(await _server.Value, $"DROP DATABASE \"{connection.Database}\" WITH (FORCE)");
    }

    internal static async Task<string> CreateDatabaseAsync(string template)
    {
        var server = await _server.Value;
        var name = $"test_{Guid.CreateVersion7():N}";
        await ExecuteAsync(server, $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true, MaxPoolSize = 20 }.ToString();
    }

    internal static async Task<string> CreateTemplateAsync(Func<string, Task> fill)
    {
        var server = await _server.Value;
        await ExecuteAsync(server, $"CREATE DATABASE \"{Template}\" TEMPLATE template0");
        // Unpooled: a database somebody is connected to cannot be copied.
        await fill(new NpgsqlConnectionStringBuilder(server) { Database = Template }.ToString());
        return Template;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> StartAsync()
    {
        var binaries = FindBinaries() ?? throw new InvalidOperationException(
            $"PostgreSQL is not installed: install Debian's package 'postgresql', or set {WithoutIt}=1 to skip the tests that need it.");
        var folder = Directory.CreateTempSubdirectory("musicweb-pg-").FullName;
        // initdb and pg_ctl refuse to run as root.
        var asRoot = Environment.UserName == "root";
        if (asRoot) await RunAsync("chown", "postgres", folder);

        var settings = $"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off -c deadlock_timeout=50ms -c max_connections=300 -c shared_buffers=64MB";
        var script = $"""
            trap '' INT TERM HUP
            cd {folder}
            {binaries}/initdb -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 &&
            {binaries}/pg_ctl -D data -l log -w -o "{settings}" start >>log 2>&1 && echo ready || tail -5 log
            read end
            {binaries}/pg_ctl -D data -m immediate stop >/dev/null 2>&1
            rm -rf {folder}
            """;
        var start = new ProcessStartInfo(asRoot ? "runuser" : "sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in asRoot ? new[] { "-u", "postgres", "--", "sh", "-c", script } : ["-c", script]) start.ArgumentList.Add(argument);
        _shell = Process.Start(start)!;
        var answer = await _shell.StandardOutput.ReadLineAsync();
        if (answer != "ready") throw new InvalidOperationException($"A private PostgreSQL did not start: {answer}");
        return new NpgsqlConnectionStringBuilder { Host = folder, Username = "postgres", Database = "postgres", Pooling = false }.ToString();
    }

    // Where Debian puts them, the newest first; elsewhere they are on the path.
    private static string? FindBinaries()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var major) ? major : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }
}
