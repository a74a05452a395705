using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;
using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Providers.Embedded;

namespace Bench;

/// <summary>How long people wait for the web while the same program renders a song: the engine must leave it its due.</summary>
internal static partial class WebWhileRendering
{
    private const string Reader = "reader@example.com";
    private const string Balance = "/api/v1/get-credits";
    private const int WarmUps = 300;
    private const int IdleRounds = 150;

    // Drawn on the server before the line is up.
    private static readonly string[] _pages = ["/w/me/library", "/w/me/create", "/w/me/credits"];

    /// <summary>The child's part: prints what <see cref="RenderCost"/> reads, a page in place of the song, a request of a program in place of CPU, and how much slower pages are in place of time.</summary>
    public static async Task<int> RunAsync()
    {
        var (page, seconds, slowdown) = await MeasureAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page} {seconds} {slowdown} 0"));
        return 0;
    }

    // One request at a time: the time within which 95 of 100 of pages and of a program's are answered, and how many times as long as usual pages take.
    private static async Task<(double Page, double Seconds, double Slowdown)> MeasureAsync()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Sqlite);
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        using var web = Start(store, address);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
            await UntilReadyAsync(client);
            await SignUpAsync(client);
            await using var app = await TestApp.StartAsync(store, services: services => services.AddSingleton<IMusicProvider>(new SketchProvider(Options.Create(new EngineOptions()))), withPeople: false);
            app.Clock.Advance(TimeProvider.System.GetUtcNow() - app.Clock.GetUtcNow());
            var reader = await FindReaderAsync(app);
            var key = (await app.Get<CreateApiKey>().RunAsync(reader, new ApiKeyTerms("bench", CapCredits: null, CapPeriod.Day, Addresses: null), ApiKeyScopes.Read, expiresAt: null, CancellationToken.None)).Value!.Text;
            var (idle, busy, asked) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < WarmUps + IdleRounds; i++)
            {
                await AskAsync(client, Balance, key);
                foreach (var page in _pages) idle.Add(await AskAsync(client, page));
            }

            idle.RemoveRange(0, WarmUps * _pages.Length);
            var task = await OrderAsync(app, reader);
            while (await StateAsync(app, task) is not TaskState.Submitting) await Task.Delay(50);
            while (await StateAsync(app, task) is TaskState.Submitting)
            {
                for (var i = 0; i < 5; i++) asked.Add(await AskAsync(client, Balance, key));
                foreach (var page in _pages) busy.Add(await AskAsync(client, page));
            }

            if (busy.Count < 100) throw new InvalidOperationException($"Only {busy.Count} pages fitted into the rendering.");
            return (NinetyFifth(busy) / 1000, NinetyFifth(asked) / 1000, NinetyFifth(busy) / NinetyFifth(idle));
        }
        finally
        {
            web.Kill();
            await web.WaitForExitAsync();
        }
    }

    private static double NinetyFifth(List<double> times)
    {
        times.Sort();
        return times[(int)(times.Count * 0.95)];
    }

    private static Process Start(TestStore store, Uri address)
    {
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = store.Folder };
        start.Environment["Api__RequestsPerMinute"] = "100000"; // One reader asks as fast as many.
        (start.Environment["ASPNETCORE_URLS"], start.Environment["ASPNETCORE_ENVIRONMENT"], start.Environment["Data__Directory"]) = ($"{address}", "Production", store.Folder);
        var web = Process.Start(start)!;
        web.OutputDataReceived += (_, _) => { };
        web.ErrorDataReceived += (_, _) => { };
        web.BeginOutputReadLine();
        web.BeginErrorReadLine();
        return web;
    }

    private static string Program => typeof(WebWhileRendering).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "WebProgram").Value!;

    private static async Task UntilReadyAsync(HttpClient client)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await AskAsync(client, "/health/live");
                return;
            }
            catch (HttpRequestException) when (attempt < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task SignUpAsync(HttpClient client)
    {
        var form = await client.GetStringAsync(new Uri("/account/sign-up", UriKind.Relative));
        var fields = HiddenField().Matches(form).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value))).ToDictionary();
        (fields["Form.Email"], fields["Form.Password"]) = (Reader, "rain on a tin roof");
        using var answer = await client.PostAsync(new Uri("/account/sign-up", UriKind.Relative), new FormUrlEncodedContent(fields));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<Actor> FindReaderAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        var userId = (await db.Users.SingleAsync(user => user.Email == Reader)).Id;
        return (await app.Get<FindActor>().RunAsync(userId, FindActor.Me, Door.Web, CancellationToken.None)).Value!;
    }

    // As the page would: the program finds the row and renders it.
    private static async Task<Guid> OrderAsync(TestApp app, Actor reader)
    {
        var wish = new MusicRequest { Op = Ops.Create, Model = "sketch-1", Description = "upbeat summer pop", DurationSeconds = 240 };
        var ordered = await app.Get<EnqueueTask>().RunAsync(reader, Guid.CreateVersion7(app.Clock.GetUtcNow()), "sketch", wish, retryOfId: null, CancellationToken.None);
        return ordered.IsOk ? ordered.Value : throw new InvalidOperationException(ordered.Error!.Message);
    }

    private static async Task<TaskState> StateAsync(TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        return await db.Tasks.Where(task => task.Id == id).Select(task => task.State).SingleAsync();
    }

    private static async Task<double> AskAsync(HttpClient client, string page, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(page, UriKind.Relative));
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="(?<name>[^"]+)"[^>]*value="(?<value>[^"]*)"[^>]*>""")]
    private static partial Regex HiddenField();
}
