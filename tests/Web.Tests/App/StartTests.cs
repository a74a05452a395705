using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kit;
using Microsoft.Data.Sqlite;
using MusicWeb.Core.Data;

namespace Web.Tests.App;

/// <summary>What an operator reads when the program cannot start: it is run as a process of its own.</summary>
public sealed class StartTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MusicWeb.dll");

    [Fact]
    public async Task A_taken_port_is_one_sentence_and_leaves_the_scratch_folder_alone()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Sqlite);
        var scratch = Directory.CreateDirectory(Path.Combine(store.Folder, "work"));
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, sentence) = await RunAsync(store, ("ASPNETCORE_URLS", $"http://localhost:{port}"));

        Assert.Equal($"Port {port} is taken, perhaps by MusicWeb itself. Stop the other program, or choose another port: ASPNETCORE_URLS=http://localhost:{port + 1}.", sentence);
        Assert.Equal(1, code);
        Assert.True(scratch.Exists);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_one_sentence()
    {
        await using var store = await TestStore.CreateEmptyAsync(DatabaseProvider.Sqlite);
        var file = Path.Combine(store.Folder, "a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var (code, sentence) = await RunAsync(store, ("Data__Directory", Path.Combine(file, "data")));

        Assert.Equal($"The data folder {file}/data cannot be written: give this user the right to write there, or set Data:Directory to another folder.", sentence);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_one_sentence()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Sqlite);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(store.Folder, "musicweb.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '99.0')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var (code, sentence) = await RunAsync(store);

        Assert.StartsWith("The database is newer than this program (it has 29990101000000_FromTheFuture)", sentence, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData("Site__Registration", "Sometimes", "The setting Site:Registration cannot be 'Sometimes'. Correct it in appsettings.json or in the environment variable Site__Registration.")]
    [InlineData("Site__AttemptsPerMinute", "0", "Site:AttemptsPerMinute must be between 1 and 100000.")]
    [InlineData("Api__RequestsPerMinute", "0", "Api:RequestsPerMinute must be between 1 and 100000.")]
    [InlineData("Site__AttemptsPerMinute", "many", "The setting Site:AttemptsPerMinute cannot be 'many'. Correct it in appsettings.json or in the environment variable Site__AttemptsPerMinute.")]
    [InlineData("Site__TrustedProxies__0", "the proxy", "Site:TrustedProxies must hold addresses or networks like 10.0.0.0/8, but holds 'the proxy'.")]
    [InlineData("Database__Provider", "Oracle", "The setting Database:Provider cannot be 'Oracle'. Correct it in appsettings.json or in the environment variable Database__Provider.")]
    [InlineData("ASPNETCORE_URLS", "five-thousand", "The address 'five-thousand' is not one to listen on. Set ASPNETCORE_URLS to something like http://localhost:5080.")]
    public async Task A_bad_setting_is_one_sentence_with_its_key(string name, string value, string expected)
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Sqlite);
        var (code, sentence) = await RunAsync(store, (name, value));
        Assert.Equal((1, expected), (code, sentence));
    }

    [Theory]
    [InlineData("SignIn__OAuth__acme__ClientSecret", "", "SignIn:OAuth:acme:ClientSecret is missing.")]
    [InlineData("SignIn__OAuth__acme__TokenEndpoint", "http://example.org/token", "SignIn:OAuth:acme:TokenEndpoint must be an https address.")]
    public async Task A_bad_setting_of_another_sites_sign_in_is_one_sentence_with_its_key(string name, string value, string expected)
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Sqlite);
        await using var outside = await FakeIdentity.StartAsync();
        var settings = outside.Settings("acme", "Acme").ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        settings[name] = value;
        var (code, sentence) = await RunAsync(store, [.. settings.Select(setting => (setting.Key, setting.Value))]);
        Assert.Equal((1, expected), (code, sentence));
    }

    [Fact]
    public async Task A_database_server_that_does_not_answer_is_one_sentence_without_its_password()
    {
        await using var store = await TestStore.CreateEmptyAsync(DatabaseProvider.Sqlite);
        var (code, sentence) = await RunAsync(
            store, ("Database__Provider", "Postgres"), ("Database__ConnectionString", "Host=127.0.0.1;Port=1;Database=musicweb;Username=musicweb;Password=hush;Timeout=2"));

        Assert.StartsWith("The database cannot be opened", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", sentence, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_start_says_where_everything_is_and_a_stop_takes_less_than_five_seconds()
    {
        await using var store = await TestStore.CreateEmptyAsync(DatabaseProvider.Sqlite);
        var start = Prepare(store, ("ASPNETCORE_ENVIRONMENT", "Development"));
        using var process = Process.Start(start)!;
        try
        {
            var lines = new List<string>();
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("To start afresh", StringComparison.Ordinal)) lines.Add(line);
            Assert.Contains(lines, line => line.StartsWith("  Open      http://127.0.0.1:", StringComparison.Ordinal));
            Assert.Contains($"  Data      {store.Folder}", lines);
            Assert.Contains($"  Database  {Path.Combine(store.Folder, "musicweb.db")}", lines);

            var watch = Stopwatch.StartNew();
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    // The whole of standard error, which must be that one sentence.
    private static async Task<(int Code, string Sentence)> RunAsync(TestStore store, params (string Name, string Value)[] environment)
    {
        using var process = Process.Start(Prepare(store, environment))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("   at ", await output, StringComparison.Ordinal);
            return (process.ExitCode, error.TrimEnd());
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static ProcessStartInfo Prepare(TestStore store, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = store.Folder,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Data__Directory"] = store.Folder,
            },
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}
